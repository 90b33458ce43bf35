package org.musubi.ihe.atna;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.musubi.ihe.atna.SyslogSender.Offer;
import org.musubi.ihe.tls.TestAuthority;
import org.musubi.ihe.tls.TlsMaterial;
import org.musubi.ihe.tls.TlsPolicy;

class SyslogSenderTest {
  private static final TestAuthority AUTHORITY = TestAuthority.named("Authority");
  private static final TlsMaterial HUB = AUTHORITY.issue("hub");
  private static final TlsMaterial MEMBER = AUTHORITY.issue("member");
  private static final Duration LONG = Duration.ofSeconds(30);

  private final Gathered inbox = new Gathered();
  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (var one : open.reversed()) {
      one.close();
    }
  }

  private SyslogReceiver receiver(Inbox to, int port) throws Exception {
    var receiver =
        new SyslogReceiver(
            new ReceiverLimits(8, 2_000_000, 4_000_000, LONG), Clock.systemUTC(), to);
    open.add(receiver);
    receiver.listenTls(new InetSocketAddress("127.0.0.1", port), HUB, Framing.OCTET_COUNTING);
    return receiver;
  }

  /** A port that stays ours to listen on again. */
  private static int freePort() throws IOException {
    try (var probe = new ServerSocket(0)) {
      return probe.getLocalPort();
    }
  }

  private SyslogSender sender(int port, int capacity, Duration settle, Duration patience)
      throws Exception {
    var sender =
        new SyslogSender(
            new SenderSettings(
                "127.0.0.1",
                port,
                capacity,
                1_000_000,
                settle,
                patience,
                Duration.ofMillis(5),
                Duration.ofMillis(50)),
            MEMBER);
    open.add(() -> sender.close(Duration.ofMillis(1)));
    return sender;
  }

  private SyslogSender sender(int port, int capacity) throws Exception {
    return sender(port, capacity, LONG, LONG);
  }

  private static Octets message(int number) {
    return Octets.of("<85>1 - - - - - - " + number);
  }

  private List<String> taken() {
    return inbox.messages.stream().map(received -> received.message().text()).toList();
  }

  private static List<String> messages(int count) {
    var all = new ArrayList<String>();
    for (int i = 0; i < count; i++) {
      all.add(message(i).text());
    }
    return all;
  }

  @Test
  void whatIsFlushedWasTakenInItsOrder() throws Exception {
    int port = freePort();
    receiver(inbox, port);
    var sender = sender(port, 10_000);
    for (int i = 0; i < 1_000; i++) {
      assertThat(sender.offer(message(i))).isEqualTo(Offer.QUEUED);
    }

    assertThat(sender.flush(LONG)).isTrue();

    assertThat(taken()).isEqualTo(messages(1_000));
    var counts = sender.counts();
    assertThat(counts.settled()).isEqualTo(1_000);
    assertThat(counts.waiting()).isZero();
    assertThat(counts.presumed() + counts.repeated() + counts.failures()).isZero();
  }

  @Test
  void aQuietSenderHasItsMessagesConfirmedByItself() throws Exception {
    int port = freePort();
    receiver(inbox, port);
    var sender = sender(port, 10, Duration.ofMillis(20), LONG);
    for (int i = 0; i < 50; i++) {
      assertThat(sender.put(message(i), LONG)).isEqualTo(Offer.QUEUED);
    }

    assertThat(sender.flush(LONG)).isTrue();

    assertThat(taken()).isEqualTo(messages(50));
    assertThat(sender.counts().presumed()).isZero();
  }

  @Test
  void whatWasQueuedBeforeTheReceiverCameIsTaken() throws Exception {
    int port = freePort();
    var sender = sender(port, 1_000);
    for (int i = 0; i < 100; i++) {
      assertThat(sender.offer(message(i))).isEqualTo(Offer.QUEUED);
    }
    assertThat(sender.flush(Duration.ofMillis(1))).isFalse();

    receiver(inbox, port);

    assertThat(sender.flush(LONG)).isTrue();
    assertThat(taken()).isEqualTo(messages(100));
    assertThat(sender.counts().failures()).isPositive();
  }

  @Test
  void aReceiverThatGoesAwayAndComesBackAgainAndAgainMissesNothing() throws Exception {
    int port = freePort();
    var sender = sender(port, 400);
    int count = 5_000;
    var producer =
        Thread.ofVirtual()
            .start(() -> {
              try {
                for (int i = 0; i < count; i++) {
                  if (sender.put(message(i), LONG) != Offer.QUEUED) {
                    return;
                  }
                }
              } catch (InterruptedException over) {
                Thread.currentThread().interrupt();
              }
            });
    for (int life = 0; life < 8; life++) {
      var passes = new Semaphore(137);
      var dead = new CountDownLatch(1);
      var receiver =
          receiver(
              received -> {
                if (!passes.tryAcquire()) {
                  dead.countDown();
                  throw new IOException("killed between two messages");
                }
                inbox.take(received);
              },
              port);
      assertThat(dead.await(30, TimeUnit.SECONDS)).isTrue();
      receiver.close();
    }
    receiver(inbox, port);

    producer.join();

    assertThat(sender.flush(LONG)).isTrue();
    var distinct = new LinkedHashSet<>(taken());
    assertThat(List.copyOf(distinct)).isEqualTo(messages(count));
    var counts = sender.counts();
    assertThat(counts.queued()).isEqualTo(count);
    assertThat(counts.settled()).isEqualTo(count);
    assertThat(counts.presumed()).isZero();
    assertThat(counts.failures()).isGreaterThanOrEqualTo(8);
    assertThat((long) taken().size() - count).isLessThanOrEqualTo(counts.repeated());
  }

  @Test
  void aSenderWithoutRoomRefusesAndCountsAndLosesNothingItHolds() throws Exception {
    int port = freePort();
    var sender = sender(port, 3);

    assertThat(sender.offer(message(0))).isEqualTo(Offer.QUEUED);
    assertThat(sender.offer(message(1))).isEqualTo(Offer.QUEUED);
    assertThat(sender.offer(message(2))).isEqualTo(Offer.QUEUED);
    assertThat(sender.offer(message(3))).isEqualTo(Offer.FULL);
    assertThat(sender.put(message(3), Duration.ofMillis(1))).isEqualTo(Offer.FULL);
    assertThat(sender.offer(Octets.of(new byte[1_000_001]))).isEqualTo(Offer.TOO_LARGE);
    assertThat(sender.counts().refused()).isEqualTo(3);

    receiver(inbox, port);
    assertThat(sender.put(message(3), LONG)).isEqualTo(Offer.QUEUED);
    assertThat(sender.flush(LONG)).isTrue();
    assertThat(taken()).isEqualTo(messages(4));
  }

  @Test
  void closingGivesBackWhatIsNotKnownToHaveArrived() throws Exception {
    var sender = sender(freePort(), 10);
    sender.offer(message(0));
    sender.offer(message(1));

    var left = sender.close(Duration.ofMillis(1));

    assertThat(left).containsExactly(message(0), message(1));
    assertThat(sender.offer(message(2))).isEqualTo(Offer.CLOSED);
  }

  @Test
  void aReceiverWithAnotherNameOrAuthorityGetsNothing() throws Exception {
    int port = freePort();
    var other = TestAuthority.named("Other").issue("hub");
    var receiver = new SyslogReceiver(ReceiverLimits.usual(), Clock.systemUTC(), inbox);
    open.add(receiver);
    receiver.listenTls(
        new InetSocketAddress("127.0.0.1", port),
        new TlsMaterial(other.chain(), other.key(), List.of(AUTHORITY.certificate())),
        Framing.OCTET_COUNTING);
    var sender = sender(port, 10);
    sender.offer(message(0));

    assertThat(inbox.reason()).isEqualTo("TLS failed");

    assertThat(inbox.messages).isEmpty();
    assertThat(sender.close(Duration.ofMillis(1))).containsExactly(message(0));
  }

  @Test
  void aReceiverThatReadsButNeverAnswersIsPresumedToHaveGotThem() throws Exception {
    try (var server = new ServerSocket(0)) {
      server.setSoTimeout((int) LONG.toMillis());
      var sender = sender(server.getLocalPort(), 10, LONG, Duration.ofMillis(300));
      sender.offer(message(0));
      var flushed = new boolean[1];
      var flush =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  flushed[0] = sender.flush(LONG);
                } catch (InterruptedException over) {
                  Thread.currentThread().interrupt();
                }
              });
      var plain = server.accept();
      try (plain;
          var mute = serverSide(plain)) {
        assertThat(Framing.OCTET_COUNTING.next(mute.getInputStream(), 100))
            .isEqualTo(new Frame.Message(message(0), true));

        flush.join();

        assertThat(flushed[0]).isTrue();
        assertThat(sender.counts().presumed()).isEqualTo(1);
      }
    }
  }

  @Test
  void aReceiverThatDoesNotReadIsLeftAndTheMessagesAreKept() throws Exception {
    try (var server = new ServerSocket(0)) {
      server.setSoTimeout((int) LONG.toMillis());
      var sender = sender(server.getLocalPort(), 200, LONG, Duration.ofMillis(300));
      var large = Octets.of(new byte[500_000]);
      for (int i = 0; i < 60; i++) {
        sender.offer(large);
      }
      var first = server.accept();
      try (first;
          var deaf = serverSide(first)) {
        assertThat(deaf.isConnected()).isTrue();

        try (var second = server.accept()) {
          assertThat(second.isConnected()).isTrue();
          assertThat(sender.counts().waiting()).isEqualTo(60);
          assertThat(sender.counts().failures()).isPositive();
        }
      }
    }
  }

  private static SSLSocket serverSide(Socket plain) throws Exception {
    var socket = (SSLSocket) HUB.context().getSocketFactory().createSocket(plain, null, true);
    socket.setUseClientMode(false);
    socket.setSSLParameters(TlsPolicy.server());
    socket.startHandshake();
    return socket;
  }
}
