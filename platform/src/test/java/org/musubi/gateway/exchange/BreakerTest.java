package org.musubi.gateway.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BreakerTest {
  private Instant now = Instant.parse("2026-11-21T00:00:00Z");
  private final Breaker breaker = new Breaker(() -> now, 3, Duration.ofSeconds(10));

  private Breaker.Pass admitted() {
    return breaker.admit().orElseThrow();
  }

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      admitted().failed();
    }
  }

  private void pass(int seconds) {
    now = now.plusSeconds(seconds);
  }

  @Test
  void closedUntilSoManyFailuresInARow() {
    fail(2);
    admitted().answered();
    fail(2);

    assertThat(breaker.state()).isEqualTo(Breaker.State.CLOSED);
  }

  @Test
  void openLetsNobodyThroughUntilThePauseIsOver() {
    fail(3);

    assertThat(breaker.admit()).isEmpty();
    pass(9);
    assertThat(breaker.admit()).isEmpty();
    pass(1);
    assertThat(breaker.admit()).isPresent();
  }

  @Test
  void halfOpenLetsOneTry() {
    fail(3);
    pass(10);

    assertThat(breaker.admit()).isPresent();
    assertThat(breaker.admit()).isEmpty();
  }

  @Test
  void oneAnswerClosesIt() {
    fail(3);
    pass(10);

    admitted().answered();

    assertThat(breaker.state()).isEqualTo(Breaker.State.CLOSED);
  }

  @Test
  void eachFailedTryDoublesThePauseUpToEightTimes() {
    fail(3);
    for (int pause : new int[] {10, 20, 40, 80, 80}) {
      pass(pause - 1);
      assertThat(breaker.admit()).isEmpty();
      pass(1);
      admitted().failed();
    }
  }

  @Test
  void aTryThatEndedOnOurSideLeavesTheNextTryFree() {
    fail(3);
    pass(10);

    admitted().undecided();

    assertThat(breaker.admit()).isPresent();
  }

  @Test
  void anAnswerFromBeforeItOpenedDoesNotCloseIt() {
    var early = admitted();
    fail(3);

    early.answered();

    assertThat(breaker.state()).isEqualTo(Breaker.State.OPEN);
  }

  /** How an exchange from before the breaker opened ends while another is the one that tries. */
  private enum Ending {
    ANSWERED {
      @Override
      void of(Breaker.Pass pass) {
        pass.answered();
      }
    },
    FAILED {
      @Override
      void of(Breaker.Pass pass) {
        pass.failed();
      }
    },
    UNDECIDED {
      @Override
      void of(Breaker.Pass pass) {
        pass.undecided();
      }
    };

    abstract void of(Breaker.Pass pass);
  }

  @ParameterizedTest
  @EnumSource(Ending.class)
  void whatBeganBeforeItOpenedDecidesNothingForTheTry(Ending ending) {
    var early = admitted();
    fail(3);
    pass(10);
    var unused = admitted();

    ending.of(early);

    assertThat(breaker.state()).isEqualTo(Breaker.State.HALF_OPEN);
    assertThat(breaker.admit()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = Words.class,
      names = {"TOO_MUCH", "GARBAGE", "FAULT", "LATE", "BROKEN", "NO_ROOM"})
  void oneAskersQuestionsDoNotPauseACommunityForTheOthers(Words why) {
    for (int i = 0; i < 5; i++) {
      var unused = Communities.told(admitted(), false, () -> Heard.nothing(why));
    }

    assertThat(breaker.state()).isEqualTo(Breaker.State.CLOSED);
  }

  @ParameterizedTest
  @EnumSource(
      value = Words.class,
      names = {"LATE", "UNREACHABLE"})
  void aCommunityThatHadTimeAndDidNotAnswerIsPaused(Words why) {
    for (int i = 0; i < 3; i++) {
      var unused = Communities.told(admitted(), true, () -> Heard.nothing(why));
    }

    assertThat(breaker.state()).isEqualTo(Breaker.State.OPEN);
  }
}
