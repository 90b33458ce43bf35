package org.musubi.ihe.documents;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.musubi.ihe.soap.Soap;
import org.musubi.ihe.xml.Element;

/**
 * Writes a message with documents as MTOM: multipart/related with the envelope as its root part and
 * each document as a part of raw bytes. Its length is known before the first byte, so that a
 * receiver can tell a cut message from a whole one.
 */
public final class DocumentWriter {
  private static final String XOP = "http://www.w3.org/2004/08/xop/include";

  private final DocumentMessage message;
  private final String boundary = "musubi-" + UUID.randomUUID();
  private final String action;
  private final byte[] root;

  private DocumentWriter(DocumentMessage message) {
    this.message = message;
    this.action =
        message.envelope().headers().stream()
            .filter(header -> header.is(Soap.ADDRESSING, "Action"))
            .map(header -> header.text().strip())
            .filter(value -> value.matches("[!#-\\[\\]-~]{1,512}"))
            .findFirst()
            .orElse("");
    var places = new Places();
    var body = places.fill(message.envelope().body());
    if (places.next != message.documents().size()) {
      throw new IllegalArgumentException("as many Document elements as documents");
    }
    this.root = message.envelope().withBody(body).toBytes();
  }

  /**
   * Prepares to write.
   *
   * @throws IllegalArgumentException when the body has not one {@code Document} element for each
   *     document
   */
  public static DocumentWriter of(DocumentMessage message) {
    return new DocumentWriter(message);
  }

  /** The Content-Type of the HTTP message. */
  public String contentType() {
    return "multipart/related; type=\"application/xop+xml\"; start=\"<root@musubi>\"; "
        + "start-info=\"application/soap+xml\"; boundary=\""
        + boundary
        + "\""
        + (action.isEmpty() ? "" : "; action=\"" + action + "\"");
  }

  /** How many bytes it will write. */
  public long contentLength() {
    long length = rootHead().length + root.length + tail().length;
    for (int i = 0; i < message.documents().size(); i++) {
      length += partHead(i).length + message.documents().get(i).size();
    }
    return length;
  }

  /** Writes and flushes; does not close. A document that cannot be read whole ends the writing. */
  public void writeTo(OutputStream out) throws IOException {
    out.write(rootHead());
    out.write(root);
    var buffer = new byte[FrameFile.FRAME];
    for (int i = 0; i < message.documents().size(); i++) {
      out.write(partHead(i));
      try (var in = message.documents().get(i).open()) {
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
          out.write(buffer, 0, count);
        }
      }
    }
    out.write(tail());
    out.flush();
  }

  private byte[] rootHead() {
    return ascii(
        "--"
            + boundary
            + "\r\nContent-Type: application/xop+xml; charset=UTF-8; type=\"application/soap+xml\""
            + "\r\nContent-Transfer-Encoding: binary\r\nContent-ID: <root@musubi>\r\n\r\n");
  }

  private byte[] partHead(int number) {
    return ascii(
        "\r\n--"
            + boundary
            + "\r\nContent-Type: application/octet-stream\r\nContent-Transfer-Encoding: binary"
            + "\r\nContent-ID: <"
            + contentId(number)
            + ">\r\n\r\n");
  }

  private byte[] tail() {
    return ascii("\r\n--" + boundary + "--\r\n");
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static String contentId(int number) {
    return "document" + (number + 1) + "@musubi";
  }

  /** Puts an Include into each Document element, in order. */
  private static final class Places {
    private int next;

    Element fill(Element element) {
      if (element.is(DocumentMessage.NAMESPACE, DocumentMessage.DOCUMENT)) {
        var include =
            Element.of(XOP, "xop:Include").attribute("href", "cid:" + contentId(next++)).build();
        return element.withContent(List.of(include));
      }
      var content = new ArrayList<>(element.content());
      boolean changed = false;
      for (int i = 0; i < content.size(); i++) {
        if (content.get(i) instanceof Element child) {
          var filled = fill(child);
          changed |= filled != child;
          content.set(i, filled);
        }
      }
      return changed ? element.withContent(content) : element;
    }
  }
}
