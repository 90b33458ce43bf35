package org.musubi.e2e.wire;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Calls transactions at one address: puts a body into an envelope, sends it, reads the answer. */
public final class Caller {
  private final Wire wire;

  public Caller(Wire wire) {
    this.wire = wire;
  }

  /** The address of a transaction there. */
  public String address(Transaction transaction) {
    return "https://localhost:" + wire.port() + transaction.path();
  }

  /** Sends a plain SOAP message. */
  public Reply call(Transaction transaction, String assertion, String body) throws IOException {
    return wire.post(
        transaction.path(),
        Messages.contentType(transaction.action()),
        Messages.envelope(transaction.action(), address(transaction), assertion, body));
  }

  /** Sends the message as the root of an MTOM package, with further parts. */
  public Reply callMtom(
      Transaction transaction, String assertion, String body, Multipart.Part... parts)
      throws IOException {
    String boundary = "musubi-" + UUID.randomUUID();
    var whole = new java.io.ByteArrayOutputStream();
    write(
        whole,
        boundary,
        "Content-ID: <root@musubi>\r\nContent-Transfer-Encoding: 8bit\r\n"
            + "Content-Type: application/xop+xml; charset=UTF-8; type=\"application/soap+xml\"",
        Messages.envelope(transaction.action(), address(transaction), assertion, body)
            .getBytes(StandardCharsets.UTF_8));
    for (var part : parts) {
      write(whole, boundary, part.header(), part.content());
    }
    whole.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII));
    return wire.post(transaction.path(), mtomType(transaction, boundary), whole.toByteArray());
  }

  /** The content type of an MTOM package. */
  public static String mtomType(Transaction transaction, String boundary) {
    return "multipart/related; type=\"application/xop+xml\"; start=\"<root@musubi>\";"
        + " start-info=\"application/soap+xml\"; boundary=\""
        + boundary
        + "\"; action=\""
        + transaction.action()
        + "\"";
  }

  private static void write(
      java.io.ByteArrayOutputStream out, String boundary, String header, byte[] content) {
    out.writeBytes(
        ("\r\n--" + boundary + "\r\n" + header + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(content);
  }
}
