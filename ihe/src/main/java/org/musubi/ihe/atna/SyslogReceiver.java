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
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.musubi.ihe.atna.Failure.Cause;
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
  private static final Duration HANDSHAKE = Duration.ofSeconds(10);
  private static final Duration LAST_WORDS = Duration.ofSeconds(5);

  private final ReceiverLimits limits;
  private final Clock clock;
  private final Inbox inbox;
  private final Semaphore places;
  private final Semaphore held;
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
    this.held = new Semaphore(limits.heldBytes());
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
    return listenTls(at, material.context(), framing);
  }

  /**
   * Opens a door for TLS; whose certificate is trusted the context decides.
   *
   * @param at where to listen; port 0 for any
   * @param framing OCTET_COUNTING for RFC 5425, LINES for devices that know no other
   * @return where it listens
   * @throws IOException when the port cannot be had
   */
  public InetSocketAddress listenTls(InetSocketAddress at, SSLContext context, Framing framing)
      throws IOException {
    var tls = context.getSocketFactory();
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
        if (ofAddress(plain) < share() && places.tryAcquire()) {
          connections.add(plain);
          start(() -> serve(plain, tls, framing));
        } else {
          failed(new End(Cause.TOO_MANY_CONNECTIONS, "too many connections"), from(plain), null);
          abort(plain);
        }
      } catch (SocketException ended) {
        return;
      } catch (IOException one) {
        continue;
      }
    }
  }

  /** How many places one address may take: strangers are not to shut everybody out. */
  private long share() {
    return Math.max(8, limits.connections() / 4);
  }

  private long ofAddress(Socket plain) {
    return connections.stream()
        .filter(open -> Objects.equals(open.getInetAddress(), plain.getInetAddress()))
        .count();
  }

  /** How a connection ended. */
  private record End(Cause cause, String reason) {
    private static final End BROKEN_OFF = new End(Cause.BROKEN_OFF, "the connection broke");
    private static final End NOT_TAKEN = new End(Cause.NOT_TAKEN, "a message was not taken");

    /** Of a handshake. */
    static End of(IOException failed) {
      if (failed instanceof SocketTimeoutException) {
        return new End(Cause.SILENT, "silent for too long");
      }
      for (Throwable why = failed; why != null; why = why.getCause()) {
        if (why instanceof CertificateException) {
          return new End(Cause.CERTIFICATE_REFUSED, "the certificate was refused");
        }
      }
      return String.valueOf(failed.getMessage()).contains("mpty client certificate chain")
          ? new End(Cause.NO_CERTIFICATE, "no certificate was shown")
          : new End(Cause.HANDSHAKE_FAILED, "TLS failed");
    }
  }

  private void serve(Socket plain, SSLSocketFactory tls, Framing framing) {
    var from = from(plain);
    Received.@Nullable Transport transport = null;
    @Nullable End end = null;
    try {
      plain.setSoTimeout((int) limits.idle().toMillis());
      var socket = (SSLSocket) tls.createSocket(plain, null, true);
      socket.setUseClientMode(false);
      socket.setSSLParameters(TlsPolicy.server());
      shake(plain, socket);
      var peer = (X509Certificate) socket.getSession().getPeerCertificates()[0];
      transport = new Received.Tls(peer);
      end = messages(plain, socket, framing, from, transport);
      if (end == null) {
        socket.close();
      }
    } catch (IOException broken) {
      end = transport == null ? End.of(broken) : End.BROKEN_OFF;
    } finally {
      abort(plain);
      connections.remove(plain);
      places.release();
      if (end != null) {
        failed(end, from, transport);
      }
    }
  }

  /** A handshake has a time in all, however slowly its bytes come. */
  private void shake(Socket plain, SSLSocket socket) throws IOException {
    var twice = limits.idle().multipliedBy(2);
    var most = HANDSHAKE.compareTo(twice) < 0 ? HANDSHAKE : twice;
    var over = new AtomicBoolean();
    var watch =
        Thread.ofVirtual()
            .start(() -> {
              try {
                Thread.sleep(most);
                over.set(true);
                abort(plain);
              } catch (InterruptedException inTime) {
                Thread.currentThread().interrupt();
              }
            });
    try {
      socket.startHandshake();
    } catch (IOException failed) {
      throw over.get() ? new SocketTimeoutException("the handshake took too long") : failed;
    } finally {
      watch.interrupt();
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

  /** Has messages taken until the stream ends; null when it ended well and all was taken. */
  private @Nullable End messages(
      Socket plain,
      SSLSocket socket,
      Framing framing,
      InetSocketAddress from,
      Received.Transport transport) {
    var handover =
        new Handover(
            held,
            together -> {
              boolean taken = take(together);
              if (!taken) {
                abort(plain);
              }
              return taken;
            });
    start(handover::run);
    try {
      var end = read(socket, framing, from, transport, handover);
      return handover.finish() ? end : End.NOT_TAKEN;
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
      return End.BROKEN_OFF;
    }
  }

  private @Nullable End read(
      SSLSocket socket,
      Framing framing,
      InetSocketAddress from,
      Received.Transport transport,
      Handover handover)
      throws InterruptedException {
    try {
      var patient = new PatientInput(socket, limits.idle());
      var in = new BufferedInputStream(patient, 16 * 1024);
      while (!closed) {
        patient.next();
        switch (framing.next(in, limits.messageBytes())) {
          case Frame.End() -> {
            return null;
          }
          case Frame.Broken(String reason) -> {
            return new End(Cause.BROKEN_FRAME, reason);
          }
          case Frame.Message(Octets message, boolean whole) -> {
            if (!handover.put(new Received(message, whole, from, transport, clock.instant()))) {
              return End.NOT_TAKEN;
            }
          }
        }
      }
      return new End(Cause.CLOSING, "the receiver closes");
    } catch (SocketTimeoutException silent) {
      return new End(Cause.SILENT, "silent for too long");
    } catch (IOException broken) {
      return End.BROKEN_OFF;
    }
  }

  private boolean take(List<Received> together) {
    try {
      inbox.take(together);
      taken.addAndGet(together.size());
      return true;
    } catch (Exception notTaken) {
      return false;
    }
  }

  private void datagrams(DatagramSocket socket) {
    var handover =
        new Handover(
            held,
            together -> {
              if (!take(together)) {
                var end = new End(Cause.NOT_TAKEN, "a datagram was not taken");
                together.forEach(one -> failed(end, one.from(), one.transport()));
              }
              return true;
            });
    start(handover::run);
    try {
      datagrams(socket, handover);
      var unused = handover.finish();
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }

  private void datagrams(DatagramSocket socket, Handover handover) throws InterruptedException {
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
      var transport = new Received.Udp();
      if (packet.getLength() > limits.messageBytes()) {
        failed(new End(Cause.TOO_LARGE, "a datagram is larger than the limit"), from, transport);
        continue;
      }
      var message = Octets.of(packet.getData(), 0, packet.getLength());
      var unused = handover.put(new Received(message, true, from, transport, clock.instant()));
    }
  }

  private void failed(End end, InetSocketAddress from, Received.@Nullable Transport transport) {
    failures.incrementAndGet();
    try {
      inbox.failed(new Failure(from, end.cause(), end.reason(), transport));
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
