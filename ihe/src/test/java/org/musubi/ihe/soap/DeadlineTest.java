package org.musubi.ihe.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DeadlineTest {
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final Duration SHORT = Duration.ofMillis(200);

  private ServerSocket server;
  private Socket ours;
  private Socket theirs;

  @BeforeEach
  void connect() throws IOException {
    server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    ours = new Socket(server.getInetAddress(), server.getLocalPort());
    theirs = server.accept();
  }

  @AfterEach
  void disconnect() throws IOException {
    ours.close();
    theirs.close();
    server.close();
  }

  @Test
  void aBlockedReadEndsWhenTheTotalIsOver() throws Exception {
    try (var deadline = Deadline.of(SHORT, LONG, 0)) {
      var in = deadline.guard(ours.getInputStream());

      assertThatThrownBy(in::read)
          .isInstanceOf(DeadlineOver.class)
          .hasMessage("the deadline is over");
      assertThat(deadline.isOver()).isTrue();
      assertThat(deadline.remaining()).isZero();
    }
  }

  @Test
  void aBlockedReadEndsAtTheIdleLimit() throws Exception {
    try (var deadline = Deadline.of(LONG, SHORT, 0)) {
      var in = deadline.guard(ours.getInputStream());

      assertThatThrownBy(in::read).hasMessage("nothing moved for too long");
    }
  }

  @Test
  void aBlockedWriteEndsAtTheIdleLimit() throws Exception {
    try (var deadline = Deadline.of(LONG, SHORT, 0)) {
      var out = deadline.guard(ours.getOutputStream());

      assertThatThrownBy(() -> out.write(new byte[200_000_000]))
          .hasMessage("nothing moved for too long");
    }
  }

  @Test
  void aWriterThatIsReadTooSlowlyEndsAtTheMinimumRate() throws Exception {
    var slow =
        Thread.ofVirtual()
            .start(() -> {
              try {
                while (theirs.getInputStream().readNBytes(64 * 1024).length > 0) {
                  Thread.sleep(20);
                }
              } catch (IOException | InterruptedException ended) {
                // the test is over
              }
            });
    try (var deadline = Deadline.of(LONG, Duration.ofSeconds(1), 1_000_000_000)) {
      var out = deadline.guard(ours.getOutputStream());

      assertThatThrownBy(() -> out.write(new byte[400_000_000])).hasMessage("too slow");
    }
    slow.interrupt();
  }

  @Test
  void cancellingEndsABlockedReadOnAnotherThread() throws Exception {
    var deadline = Deadline.of(LONG, LONG, 0);
    var in = deadline.guard(ours.getInputStream());
    Thread.ofVirtual().start(deadline::cancel);

    assertThatThrownBy(in::read)
        .isInstanceOfSatisfying(DeadlineOver.class, over -> assertThat(over.cancelled()).isTrue());
  }

  @Test
  void whenOneSideDiesTheOtherIsClosed() throws Exception {
    var closed = new CountDownLatch(1);
    try (var deadline = Deadline.of(LONG, LONG, 0)) {
      deadline.attach(closed::countDown);
      var out = deadline.guard(ours.getOutputStream());
      theirs.setSoLinger(true, 0);
      theirs.close();

      assertThatThrownBy(
              () -> {
                while (true) {
                  out.write(new byte[100_000]);
                }
              })
          .isInstanceOf(IOException.class);

      assertThat(closed.await(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void theEndOfAParentIsTheEndOfItsChildrenAndNotTheOtherWayRound() throws Exception {
    var parent = Deadline.open();
    var first = parent.child(LONG, LONG, 0);
    var second = parent.child(LONG, LONG, 0);

    first.cancel();
    assertThat(second.isOver()).isFalse();
    assertThat(parent.isOver()).isFalse();
    var in = second.guard(ours.getInputStream());
    parent.cancel();

    assertThatThrownBy(in::read).isInstanceOf(DeadlineOver.class);
  }

  @Test
  void aChildIsNeverLongerThanItsParent() {
    try (var parent = Deadline.of(Duration.ofSeconds(5), LONG, 0);
        var child = parent.child(LONG, LONG, 0)) {
      assertThat(child.remaining()).isLessThanOrEqualTo(Duration.ofSeconds(5));
    }
  }

  @Test
  void whatIsAttachedTooLateIsClosedAtOnce() throws Exception {
    var deadline = Deadline.of(LONG, LONG, 0);
    deadline.cancel();
    var closed = new CountDownLatch(1);

    deadline.attach(closed::countDown);

    assertThat(closed.await(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void anExchangeThatEndedWellClosesNothing() throws Exception {
    var deadline = Deadline.of(LONG, LONG, 0);
    deadline.guard(ours.getInputStream());
    deadline.close();

    deadline.cancel();

    theirs.getOutputStream().write(7);
    assertThat(ours.getInputStream().read()).isEqualTo(7);
  }

  @Test
  void whatPassesInTimePassesUnchanged() throws Exception {
    try (var deadline = Deadline.of(LONG, LONG, 1000)) {
      var out = new ByteArrayOutputStream();
      var bytes = new byte[300_000];
      bytes[299_999] = 42;

      deadline.pace(new ByteArrayInputStream(bytes)).transferTo(deadline.pace(out));

      assertThat(out.toByteArray()).isEqualTo(bytes);
    }
  }
}
