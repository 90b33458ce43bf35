package org.musubi.ihe.atna;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.musubi.ihe.tls.TlsMaterial;
import org.musubi.ihe.tls.TlsPolicy;

/**
 * Receives syslog over TLS (RFC 5425, mutual authentication) and UDP (RFC 5426) and hands each
 * message to an {@link Inbox}, unread. One virtual thread per door and connection. A broken frame
 * ends its connection with a reason; so does silence.
 *
 * <p>RFC 5425 has no acknowledgement. What this receiver gives instead: it answers a sender's
 * {@code close_notify} with its own only after it has taken every message before it, and sends one
 * at no other time: a connection that ends otherwise is reset. Closing the receiver resets the
 * connections; the message that is being taken is taken to its end.
 */
public final class SyslogReceiver implements AutoCloseable {
  private static final int LONGEST_DATAGRAM = 65_535;
  private static final Duration LAST_WORDS = Duration.ofSeconds(5);

  private final ReceiverLimits limits;
  private final Clock clock;
  private final Inbox inbox;
  private final Semaphore places;
  private final List<AutoCloseable> doors = new CopyOnWriteArrayList<>();
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
  private final AtomicLong taken = new AtomicLong();
  private final AtomicLong failures = new AtomicLong();
  private volatile boolean closed;

  /**
   * What happened so far.
   *
   * @param taken messages that the inbox took
   * @param failures connections and datagrams that were not accepted or broke
   * @param connections open TLS connections
   */
  public record Counts(long taken, long failures, int connections) {}

  /** A receiver without doors. */
  public SyslogReceiver(ReceiverLimits limits, Clock clock, Inbox inbox) {
    this.limits = limits;
    this.clock = clock;
    this.inbox = inbox;
    this.places = new Semaphore(limits.connections());
  }

  /**
   * Opens a door for TLS; only peers with a certificate of the trusted authorities come in.
   *
   * @param at where to listen; port 0 for any
   * @param framing OCTET_COUNTING for RFC 5425, LINES for devices that know no other
   * @return where it listens
   * @throws IOException when the port cannot be had
   * @throws GeneralSecurityException when the material is not usable
   */
  public InetSocketAddress listenTls(InetSocketAddress at, TlsMaterial material, Framing framing)
      throws IOException, GeneralSecurityException {
    var tls = material.context().getSocketFactory();
    var server = new ServerSocket();
    try {
      server.bind(at);
    } catch (IOException failed) {
      server.close();
      throw failed;
    }
    doors.add(server);
    start(() -> admit(server, tls, framing));
    return (InetSocketAddress) server.getLocalSocketAddress();
  }

  /**
   * Opens a door for datagrams, for those who have nothing else.
   *
   * @return where it listens
   * @throws IOException when the port cannot be had
   */
  public InetSocketAddress listenUdp(InetSocketAddress at) throws IOException {
    var socket = new DatagramSocket(at);
    doors.add(socket);
    start(() -> datagrams(socket));
    return (InetSocketAddress) socket.getLocalSocketAddress();
  }

  private void start(Runnable work) {
    var thread =
        Thread.ofVirtual()
            .unstarted(() -> {
              try {
                work.run();
              } finally {
                threads.remove(Thread.currentThread());
              }
            });
    threads.add(thread);
    thread.start();
  }

  private void admit(ServerSocket server, SSLSocketFactory tls, Framing framing) {
    while (!closed) {
      try {
        var plain = server.accept();
        if (places.tryAcquire()) {
          connections.add(plain);
          start(() -> serve(plain, tls, framing));
        } else {
          failed(from(plain), "too many connections");
          abort(plain);
        }
      } catch (SocketException ended) {
        return;
      } catch (IOException one) {
        continue;
      }
    }
  }

