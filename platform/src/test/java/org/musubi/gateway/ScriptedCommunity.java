package org.musubi.gateway;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.musubi.ihe.documents.DocumentMessage;
import org.musubi.ihe.documents.DocumentWriter;
import org.musubi.ihe.soap.Envelope;
import org.musubi.ihe.soap.SoapReader;
import org.musubi.ihe.tls.TlsPolicy;
import org.musubi.ihe.xml.Element;
import org.musubi.ihe.xml.Limits;

/** A community on a real TLS socket that does what its script says, good or bad. */
final class ScriptedCommunity implements AutoCloseable {
  /** What it does with one request. */
  interface Script {
    void answer(Envelope request, Connection connection) throws Exception;
  }

  private final SSLServerSocket socket;
  private final Map<String, Script> scripts = new ConcurrentHashMap<>();
  private final List<Envelope> asked = new CopyOnWriteArrayList<>();

  ScriptedCommunity(SSLContext context) throws IOException {
    socket =
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(0, 100, InetAddress.getLoopbackAddress());
    socket.setSSLParameters(TlsPolicy.server());
    Thread.ofPlatform().daemon().start(this::accept);
  }

  URI at(String path) {
    return URI.create("https://127.0.0.1:" + socket.getLocalPort() + path);
  }

  ScriptedCommunity on(String path, Script script) {
    scripts.put(path, script);
    return this;
  }

  /** Answers with this body. */
  ScriptedCommunity says(String path, String action, Element body) {
    return on(path, (request, connection) -> connection.soap(request, action, body));
  }

  /** What was asked so far. */
  List<Envelope> asked() {
    return asked;
  }

  void forget() {
    asked.clear();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        var client = (SSLSocket) socket.accept();
        Thread.ofPlatform().daemon().start(() -> serve(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(SSLSocket client) {
    try (client) {
      var in = new BufferedInputStream(client.getInputStream());
      var path = line(in).split(" ", 3)[1];
      int length = 0;
      String type = "";
      for (var header = line(in); !header.isEmpty(); header = line(in)) {
        var lower = header.toLowerCase(java.util.Locale.ROOT);
        if (lower.startsWith("content-length:")) {
          length = Integer.parseInt(lower.substring(15).strip());
        } else if (lower.startsWith("content-type:")) {
          type = header.substring(13).strip();
        }
      }
      var request =
          SoapReader.read(
              type, new ByteArrayInputStream(in.readNBytes(length)), Limits.forMetadata());
      asked.add(request);
      scripts.get(path).answer(request, new Connection(client, client.getOutputStream()));
    } catch (Exception gone) {
      // the hub has left, or the script says so
    }
  }

  private static String line(InputStream in) throws IOException {
    var line = new ByteArrayOutputStream();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      if (c != '\r') {
        line.write(c);
      }
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  /** One connection, to be answered or maltreated. */
  record Connection(SSLSocket socket, OutputStream out) {
    void soap(Envelope request, String action, Element body) throws Exception {
      envelope(200, Envelope.reply(request.addressing(), action, body));
    }

    void envelope(int status, Envelope envelope) throws IOException {
      var bytes = envelope.toBytes();
      head(status, envelope.contentType(), bytes.length);
      out.write(bytes);
      out.flush();
    }

    void documents(DocumentMessage message) throws IOException {
      var writer = DocumentWriter.of(message);
      head(200, writer.contentType(), writer.contentLength());
      writer.writeTo(out);
    }

    void head(int status, String type, long length) throws IOException {
      raw(
          "HTTP/1.1 "
              + status
              + " X\r\nContent-Type: "
              + type
              + "\r\nContent-Length: "
              + length
              + "\r\nConnection: close\r\n\r\n");
    }

    void raw(String text) throws IOException {
      out.write(text.getBytes(StandardCharsets.UTF_8));
      out.flush();
    }

    /** Leaves without a word. */
    void reset() throws IOException {
      socket.setSoLinger(true, 0);
      socket.close();
    }

    /** Says nothing until the other side leaves. */
    void hang() throws IOException {
      socket.setSoTimeout(60_000);
      int unused = socket.getInputStream().read();
    }
  }
}
