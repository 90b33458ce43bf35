package org.musubi.e2e.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A multipart/related body taken apart byte by byte; a plain body is its own only part. */
public record Multipart(List<Part> parts) {
  /** One part: its header as text and its content. */
  public record Part(String header, byte[] content) {
    /** The Content-ID without its angle brackets, or null. */
    public @Nullable String id() {
      var found = Pattern.compile("(?im)^content-id:\\s*<?([^>\r\n]*)>?").matcher(header);
      return found.find() ? found.group(1) : null;
    }

    /** The content as UTF-8. */
    public String text() {
      return new String(content, StandardCharsets.UTF_8);
    }
  }

  /** The first part: here every sender puts the envelope first. */
  public Part root() {
    return parts.getFirst();
  }

  /** The part that an xop:Include names. */
  public byte[] byHref(String href) {
    String id =
        java.net.URLDecoder.decode(
            href.replaceFirst("^cid:", "").replace("+", "%2B"), StandardCharsets.UTF_8);
    return parts.stream()
        .filter(part -> id.equals(part.id()))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no part " + href))
        .content();
  }

  static Multipart of(Reply reply) {
    String type = reply.contentType();
    if (!type.toLowerCase(Locale.ROOT).startsWith("multipart/")) {
      return new Multipart(List.of(new Part("", reply.body())));
    }
    var boundary = Pattern.compile("(?i)boundary=\"?([^\";]+)\"?").matcher(type);
    if (!boundary.find()) {
      throw new IllegalStateException("multipart without a boundary: " + type);
    }
    return parse(reply.body(), ("--" + boundary.group(1)).getBytes(StandardCharsets.ISO_8859_1));
  }

  private static Multipart parse(byte[] body, byte[] delimiter) {
    var parts = new ArrayList<Part>();
    int at = indexOf(body, delimiter, 0);
    while (at >= 0) {
      int start = at + delimiter.length;
      if (start + 1 < body.length && body[start] == '-' && body[start + 1] == '-') {
        return new Multipart(parts);
      }
      int next = indexOf(body, delimiter, start);
      if (next < 0) {
        break;
      }
      parts.add(part(Arrays.copyOfRange(body, start + 2, next - 2)));
      at = next;
    }
    throw new IllegalStateException("multipart without its end");
  }

  private static Part part(byte[] bytes) {
    int end = indexOf(bytes, "\r\n\r\n".getBytes(StandardCharsets.US_ASCII), 0);
    return new Part(
        new String(bytes, 0, end, StandardCharsets.ISO_8859_1),
        Arrays.copyOfRange(bytes, end + 4, bytes.length));
  }

  private static int indexOf(byte[] all, byte[] wanted, int from) {
    for (int i = from; i <= all.length - wanted.length; i++) {
      if (all[i] == wanted[0]
          && Arrays.equals(all, i, i + wanted.length, wanted, 0, wanted.length)) {
        return i;
      }
    }
    return -1;
  }
}
