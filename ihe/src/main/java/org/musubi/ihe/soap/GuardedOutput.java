package org.musubi.ihe.soap;

import java.io.IOException;
import java.io.OutputStream;

/** Writes under a deadline, in pieces small enough that each moves within the idle limit. */
final class GuardedOutput extends OutputStream {
  private static final int PIECE = 64 * 1024;

  private final OutputStream out;
  private final Flow flow;

  GuardedOutput(OutputStream out, Flow flow) {
    this.out = out;
    this.flow = flow;
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] from, int offset, int length) throws IOException {
    for (int done = 0; done < length; ) {
      int at = offset + done;
      int count = Math.min(PIECE, length - done);
      done +=
          flow.step(() -> {
            out.write(from, at, count);
            return count;
          });
    }
  }

  @Override
  public void flush() throws IOException {
    int unused =
        flow.step(() -> {
          out.flush();
          return 0;
        });
  }

  @Override
  public void close() throws IOException {
    flow.ended(out);
    int unused =
        flow.step(() -> {
          out.close();
          return 0;
        });
  }
}
