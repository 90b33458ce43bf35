package org.musubi.gateway.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FanOutTest {
  @Test
  void everybodyIsAskedAtOnceAndAnswersKeepTheirOrder() {
    var together = new CountDownLatch(3);

    var answers =
        FanOut.ask(
            List.of(1, 2, 3),
            Until.in(Duration.ofSeconds(30)),
            number -> {
              together.countDown();
              await(together);
              return "answer " + number;
            },
            number -> "late " + number);

    assertThat(answers).containsExactly("answer 1", "answer 2", "answer 3");
  }

  @Test
  void nobodyWaitsForTheSlowestAndWhatItGivesLaterIsClosed() throws Exception {
    var go = new CountDownLatch(1);
    var closed = new CountDownLatch(1);

    var answers =
        FanOut.<Integer, AutoCloseable>ask(
            List.of(1, 2),
            Until.in(Duration.ofMillis(50)),
            number -> {
              if (number == 2) {
                awaitStubbornly(go);
              }
              return closed::countDown;
            },
            number -> null);
    go.countDown();

    assertThat(answers.get(0)).isNotNull();
    assertThat(answers.get(1)).isNull();
    closed.await();
  }

  @Test
  void breakageIsNotAnAnswerAndWhatTheOthersGaveOrGiveLaterIsClosed() throws Exception {
    var go = new CountDownLatch(1);
    var early = new CountDownLatch(1);
    var closed = new CountDownLatch(2);

    assertThatThrownBy(() ->
            FanOut.<Integer, AutoCloseable>ask(
                List.of(1, 2, 3),
                Until.in(Duration.ofSeconds(30)),
                number -> {
                  if (number == 2) {
                    await(early);
                    throw new IllegalStateException("broken");
                  }
                  early.countDown();
                  if (number == 3) {
                    awaitStubbornly(go);
                  }
                  return closed::countDown;
                },
                number -> null))
        .hasMessage("broken");
    go.countDown();

    assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void noMoreAreAskedAtOnceThanMayBe() {
    var running = new AtomicInteger();
    var most = new AtomicInteger();

    var answers =
        FanOut.ask(
            IntStream.range(0, 40).boxed().toList(),
            3,
            Until.in(Duration.ofSeconds(30)),
            number -> {
              most.accumulateAndGet(running.incrementAndGet(), Math::max);
              Thread.yield();
              running.decrementAndGet();
              return "answer " + number;
            },
            number -> "late " + number);

    assertThat(answers).hasSize(40).allMatch(answer -> answer.startsWith("answer"));
    assertThat(most.get()).isBetween(1, 3);
  }

  @Test
  void whoseTurnNeverCameIsLate() {
    var answers =
        FanOut.ask(
            List.of(1, 2),
            1,
            Until.in(Duration.ofMillis(50)),
            number -> {
              await(new CountDownLatch(1));
              return "answer";
            },
            number -> "late");

    assertThat(answers).containsExactly("late", "late");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }

  private static void awaitStubbornly(CountDownLatch latch) {
    while (true) {
      try {
        latch.await();
        return;
      } catch (InterruptedException ignored) {
        // asked to stop, and does not
      }
    }
  }
}
