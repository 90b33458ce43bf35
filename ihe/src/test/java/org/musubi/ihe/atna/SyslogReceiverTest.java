package org.musubi.ihe.atna;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.musubi.ihe.atna.Received.Tls;
import org.musubi.ihe.atna.Received.Udp;
import org.musubi.ihe.tls.TestAuthority;
import org.musubi.ihe.tls.TlsMaterial;

class SyslogReceiverTest {
  private static final TestAuthority AUTHORITY = TestAuthority.named("Authority");
  private static final TlsMaterial HUB = AUTHORITY.issue("hub");
  private static final TlsMaterial MEMBER = AUTHORITY.issue("member");
  private static final Instant NOW = Instant.parse("2026-11-21T01:02:03Z");
  private static final InetSocketAddress ANY = new InetSocketAddress("127.0.0.1", 0);

  private final Gathered inbox = new Gathered();
  private SyslogReceiver receiver = receiver(inbox, 4, Duration.ofSeconds(30));

  private static SyslogReceiver receiver(Inbox inbox, int connections, Duration idle) {
    return new SyslogReceiver(
        new ReceiverLimits(connections, 2_000, 4_000, idle),
        Clock.fixed(NOW, ZoneOffset.UTC),
        inbox);
  }

  @AfterEach
  void close() {
    receiver.close();
  }

  private SSLSocket connect(InetSocketAddress to, TlsMaterial as) throws Exception {
    var socket = (SSLSocket) as.context().getSocketFactory().createSocket();
    socket.connect(to);
    socket.startHandshake();
    return socket;
  }

