package org.musubi.services.records.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import org.musubi.ihe.documents.DocumentMessage;
import org.musubi.ihe.documents.DocumentWriter;
import org.musubi.ihe.documents.Spool;
import org.musubi.ihe.documents.SpooledDocument;
import org.musubi.ihe.soap.Envelope;
import org.musubi.ihe.soap.SoapReader;
import org.musubi.ihe.xds.RetrieveResponse;
import org.musubi.ihe.xml.Limits;
import org.musubi.services.records.support.RunningCommunity;

/** A platform that answers ITI-39 with what a test says, whatever was asked. */
final class ScriptedPlatform implements AutoCloseable {
  private final HttpsServer server;
  private final Spool spool;

  ScriptedPlatform(RetrieveResponse answer) throws Exception {
    spool = Spool.open(Files.createTempDirectory("scripted-platform"), 1 << 20);
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(RunningCommunity.PLATFORM.context()));
    server.createContext("/", exchange -> answer(exchange, answer));
    server.start();
  }

  URI uri() {
    return URI.create("https://127.0.0.1:" + server.getAddress().getPort() + "/iti39");
  }

  private void answer(HttpExchange exchange, RetrieveResponse answer) throws IOException {
    var documents = new ArrayList<SpooledDocument>();
    try (exchange) {
      String type = exchange.getRequestHeaders().getFirst("Content-Type");
      var request = SoapReader.read(type, exchange.getRequestBody(), Limits.forMetadata());
      for (var each : answer.documents()) {
        documents.add(document(each.key().uniqueId()));
      }
      var envelope =
          Envelope.reply(request.addressing(), Actions.answer(Actions.ITI_39), answer.toElement());
      var writer = DocumentWriter.of(new DocumentMessage(envelope, documents));
      exchange.getResponseHeaders().set("Content-Type", writer.contentType());
      exchange.sendResponseHeaders(200, writer.contentLength());
      writer.writeTo(exchange.getResponseBody());
    } catch (Exception e) {
      throw new IOException(e);
    } finally {
      documents.forEach(SpooledDocument::close);
    }
  }

  private SpooledDocument document(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try (var sink = spool.begin(bytes.length)) {
      sink.write(bytes);
      return sink.finish();
    }
  }

  @Override
  public void close() {
    server.stop(0);
    spool.close();
  }
}
