package org.musubi.ihe.documents;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.musubi.ihe.documents.DocumentRefused.Reason;

/** Refuses a message that is larger than its limit. */
final class BoundedInput extends FilterInputStream {
  private long left;

  BoundedInput(InputStream in, long most) {
    super(in);
    left = most;
  }

  @Override
  public int read() throws IOException {
    int value = in.read();
    count(value < 0 ? 0 : 1);
    return value;
  }

  @Override
  public int read(byte[] to, int from, int length) throws IOException {
    int read = in.read(to, from, length);
    count(Math.max(0, read));
    return read;
  }

  private void count(int bytes) throws DocumentRefused {
    left -= bytes;
    if (left < 0) {
      throw new DocumentRefused(Reason.TOO_LARGE);
    }
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