  private static void say(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(UTF_8));
    socket.getOutputStream().flush();
  }

  @Test
  void whoDripsAHandshakeHoldsNoPlace() throws Exception {
    receiver.close();
    receiver = receiver(inbox, 4, Duration.ofSeconds(2));
    var at = receiver.listenTls(ANY, HUB, Framing.OCTET_COUNTING);
    try (var stranger = new Socket(at.getAddress(), at.getPort())) {
      stranger.getOutputStream().write(new byte[] {0x16, 3, 1, 2, 0});
      int sent = 0;
      try {
        while (sent < 60) {
          stranger.getOutputStream().write(1);
          sent++;
          Thread.sleep(250);
        }
      } catch (IOException shut) {
        // what is wanted
      }
      assertThat(sent).isLessThan(60);
      assertThat(receiver.counts().connections()).isZero();
    }
  }

  @Test
  void oneAddressTakesAShareOfThePlacesOnly() throws Exception {
    receiver.close();
    receiver = receiver(inbox, 20, Duration.ofSeconds(30));
    var at = receiver.listenTls(ANY, HUB, Framing.OCTET_COUNTING);
    var open = new java.util.ArrayList<Socket>();
    try {
      for (int i = 0; i < 12; i++) {
        open.add(new Socket(at.getAddress(), at.getPort()));
      }
      for (int i = 0; i < 100 && receiver.counts().failures() < 4; i++) {
        Thread.sleep(50);
      }
      assertThat(receiver.counts().failures()).isEqualTo(4);
      assertThat(receiver.counts().connections()).isEqualTo(8);
    } finally {
      for (var socket : open) {
        socket.close();
      }
    }
  }

  @Test
  void aMessageComesWithItsSendersCertificateAddressAndTime() throws Exception {
    var at = receiver.listenTls(ANY, HUB, Framing.OCTET_COUNTING);
    try (var socket = connect(at, MEMBER)) {
      say(socket, "5 <85>x7 <86>結");

      var first = inbox.next();

      assertThat(first.message()).isEqualTo(Octets.of("<85>x"));
      assertThat(first.from().getPort()).isEqualTo(socket.getLocalPort());
      assertThat(first.transport()).isEqualTo(new Tls(MEMBER.certificate()));
      assertThat(first.arrived()).isEqualTo(NOW);
      assertThat(inbox.next().message()).isEqualTo(Octets.of("<86>結"));
    }
  }

  @Test
  void aDatagramIsOneMessageAndMarkedAsSuch() throws Exception {
    var at = receiver.listenUdp(ANY);
    try (var socket = new DatagramSocket()) {
      var large = new byte[2_001];
      socket.send(new DatagramPacket(large, large.length, at));
      var bytes = "<85>a\nb".getBytes(UTF_8);
      socket.send(new DatagramPacket(bytes, bytes.length, at));

      var received = inbox.next();

      assertThat(received.message()).isEqualTo(Octets.of("<85>a\nb"));
      assertThat(received.transport()).isEqualTo(new Udp());
      assertThat(received.from().getPort()).isEqualTo(socket.getLocalPort());
      assertThat(inbox.reason()).contains("datagram is larger");
    }
  }

  @Test
  void linesOfDevicesComeThroughTlsToo() throws Exception {
    var at = receiver.listenTls(ANY, HUB, Framing.LINES);
    try (var socket = connect(at, MEMBER)) {
      say(socket, "<4>one\n<4>two\n<4>cu");
    }

    assertThat(inbox.next().message()).isEqualTo(Octets.of("<4>one"));
    assertThat(inbox.next().whole()).isTrue();
    assertThat(inbox.next().whole()).isFalse();
  }

  @Test
  void aStrangerIsNotLetIn() throws Exception {
    var at = receiver.listenTls(ANY, HUB, Framing.OCTET_COUNTING);
    var foreign = TestAuthority.named("Other").issue("stranger");
    var stranger =
        new TlsMaterial(foreign.chain(), foreign.key(), List.of(AUTHORITY.certificate()));

    assertThatThrownBy(
            () -> {
              try (var socket = connect(at, stranger)) {
                say(socket, "5 <85>x");
                socket.getInputStream().read();
              }
            })
        .isInstanceOf(IOException.class);

    assertThat(inbox.reason()).isEqualTo("no certificate was shown");
    assertThat(inbox.messages).isEmpty();
  }

  @Test
  void aBrokenFrameEndsTheConnectionWithAReason() throws Exception {
    var at = receiver.listenTls(ANY, HUB, Framing.OCTET_COUNTING);
    try (var socket = connect(at, MEMBER)) {
      say(socket, "5 <85>xX 5 <85>y");

      assertThat(inbox.reason()).contains("MSG-LEN");
      assertThat(inbox.next().message()).isEqualTo(Octets.of("<85>x"));
      assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(IOException.class);
    }
    assertThat(inbox.messages).isEmpty();
  }

  @Test
  void aConnectionKilledInMidFrameGivesNoHalfMessage() throws Exception {
    var at = receiver.listenTls(ANY, HUB, Framing.OCTET_COUNTING);
    var plain = new Socket(at.getAddress(), at.getPort());
    var socket =
        (SSLSocket)
            MEMBER
                .context()
                .getSocketFactory()
                .createSocket(plain, "127.0.0.1", at.getPort(), true);
    say(socket, "5 <85>x100 <85>half");
    assertThat(inbox.next().message()).isEqualTo(Octets.of("<85>x"));

    plain.setSoLinger(true, 0);
    plain.close();

    assertThat(inbox.reason()).containsAnyOf("TLS failed", "broke", "cut off");
    assertThat(inbox.messages).isEmpty();
  }

  @Test
  void silenceAndASlowFrameEndTheConnection() throws Exception {
    receiver.close();
    receiver = receiver(inbox, 4, Duration.ofMillis(200));
    var at = receiver.listenTls(ANY, HUB, Framing.OCTET_COUNTING);
    try (var silent = connect(at, MEMBER);
        var handshakeless = new Socket(at.getAddress(), at.getPort())) {
      assertThat(inbox.reason()).isEqualTo("silent for too long");
      assertThat(inbox.reason()).isEqualTo("silent for too long");
      assertThat(silent.isClosed() || handshakeless.isClosed()).isFalse();
    }
    try (var slow = connect(at, MEMBER)) {
      say(slow, "1000 ");

      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 990; i++) {
                  say(slow, "x");
                  LockSupport.parkNanos(2_000_000);
                }
              })
          .isInstanceOf(IOException.class);
    }
    assertThat(inbox.reason()).isEqualTo("silent for too long");
  }

  @Test
  void moreConnectionsThanTheLimitAreClosedAtOnce() throws Exception {
    receiver.close();
    receiver = receiver(inbox, 1, Duration.ofSeconds(30));
    var at = receiver.listenTls(ANY, HUB, Framing.OCTET_COUNTING);
    try (var first = connect(at, MEMBER)) {
      say(first, "5 <85>x");
      inbox.next();

      assertThatThrownBy(() -> connect(at, MEMBER)).isInstanceOf(IOException.class);

      assertThat(inbox.reason()).isEqualTo("too many connections");
      say(first, "5 <85>y");
      assertThat(inbox.next().message()).isEqualTo(Octets.of("<85>y"));
    }
  }

  @Test
  void anInboxThatFailsEndsTheConnectionSoThatTheSenderKnows() throws Exception {
    receiver.close();
    receiver =
        receiver(
            new Gathered() {
              @Override
              public void take(Received received) throws Exception {
                throw new IOException("the disk is full");
              }

              @Override
              public void failed(Failure failure) {
                inbox.failed(failure);
                throw new IllegalStateException("a listener that fails too");
              }
            },
            4,
            Duration.ofSeconds(30));
    var at = receiver.listenTls(ANY, HUB, Framing.OCTET_COUNTING);
    try (var socket = connect(at, MEMBER)) {
      say(socket, "5 <85>x");

      assertThat(inbox.reason()).isEqualTo("a message was not taken");
      assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(IOException.class);
      assertThat(receiver.counts().taken()).isZero();
    }
  }

  @Test
  void whatArrivesWhileAMessageIsTakenIsTakenTogether() throws Exception {
    receiver.close();
    var begun = new CountDownLatch(1);
    var go = new CountDownLatch(1);
    var sizes = new LinkedBlockingQueue<Integer>();
    receiver =
        receiver(
            new Gathered() {
              @Override
              public void take(List<Received> received) throws Exception {
                sizes.add(received.size());
                begun.countDown();
                go.await();
                inbox.take(received);
              }
            },
            4,
            Duration.ofSeconds(30));
    var at = receiver.listenTls(ANY, HUB, Framing.OCTET_COUNTING);
    try (var socket = connect(at, MEMBER)) {
      say(socket, "5 <85>a");
      begun.await();
      say(socket, "5 <85>b5 <85>c5 <85>d");
      socket.shutdownOutput();
      Thread.sleep(200);
      assertThat(sizes).containsExactly(1);
      go.countDown();

      assertThat(socket.getInputStream().read()).isEqualTo(-1);
      assertThat(sizes).containsExactly(1, 3);
      assertThat(inbox.messages)
          .extracting(one -> one.message().text())
          .containsExactly("<85>a", "<85>b", "<85>c", "<85>d");
    }
    assertThat(receiver.counts().taken()).isEqualTo(4);
  }

  @Test
  void allConnectionsTogetherHoldNoMoreThanTheLimit() throws Exception {
    receiver.close();
    var go = new CountDownLatch(1);
    var holding = new AtomicInteger();
    var most = new AtomicInteger();
    receiver =
        receiver(
            new Gathered() {
              @Override
              public void take(List<Received> received) throws Exception {
                int bytes = received.stream().mapToInt(one -> one.message().size()).sum();
                most.accumulateAndGet(holding.addAndGet(bytes), Math::max);
                go.await();
                holding.addAndGet(-bytes);
                inbox.take(received);
              }
            },
            4,
            Duration.ofSeconds(30));
    var at = receiver.listenTls(ANY, HUB, Framing.OCTET_COUNTING);
    var open = new ArrayList<SSLSocket>();
    for (int i = 0; i < 4; i++) {
      var socket = connect(at, MEMBER);
      open.add(socket);
      say(socket, "1900 <85>" + "x".repeat(1_896));
      say(socket, "1900 <85>" + "y".repeat(1_896));
    }
    Thread.sleep(300);
    assertThat(holding.get()).isBetween(1_900, 4_000);
    go.countDown();
    for (int i = 0; i < 8; i++) {
      var unused = inbox.next();
    }

    assertThat(most.get()).isLessThanOrEqualTo(4_000);
    for (var socket : open) {
      socket.close();
    }
  }

  @Test
  void whoShowsNoCertificateIsTurnedAwayForThatReason() throws Exception {
    var at = receiver.listenTls(ANY, HUB, Framing.OCTET_COUNTING);
    var nameless = SSLContext.getInstance("TLS");
    nameless.init(null, trusting(AUTHORITY.certificate()), null);

    assertThatThrownBy(
            () -> {
              try (var socket =
                  nameless.getSocketFactory().createSocket(at.getAddress(), at.getPort())) {
                say(socket, "5 <85>x");
                socket.getInputStream().read();
              }
            })
        .isInstanceOf(IOException.class);

    assertThat(inbox.reason()).isEqualTo("no certificate was shown");
  }

  private static TrustManager[] trusting(X509Certificate authority) throws Exception {
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry("authority", authority);
    var factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(store);
    return factory.getTrustManagers();
  }

  @Test
  void closingWaitsForWhatIsBeingTaken() throws Exception {
    receiver.close();
    var begun = new CountDownLatch(1);
    var go = new CountDownLatch(1);
    receiver =
        receiver(
            received -> {
              begun.countDown();
              go.await();
              inbox.take(received);
            },
            4,
            Duration.ofSeconds(30));
    var at = receiver.listenTls(ANY, HUB, Framing.OCTET_COUNTING);
    try (var socket = connect(at, MEMBER)) {
      say(socket, "5 <85>x");
      begun.await();
      var closing = Thread.ofVirtual().start(receiver::close);
      go.countDown();
      closing.join();

      assertThat(inbox.messages).hasSize(1);
      assertThat(receiver.counts().connections()).isZero();
      assertThatThrownBy(() -> new Socket(at.getAddress(), at.getPort()).close())
          .isInstanceOf(IOException.class);
    }
  }
}
