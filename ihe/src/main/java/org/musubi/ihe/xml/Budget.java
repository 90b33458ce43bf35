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

  Budget(InputStream in, long bytes) {
    super(in);
    left = bytes;
  }

  /** Adds to the budget: what was read went into a document and is counted there. */
  void grant(long bytes) {
    left += bytes;
  }

  @Override
  public int read() throws IOException {
    int value = super.read();
    if (value >= 0 && --left < 0) {
      throw new UsedUp();
    }
    return value;
  }

  @Override
  public int read(byte[] to, int from, int length) throws IOException {
    int count = super.read(to, from, length);
    if (count > 0) {
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
