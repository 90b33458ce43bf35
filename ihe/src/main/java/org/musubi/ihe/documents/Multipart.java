package org.musubi.ihe.documents;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.musubi.ihe.documents.DocumentRefused.Reason;

/**
 * Reads multipart/related as MTOM sends it (RFC 2046 section 5.1, RFC 2387, XOP 1.0), one part
 * after the other, holding one buffer and never a part.
 */
public final class Multipart {
  private static final int HEADER_BYTES = 16 * 1024;
  private static final int HEADERS = 32;

  /** One part: it is read before the next is asked for. */
  public final class Part {
    private final Map<String, String> headers;
    private final boolean root;
    private final InputStream body;

    private Part(Map<String, String> headers, boolean root) {
      this.headers = headers;
      this.root = root;
      this.body = input.untilBoundary();
    }

    /** Whether it is the part that holds the envelope. */
    public boolean isRoot() {
      return root;
    }

    /** The Content-ID without its brackets, empty when there is none. */
    public String contentId() {
      return bare(headers.getOrDefault("content-id", ""));
    }

    /** The Content-Type. */
    public MediaType type() {
      return MediaType.parse(headers.get("content-type"));
    }

    /** The bytes up to the boundary; ends in DocumentRefused when the boundary never comes. */
    public InputStream body() {
      return body;
    }
  }

  private final MultipartInput input;
  private final String start;
  private @Nullable Part current;
  private boolean first = true;
  private boolean finished;

  private Multipart(MultipartInput input, String start) {
    this.input = input;
    this.start = start;
  }

  /**
   * Starts to read.
   *
   * @param type the message's Content-Type
   * @throws DocumentRefused when it is not MTOM's, or the boundary is not valid
   */
  public static Multipart of(MediaType type, InputStream in) throws DocumentRefused {
    var inner = MediaType.parse(type.parameter("type"));
    if (!type.is("multipart/related") || !inner.is("application/xop+xml")) {
      throw new DocumentRefused(Reason.BAD_MIME);
    }
    var boundary = type.parameter("boundary");
    if (boundary == null
        || !boundary.matches("[A-Za-z0-9'()+_,./:=? -]{0,69}[A-Za-z0-9'()+_,./:=?-]")) {
      throw new DocumentRefused(Reason.NO_BOUNDARY);
    }
    var start = type.parameter("start");
    return new Multipart(new MultipartInput(in, boundary), start == null ? "" : bare(start));
  }

  /**
   * The next part; null after the closing boundary, when the stream has ended too.
   *
   * @throws DocumentRefused when the structure is broken or cut off
   */
  public @Nullable Part next() throws IOException {
    if (finished) {
      return null;
    }
    if (current == null) {
      input.toFirstBoundary();
    } else {
      current.body.transferTo(OutputStream.nullOutputStream());
    }
    if (input.closed()) {
      finished = true;
      input.epilogue();
      return null;
    }
    var part = part(headers());
    current = part;
    return part;
  }

  private Part part(Map<String, String> headers) throws DocumentRefused {
    var encoding = headers.getOrDefault("content-transfer-encoding", "binary");
    switch (encoding.toLowerCase(Locale.ROOT)) {
      case "binary", "8bit", "7bit" -> {}
      default -> throw new DocumentRefused(Reason.BAD_TRANSFER_ENCODING);
    }
    var id = bare(headers.getOrDefault("content-id", ""));
    boolean root = start.isEmpty() ? first : id.equals(start);
    first = false;
    var part = new Part(headers, root);
    var type = part.type();
    if (root && !type.is("application/xop+xml")) {
      throw new DocumentRefused(Reason.BAD_MIME);
    }
    return part;
  }

  private Map<String, String> headers() throws IOException {
    var headers = new LinkedHashMap<String, String>();
    var last = "";
    int budget = HEADER_BYTES;
    for (var line = input.line(budget); !line.isEmpty(); line = input.line(budget)) {
      budget -= line.length() + 2;
      if (line.startsWith(" ") || line.startsWith("\t")) {
        var folded = headers.get(last);
        if (folded == null) {
          throw new DocumentRefused(Reason.BAD_MIME);
        }
        headers.put(last, folded + " " + line.strip());
        continue;
      }
      int colon = line.indexOf(':');
      last = colon < 1 ? "" : line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
      var value = line.substring(colon + 1).strip();
      if (last.isEmpty() || headers.put(last, value) != null || headers.size() > HEADERS) {
        throw new DocumentRefused(Reason.BAD_MIME);
      }
    }
    return headers;
  }

  private static String bare(String id) {
    var text = id.strip();
    return text.startsWith("<") && text.endsWith(">") && text.length() > 2
        ? text.substring(1, text.length() - 1)
        : text;
  }
}
