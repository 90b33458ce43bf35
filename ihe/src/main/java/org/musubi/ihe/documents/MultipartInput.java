package org.musubi.ihe.documents;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.musubi.ihe.documents.DocumentRefused.Reason;

/** The bytes of a multipart message, cut at its boundaries, in one buffer of 64 kB. */
final class MultipartInput {
  private static final int BUFFER = 64 * 1024;
  private static final int PREAMBLE = 16 * 1024;
  private static final int EPILOGUE = 16 * 1024;

  private final InputStream in;
  private final byte[] delimiter;
  private final byte[] buffer = new byte[BUFFER];
  private int from;
  private int to;
  private boolean ended;
  private boolean closed;

  MultipartInput(InputStream in, String boundary) {
    this.in = in;
    this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.US_ASCII);
  }

  /** Whether the boundary passed last was the closing one. */
  boolean closed() {
    return closed;
  }

  /** Passes the preamble; the first boundary may stand at the very start. */
  void toFirstBoundary() throws IOException {
    // A boundary at the start has no line break of its own: lend it one.
    buffer[0] = '\r';
    buffer[1] = '\n';
    to = 2;
    var preamble = untilBoundary();
    if (preamble.readNBytes(PREAMBLE).length == PREAMBLE) {
      throw new DocumentRefused(Reason.BAD_MIME);
    }
  }

  /** A line without its end, at most so many bytes; headers are ASCII. */
  String line(int most) throws IOException {
    for (int scanned = 0; ; ) {
      for (int i = from + scanned; i + 1 < to; i++) {
        if (buffer[i] == '\r' && buffer[i + 1] == '\n') {
          var line = new String(buffer, from, i - from, StandardCharsets.ISO_8859_1);
          from = i + 2;
          if (line.length() > most) {
            throw new DocumentRefused(Reason.BAD_MIME);
          }
          return line;
        }
      }
      scanned = Math.max(0, to - from - 1);
      if (scanned > most) {
        throw new DocumentRefused(Reason.BAD_MIME);
      }
      more();
    }
  }

  /** After the closing boundary only a short epilogue may follow, then the end of the stream. */
  void epilogue() throws IOException {
    int seen = to - from;
    from = to = 0;
    while (!ended) {
      int count = in.read(buffer, 0, BUFFER);
      ended = count < 0;
      seen += Math.max(0, count);
      if (seen > EPILOGUE) {
        throw new DocumentRefused(Reason.BAD_MIME);
      }
    }
  }

  /** Reads on, keeping what is not consumed; the end of the stream here is always too early. */
  private void more() throws IOException {
    if (from > 0) {
      System.arraycopy(buffer, from, buffer, 0, to - from);
      to -= from;
      from = 0;
    }
    if (to == BUFFER) {
      throw new DocumentRefused(Reason.BAD_MIME);
    }
    int count = ended ? -1 : in.read(buffer, to, BUFFER - to);
    if (count < 0) {
      ended = true;
      throw new DocumentRefused(Reason.TRUNCATED);
    }
    to += count;
  }

  /** The bytes up to the next boundary, which is passed with its line. */
  InputStream untilBoundary() {
    return new InputStream() {
      private boolean over;

      @Override
      public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
      }

      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (over) {
          return -1;
        }
        if (length == 0) {
          return 0;
        }
        for (int end = plain(); ; end = plain()) {
          if (end > from) {
            int count = Math.min(length, end - from);
            System.arraycopy(buffer, from, target, offset, count);
            from += count;
            return count;
          }
          if (to - from >= delimiter.length) {
            from += delimiter.length;
            passBoundaryLine();
            over = true;
            return -1;
          }
          more();
        }
      }
    };
  }

  /** The end of the bytes from {@code from} on that cannot belong to a boundary. */
  private int plain() {
    for (int i = from; i < to; i++) {
      if (buffer[i] == '\r' && mayStart(i)) {
        return i;
      }
    }
    return to;
  }

  private boolean mayStart(int at) {
    int length = Math.min(delimiter.length, to - at);
    for (int i = 1; i < length; i++) {
      if (buffer[at + i] != delimiter[i]) {
        return false;
      }
    }
    return true;
  }

  /** The rest of a boundary's line: two hyphens when it closes, then blanks, then its end. */
  private void passBoundaryLine() throws IOException {
    while (to - from < 2) {
      more();
    }
    if (buffer[from] == '-' && buffer[from + 1] == '-') {
      closed = true;
      from += 2;
      return;
    }
    if (!line(64).isBlank()) {
      throw new DocumentRefused(Reason.BAD_MIME);
    }
  }
}
