package org.musubi.ihe.atna;

import java.io.FilterInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** A socket's input that waits so long for a message to begin, and so long for it to end. */
final class PatientInput extends FilterInputStream {
  private final Socket socket;
  private final long patience;
  private boolean begun;
  private long began;

  PatientInput(Socket socket, Duration patience) throws IOException {
    super(socket.getInputStream());
    this.socket = socket;
    this.patience = patience.toMillis();
  }

  /** Another message is awaited. */
  void next() {
    begun = false;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    int read = read(one, 0, 1);
    return read < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] to, int from, int length) throws IOException {
    long left = begun ? patience - (System.nanoTime() - began) / 1_000_000 : patience;
    if (left <= 0) {
      throw new SocketTimeoutException("a message that does not end");
    }
    socket.setSoTimeout((int) Math.min(left, Integer.MAX_VALUE));
    int read = super.read(to, from, length);
    if (!begun) {
      begun = true;
      began = System.nanoTime();
    }
    return read;
  }
}
