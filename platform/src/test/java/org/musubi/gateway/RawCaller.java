package org.musubi.gateway;

import static org.musubi.gateway.Exchanges.RETRIEVE;
import static org.musubi.gateway.Shared.SPOOL;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLSocket;
import org.musubi.ihe.DocumentKey;
import org.musubi.ihe.documents.DocumentReader;
import org.musubi.ihe.documents.SpooledDocument;
import org.musubi.ihe.soap.Deadline;
import org.musubi.ihe.soap.Envelope;
import org.musubi.ihe.soap.Soap;
import org.musubi.ihe.xds.RetrieveRequest;
import org.musubi.ihe.xds.RetrieveResponse;
import org.musubi.ihe.xds.Status;
import org.musubi.ihe.xml.Element;
import org.musubi.ihe.xml.Limits;

/** A caller of ITI-39 that holds the socket in its own hands. */
final class RawCaller {
  private RawCaller() {}

  /** What a caller received, read as it came. */
  record Received(Status status, List<String> sha1, List<Long> sizes) {}

  /** Asks for one document; whoever takes the socket reads the answer, or does not. */
  static SSLSocket connect(Hub hub, DocumentKey key) throws Exception {
    var socket =
        (SSLSocket)
            hub.callerContext().getSocketFactory().createSocket("127.0.0.1", hub.at("/").getPort());
    var envelope =
        Envelope.request(
            RETRIEVE,
            hub.at("/iti39"),
            new RetrieveRequest(List.of(key)).toElement(),
            Envelope.security(Element.of(Soap.SAML, "saml:Assertion").build()));
    var bytes = envelope.toBytes();
    var out = socket.getOutputStream();
    out.write(
        ("POST /iti39 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: "
                + envelope.contentType()
                + "\r\nContent-Length: "
                + bytes.length
                + "\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII));
    out.write(bytes);
    out.flush();
    return socket;
  }

  /** Asks for one document and reads the whole answer. */
  static Received receive(Hub hub, DocumentKey key) throws Exception {
    try (var socket = connect(hub, key);
        var deadline = Deadline.of(Duration.ofMinutes(3), Duration.ofMinutes(1), 0)) {
      var in = new BufferedInputStream(socket.getInputStream());
      var type = "";
      for (var line = line(in); !line.isEmpty(); line = line(in)) {
        if (line.toLowerCase(Locale.ROOT).startsWith("content-type:")) {
          type = line.substring(13).strip();
        }
      }
      try (var message = DocumentReader.read(type, in, SPOOL, Limits.forDocuments(), deadline)) {
        return new Received(
            RetrieveResponse.parse(message.envelope().body()).head().status(),
            message.documents().stream().map(SpooledDocument::sha1).toList(),
            message.documents().stream().map(SpooledDocument::size).toList());
      }
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
}
