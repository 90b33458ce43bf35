package org.musubi.e2e;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.musubi.e2e.wire.Xml;

/**
 * An answer to ITI-39 taken apart while it arrives, its documents hashed and not kept.
 *
 * @param soap the root part
 * @param hashes SHA-1 of each further part, in their order
 */
record StreamedAnswer(Xml soap, List<String> hashes) {
  private static final Pattern BOUNDARY = Pattern.compile("(?i)boundary=\"?([^\";\r\n]+)\"?");
  private static final Pattern LENGTH = Pattern.compile("(?im)^content-length:\\s*(\\d+)");

  /**
   * Reads it to its stated end.
   *
   * @throws EOFException when it is cut off before
   */
  static StreamedAnswer read(InputStream socket) throws IOException {
    var in = new BufferedInputStream(socket, 1 << 16);
    var head = new StringBuilder();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      head.append(line).append('\n');
    }
    var length = LENGTH.matcher(head);
    if (!head.toString().startsWith("HTTP/1.1 200") || !length.find()) {
      throw new IOException(head.toString());
    }
    var boundary = BOUNDARY.matcher(head);
    long left = Long.parseLong(length.group(1));
    if (!boundary.find()) {
      return new StreamedAnswer(new Xml(text(in.readNBytes((int) left))), List.of());
    }
    var parts = new Parts("\r\n--" + boundary.group(1));
    parts.take("\r\n".getBytes(StandardCharsets.US_ASCII), 2);
    var block = new byte[1 << 16];
    while (left > 0) {
      int count = in.read(block, 0, (int) Math.min(block.length, left));
      if (count < 0) {
        throw new EOFException("cut off, " + left + " bytes are missing");
      }
      parts.take(block, count);
      left -= count;
    }
    return parts.whole();
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static String line(InputStream in) throws IOException {
    var line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("cut off");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  /** Cuts at the delimiter: what stands before the first one is nothing, the second is the root. */
  private static final class Parts {
    private final byte[] delimiter;
    private final ByteArrayOutputStream root = new ByteArrayOutputStream();
    private final List<String> hashes = new ArrayList<>();
    private MessageDigest digest = LargeDocument.sha1();
    private byte[] held = new byte[0];
    private int part = -1;
    private boolean inHeader;

    Parts(String delimiter) {
      this.delimiter = delimiter.getBytes(StandardCharsets.ISO_8859_1);
    }

    void take(byte[] bytes, int count) {
      var all = java.util.Arrays.copyOf(held, held.length + count);
      System.arraycopy(bytes, 0, all, held.length, count);
      int at = 0;
      while (true) {
        byte[] wanted = inHeader ? new byte[] {'\r', '\n', '\r', '\n'} : delimiter;
        int found = indexOf(all, wanted, at);
        if (found < 0) {
          int keep = inHeader ? at : Math.max(at, all.length - wanted.length + 1);
          content(all, at, keep);
          held = java.util.Arrays.copyOfRange(all, keep, all.length);
          return;
        }
        content(all, at, found);
        at = found + wanted.length;
        if (!inHeader) {
          end();
        }
        inHeader = !inHeader;
      }
    }

    private void content(byte[] all, int from, int until) {
      if (!inHeader && part == 0) {
        root.write(all, from, until - from);
      } else if (!inHeader && part > 0) {
        digest.update(all, from, until - from);
      }
    }

    private void end() {
      if (part > 0) {
        hashes.add(HexFormat.of().formatHex(digest.digest()));
      }
      part++;
      digest = LargeDocument.sha1();
    }

    /** After the last delimiter stand two hyphens and no header. */
    StreamedAnswer whole() throws EOFException {
      if (!inHeader || !text(held).startsWith("--")) {
        throw new EOFException("no last boundary");
      }
      return new StreamedAnswer(new Xml(text(root.toByteArray())), hashes);
    }

    private static int indexOf(byte[] all, byte[] wanted, int from) {
      for (int i = from; i <= all.length - wanted.length; i++) {
        if (all[i] == '\r'
            && java.util.Arrays.equals(all, i, i + wanted.length, wanted, 0, wanted.length)) {
          return i;
        }
      }
      return -1;
    }
  }
}
