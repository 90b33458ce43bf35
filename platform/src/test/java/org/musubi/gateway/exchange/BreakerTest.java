package org.musubi.gateway.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BreakerTest {
  private Instant now = Instant.parse("2026-11-21T00:00:00Z");
  private final Breaker breaker = new Breaker(() -> now, 3, Duration.ofSeconds(10));

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      assertThat(breaker.admits()).isTrue();
      breaker.failed();
    }
  }

  private void pass(int seconds) {
    now = now.plusSeconds(seconds);
  }

  @Test
  void closedUntilSoManyFailuresInARow() {
    fail(2);
    breaker.answered();
    fail(2);

    assertThat(breaker.state()).isEqualTo(Breaker.State.CLOSED);
  }

  @Test
  void openLetsNobodyThroughUntilThePauseIsOver() {
    fail(3);

    assertThat(breaker.admits()).isFalse();
    pass(9);
    assertThat(breaker.admits()).isFalse();
    pass(1);
    assertThat(breaker.admits()).isTrue();
  }

  @Test
  void halfOpenLetsOneTry() {
    fail(3);
    pass(10);

    assertThat(breaker.admits()).isTrue();
    assertThat(breaker.admits()).isFalse();
  }

  @Test
  void oneAnswerClosesIt() {
    fail(3);
    pass(10);
    assertThat(breaker.admits()).isTrue();

    breaker.answered();

    assertThat(breaker.state()).isEqualTo(Breaker.State.CLOSED);
  }

  @Test
  void eachFailedTryDoublesThePauseUpToEightTimes() {
    fail(3);
    for (int pause : new int[] {10, 20, 40, 80, 80}) {
      pass(pause - 1);
      assertThat(breaker.admits()).isFalse();
      pass(1);
      assertThat(breaker.admits()).isTrue();
      breaker.failed();
    }
  }

  @Test
  void aTryThatEndedOnOurSideLeavesTheNextTryFree() {
    fail(3);
    pass(10);
    assertThat(breaker.admits()).isTrue();

    breaker.undecided();

    assertThat(breaker.admits()).isTrue();
  }

  @Test
  void anAnswerFromBeforeItOpenedDoesNotCloseIt() {
    assertThat(breaker.admits()).isTrue();
    fail(3);

    breaker.answered();

    assertThat(breaker.state()).isEqualTo(Breaker.State.OPEN);
  }
}
