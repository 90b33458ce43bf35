package org.musubi.ihe.documents;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.musubi.ihe.soap.Deadline;
import org.musubi.ihe.xml.Limits;

/** Hand-held messages: bytes on the wire, none of our own writing code. */
final class Messages {
  static final String PLAIN = "application/soap+xml; charset=UTF-8";
  static final String RELATED =
      "multipart/related; type=\"application/xop+xml\"; start=\"<root>\"; boundary=\"b\"";

  private Messages() {}

  static String envelope(String... documents) {
    var body = new StringBuilder();
    for (var document : documents) {
      body.append("<x:DocumentResponse><x:Document>")
          .append(document)
          .append("</x:Document></x:DocumentResponse>");
    }
    return "<s:Envelope xmlns:s=\"http://www.w3.org/2003/05/soap-envelope\""
        + " xmlns:x=\"urn:ihe:iti:xds-b:2007\"><s:Header>"
        + "<a:Action xmlns:a=\"http://www.w3.org/2005/08/addressing\">urn:x</a:Action></s:Header>"
        + "<s:Body><x:RetrieveDocumentSetResponse>"
        + body
        + "</x:RetrieveDocumentSetResponse></s:Body></s:Envelope>";
  }

  static String include(String id) {
    return "<xop:Include xmlns:xop=\"http://www.w3.org/2004/08/xop/include\" href=\"cid:"
        + id
        + "\"/>";
  }

  static String base64(byte[] document) {
    return Base64.getMimeEncoder().encodeToString(document);
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  static String root(String envelope) {
    return "--b\r\nContent-Type: application/xop+xml; charset=UTF-8\r\nContent-ID: <root>\r\n\r\n"
        + envelope
        + "\r\n";
  }

  static String part(String id, String content) {
    return "--b\r\nContent-ID: <"
        + id
        + ">\r\nContent-Transfer-Encoding: binary\r\n\r\n"
        + content
        + "\r\n";
  }

  static byte[] part(String id, byte[] content) {
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes(ascii("--b\r\nContent-ID: <" + id + ">\r\n\r\n"));
    bytes.writeBytes(content);
    bytes.writeBytes(ascii("\r\n"));
    return bytes.toByteArray();
  }

  static final String END = "--b--\r\n";

  static byte[] join(byte[]... pieces) {
    var bytes = new ByteArrayOutputStream();
    for (var piece : pieces) {
      bytes.writeBytes(piece);
    }
    return bytes.toByteArray();
  }

  static DocumentMessage read(String type, byte[] message, Spool spool) throws Exception {
    return read(type, new ByteArrayInputStream(message), spool, Limits.forDocuments());
  }

  static DocumentMessage read(String type, InputStream message, Spool spool, Limits limits)
      throws Exception {
    try (var deadline = Deadline.of(Duration.ofMinutes(5), Duration.ofMinutes(1), 0)) {
      return DocumentReader.read(type, message, spool, limits, deadline);
    }
  }

  static byte[] content(SpooledDocument document) throws Exception {
    try (var in = document.open()) {
      return in.readAllBytes();
    }
  }
}
