package org.musubi.e2e.wire;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * An HTTP answer as it came.
 *
 * @param status e.g. 200
 * @param headers by lower-case name; the last one wins, but cookies are joined by line ends
 * @param body all bytes, chunks joined
 */
public record Reply(int status, Map<String, String> headers, byte[] body) {
  private static final int MOST = 512 * 1024 * 1024;

  /** The body as UTF-8. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** The content type with its parameters, or empty. */
  public String contentType() {
    return headers.getOrDefault("content-type", "");
  }

  /** The SOAP part: the root of a multipart answer, else the whole body. */
  public Xml soap() {
    return new Xml(Multipart.of(this).root().text());
  }

  /** What a fault says, or empty when the answer is none. */
  public String fault() {
    return contentType().contains("xml") && body.length > 0 ? soap().fault() : "";
  }

  /** The parts of the answer. */
  public Multipart parts() {
    return Multipart.of(this);
  }

  @Override
  public String toString() {
    return "HTTP " + status + " " + contentType() + " " + body.length + " bytes";
  }

  static Reply read(InputStream in) throws IOException {
    String first = line(in);
    if (!first.startsWith("HTTP/1.1 ")) {
      throw new IOException("no HTTP answer: " + first);
    }
    int status = Integer.parseInt(first.substring(9, 12));
    var headers = new TreeMap<String, String>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
      String value = line.substring(colon + 1).strip();
      headers.merge(
          name, value, (old, last) -> name.equals("set-cookie") ? old + "\n" + last : last);
    }
    if (status == 100) {
      return read(in);
    }
    return new Reply(status, headers, body(in, headers));
  }

  private static byte[] body(InputStream in, Map<String, String> headers) throws IOException {
    if (headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked")) {
      return chunks(in);
    }
    String length = headers.get("content-length");
    if (length == null) {
      return in.readNBytes(MOST);
    }
    int expected = Integer.parseInt(length);
    byte[] all = in.readNBytes(expected);
    if (all.length < expected) {
      throw new EOFException("answer cut off at " + all.length + " of " + expected + " bytes");
    }
    return all;
  }

  private static byte[] chunks(InputStream in) throws IOException {
    var all = new ByteArrayOutputStream();
    while (true) {
      String size = line(in);
      int semicolon = size.indexOf(';');
      int count = Integer.parseInt(semicolon < 0 ? size : size.substring(0, semicolon), 16);
      byte[] chunk = in.readNBytes(count);
      if (chunk.length < count) {
        throw new EOFException("answer cut off within a chunk after " + all.size() + " bytes");
      }
      all.write(chunk);
      if (!line(in).isEmpty()) {
        throw new IOException("chunk without its end");
      }
      if (count == 0) {
        return all.toByteArray();
      }
      if (all.size() > MOST) {
        throw new IOException("answer too large");
      }
    }
  }

  private static String line(InputStream in) throws IOException {
    var line = new ByteArrayOutputStream();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("connection closed");
      }
      if (c != '\r') {
        line.write(c);
      }
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }
}
