package org.musubi.ihe.soap;

import java.io.IOException;
import java.io.InputStream;

/** Reads under a deadline. */
final class GuardedInput extends InputStream {
  private final InputStream in;
  private final Flow flow;

  GuardedInput(InputStream in, Flow flow) {
    this.in = in;
    this.flow = flow;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] to, int offset, int length) throws IOException {
    return flow.step(() -> in.read(to, offset, length));
  }

  @Override
  public int available() throws IOException {
    return in.available();
  }

  @Override
  public void close() throws IOException {
    flow.ended(in);
    in.close();
  }
}
