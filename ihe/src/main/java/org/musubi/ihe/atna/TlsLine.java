package org.musubi.ihe.atna;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.musubi.ihe.tls.TlsPolicy;

/** One connection of a sender, and a watch that notices when the peer goes or does not read. */
final class TlsLine implements AutoCloseable {
  private static final long RESTING = 0;

  private final Socket plain;
  private final SSLSocket socket;
  private final OutputStream out;
  private final Duration patience;

  /** True when the peer said goodbye, false when the line broke. */
  private final CompletableFuture<Boolean> ended = new CompletableFuture<>();

  private volatile long writingSince = RESTING;

  private TlsLine(Socket plain, SSLSocket socket, Duration patience) throws IOException {
    this.plain = plain;
    this.socket = socket;
    this.patience = patience;
    this.out = new BufferedOutputStream(socket.getOutputStream(), 16 * 1024);
  }

  static TlsLine open(SSLSocketFactory tls, String host, int port, Duration patience)
      throws IOException {
    var plain = new Socket();
    try {
      int millis = (int) Math.min(patience.toMillis(), Integer.MAX_VALUE);
      plain.connect(new InetSocketAddress(host, port), millis);
      plain.setSoTimeout(millis);
      var socket = (SSLSocket) tls.createSocket(plain, host, port, true);
      socket.setSSLParameters(TlsPolicy.client());
      socket.startHandshake();
      plain.setSoTimeout(0);
      var line = new TlsLine(plain, socket, patience);
      Thread.ofVirtual().start(line::listen);
      Thread.ofVirtual().start(line::watch);
      return line;
    } catch (IOException failed) {
      plain.close();
      throw failed;
    }
  }

  private void listen() {
    try {
      var in = socket.getInputStream();
      var nothing = new byte[256];
      while (in.read(nothing) >= 0) {
        // RFC 5425 has no answers; what is said is not heard
      }
      ended.complete(true);
    } catch (IOException broken) {
      ended.complete(false);
      close();
    }
  }

  private void watch() {
    while (!ended.isDone()) {
      try {
        ended.get(Math.max(1, patience.toMillis() / 4), TimeUnit.MILLISECONDS);
      } catch (TimeoutException stillThere) {
        long since = writingSince;
        if (since != RESTING && System.nanoTime() - since > patience.toNanos()) {
          ended.complete(false);
          close();
        }
      } catch (ExecutionException | InterruptedException over) {
        return;
      }
    }
  }

  void write(List<Octets> messages) throws IOException {
    if (ended.isDone()) {
      throw new IOException("the peer is gone");
    }
    writingSince = System.nanoTime() | 1;
    try {
      for (var message : messages) {
        out.write(Framing.OCTET_COUNTING.frame(message.bytes()));
      }
      out.flush();
    } finally {
      writingSince = RESTING;
    }
  }

  /**
   * Says goodbye and waits for the peer's goodbye, which comes after it has read all before ours.
   *
   * @return false when the peer stands but says nothing
   * @throws IOException when the line broke, or the peer had said goodbye first
   */
  boolean finish() throws IOException, InterruptedException {
    if (ended.isDone()) {
      throw new IOException("the peer is gone");
    }
    writingSince = System.nanoTime() | 1;
    try {
      socket.shutdownOutput();
    } finally {
      writingSince = RESTING;
    }
    try {
      if (!ended.get(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IOException("the line broke");
      }
      return true;
    } catch (TimeoutException mute) {
      return false;
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Has something done when the line ends, at once if it has. */
  void onEnd(Runnable action) {
    var unused = ended.thenRun(action);
  }

  boolean gone() {
    return ended.isDone();
  }

  @Override
  public void close() {
    try {
      plain.close();
    } catch (IOException alreadyClosed) {
      // nothing is left to close
    }
  }
}