  private void serve(Socket plain, SSLSocketFactory tls, Framing framing) {
    var from = from(plain);
    var reason = "TLS failed";
    try {
      plain.setSoTimeout((int) limits.idle().toMillis());
      var socket = (SSLSocket) tls.createSocket(plain, null, true);
      socket.setUseClientMode(false);
      socket.setSSLParameters(TlsPolicy.server());
      socket.startHandshake();
      var peer = (X509Certificate) socket.getSession().getPeerCertificates()[0];
      reason = "the connection broke";
      reason = messages(socket, framing, from, new Received.Tls(peer));
      if (reason.isEmpty()) {
        socket.close();
      }
    } catch (SocketTimeoutException silent) {
      reason = "silent for too long";
    } catch (SSLException refused) {
      reason = "TLS failed";
    } catch (IOException broken) {
      // the reason is said above
    } finally {
      abort(plain);
      connections.remove(plain);
      places.release();
      if (!reason.isEmpty()) {
        failed(from, reason);
      }
    }
  }

  /** Ends a connection without the {@code close_notify} that would say that all was taken. */
  private static void abort(Socket plain) {
    try {
      plain.setSoLinger(true, 0);
    } catch (SocketException alreadyClosed) {
      return;
    } finally {
      shut(plain);
    }
  }

  /** Takes messages until the stream ends; why it ended, empty when it ended well. */
  private String messages(
      SSLSocket socket, Framing framing, InetSocketAddress from, Received.Transport transport)
      throws IOException {
    var patient = new PatientInput(socket, limits.idle());
    var in = new BufferedInputStream(patient, 16 * 1024);
    while (!closed) {
      patient.next();
      switch (framing.next(in, limits.messageBytes())) {
        case Frame.End() -> {
          return "";
        }
        case Frame.Broken(String reason) -> {
          return reason;
        }
        case Frame.Message(Octets message, boolean whole) -> {
          if (!take(new Received(message, whole, from, transport, clock.instant()))) {
            return "a message was not taken";
          }
        }
      }
    }
    return "the receiver closes";
  }

  private boolean take(Received received) {
    try {
      inbox.take(received);
      taken.incrementAndGet();
      return true;
    } catch (Exception notTaken) {
      return false;
    }
  }

  private void datagrams(DatagramSocket socket) {
    var packet = new DatagramPacket(new byte[LONGEST_DATAGRAM], LONGEST_DATAGRAM);
    while (!closed) {
      try {
        packet.setLength(LONGEST_DATAGRAM);
        socket.receive(packet);
      } catch (SocketException ended) {
        return;
      } catch (IOException one) {
        continue;
      }
      var from = (InetSocketAddress) packet.getSocketAddress();
      if (packet.getLength() > limits.messageBytes()) {
        failed(from, "a datagram is larger than the limit");
        continue;
      }
      var message = Octets.of(packet.getData(), 0, packet.getLength());
      if (!take(new Received(message, true, from, new Received.Udp(), clock.instant()))) {
        failed(from, "a datagram was not taken");
      }
    }
  }

  private void failed(InetSocketAddress from, String reason) {
    failures.incrementAndGet();
    try {
      inbox.failed(from, reason);
    } catch (RuntimeException notHeard) {
      // a door stays open whatever its listener does
    }
  }

  private static InetSocketAddress from(Socket socket) {
    return (InetSocketAddress) socket.getRemoteSocketAddress();
  }

  /** What happened so far. */
  public Counts counts() {
    return new Counts(taken.get(), failures.get(), connections.size());
  }

  /**
   * Closes the doors, then the connections, and waits up to five seconds for what is being taken.
   */
  @Override
  public void close() {
    closed = true;
    doors.forEach(SyslogReceiver::shut);
    connections.forEach(SyslogReceiver::abort);
    long end = System.nanoTime() + LAST_WORDS.toNanos();
    for (var thread : new ArrayList<>(threads)) {
      try {
        if (thread != Thread.currentThread()) {
          thread.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
        }
      } catch (InterruptedException hurry) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private static void shut(AutoCloseable door) {
    try {
      door.close();
    } catch (Exception alreadyShut) {
      // nothing is left to close
    }
  }
}
