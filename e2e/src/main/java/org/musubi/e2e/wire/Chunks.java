package org.musubi.e2e.wire;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes each array as one HTTP/1.1 chunk (RFC 9112, 7.1); the last chunk is the owner's. */
final class Chunks extends FilterOutputStream {
  Chunks(OutputStream out) {
    super(out);
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] from, int offset, int length) throws IOException {
    out.write((Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
    out.write(from, offset, length);
    out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
  }
}
