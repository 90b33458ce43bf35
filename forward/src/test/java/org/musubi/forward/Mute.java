package org.musubi.forward;

import java.io.IOException;
import java.net.InetAddress;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.musubi.ihe.tls.TlsMaterial;
import org.musubi.ihe.tls.TlsPolicy;

/** A receiver that reads and never says goodbye. */
final class Mute implements AutoCloseable {
  private final SSLServerSocket server;
  private final AtomicInteger connections = new AtomicInteger();

  Mute(TlsMaterial material) throws Exception {
    var here = InetAddress.getByName("127.0.0.1");
    server =
        (SSLServerSocket)
            material.context().getServerSocketFactory().createServerSocket(0, 8, here);
    server.setSSLParameters(TlsPolicy.server());
    Thread.ofVirtual().start(this::admit);
  }

  private void admit() {
    try {
      while (true) {
        var socket = (SSLSocket) server.accept();
        connections.incrementAndGet();
        Thread.ofVirtual().start(() -> swallow(socket));
      }
    } catch (IOException closed) {
      // the test is over
    }
  }

  /** Reads to the end, and then does not close. */
  private static void swallow(SSLSocket socket) {
    try {
      socket.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
    } catch (IOException broken) {
      // what it was sent does not matter
    }
  }

  int port() {
    return server.getLocalPort();
  }

  int connections() {
    return connections.get();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
