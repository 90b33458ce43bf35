package org.musubi.e2e.wire;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.w3c.dom.Element;

/**
 * A document as it came in an answer to ITI-39 or ITI-43.
 *
 * @param home what stands in its HomeCommunityId; empty = nothing
 * @param uniqueId its documentUniqueId
 * @param mimeType as stated
 * @param content the bytes
 */
public record Received(String home, String uniqueId, String mimeType, byte[] content) {
  /** Every document of an answer; the content by XOP or in place. */
  public static List<Received> in(Reply reply) {
    var parts = reply.parts();
    var received = new ArrayList<Received>();
    for (var response : reply.soap().all("DocumentResponse")) {
      received.add(
          new Received(
              text(response, "HomeCommunityId"),
              text(response, "DocumentUniqueId"),
              text(response, "mimeType"),
              content(response, parts)));
    }
    return received;
  }

  /** SHA-256 of the content, hexadecimal. */
  public String sha256() {
    return sha256(content);
  }

  /** SHA-256, hexadecimal. */
  public static String sha256(byte[] bytes) {
    return digest("SHA-256", bytes);
  }

  /** SHA-1, hexadecimal: the hash that XDS metadata carries. */
  public static String sha1(byte[] bytes) {
    return digest("SHA-1", bytes);
  }

  private static byte[] content(Element response, Multipart parts) {
    var document = response.getElementsByTagNameNS("*", "Document").item(0);
    var include =
        ((Element) document)
            .getElementsByTagNameNS("http://www.w3.org/2004/08/xop/include", "Include");
    return include.getLength() > 0
        ? parts.byHref(((Element) include.item(0)).getAttribute("href"))
        : Base64.getMimeDecoder().decode(document.getTextContent());
  }

  private static String text(Element response, String name) {
    var found = response.getElementsByTagNameNS("*", name);
    return found.getLength() == 0 ? "" : found.item(0).getTextContent().strip();
  }

  private static String digest(String algorithm, byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
