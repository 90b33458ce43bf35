package org.musubi.ihe.xml;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serial;

/** Gives a stream out until its budget of bytes is used up, then refuses. */
final class Budget extends FilterInputStream {
  /** Raised through the parser, which only lets I/O failures pass. */
  static final class UsedUp extends IOException {
    @Serial private static final long serialVersionUID = 1L;
  }

  private long left;

  /**
   * Carriage returns read and not yet granted: the parser makes one character of two at a line's
   * end.
   */
  private long returns;

  Budget(InputStream in, long bytes) {
    super(in);
    left = bytes;
  }

  /**
   * Adds what these characters of a document took in the stream, for it is counted there; a
   * character outside ASCII is not base64 and has to be paid for.
   */
  void grant(char[] characters, int from, int length) {
    long lines = 0;
    for (int i = from; i < from + length; i++) {
      lines += characters[i] == '\n' ? 1 : 0;
    }
    long paired = Math.min(lines, returns);
    returns -= paired;
    left += length + paired;
  }

  @Override
  public int read() throws IOException {
    int value = super.read();
    returns += value == '\r' ? 1 : 0;
    if (value >= 0 && --left < 0) {
      throw new UsedUp();
    }
    return value;
  }

  @Override
  public int read(byte[] to, int from, int length) throws IOException {
    int count = super.read(to, from, length);
    if (count > 0) {
      for (int i = from; i < from + count; i++) {
        returns += to[i] == '\r' ? 1 : 0;
      }
      left -= count;
      if (left < 0) {
        throw new UsedUp();
      }
    }
    return count;
  }

  @Override
  public long skip(long bytes) {
    return 0;
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
