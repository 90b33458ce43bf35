package org.musubi.ihe.devicelog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.musubi.ihe.atna.StatedTime;
import org.musubi.ihe.devicelog.CorrectedTime.Mark;

class DeviceClocksTest {
  private static final Instant NOW = Instant.parse("2026-11-21T01:02:03Z");
  private final DeviceClocks clocks = new DeviceClocks(21, 5, Duration.ofSeconds(2), 3);

  /** A line that happened at a moment, of a device whose clock is so far ahead. */
  private CorrectedTime line(String device, Instant happened, Duration ahead, Duration underWay) {
    return clocks.correct(
        device, new StatedTime(happened.plus(ahead), true), happened.plus(underWay));
  }

  @Test
  void aClockThatIsRightIsBelieved() {
    var time = line("a", NOW, Duration.ofMillis(-700), Duration.ofMillis(40));

    assertThat(time.mark()).isEqualTo(Mark.STATED);
    assertThat(time.at()).isEqualTo(NOW.minusMillis(700));
  }

  @Test
  void aWrongClockIsCorrectedOnceItIsKnown() {
    var ahead = Duration.ofMinutes(7);
    for (int i = 0; i < 4; i++) {
      var unknown = line("a", NOW.plusSeconds(i), ahead, Duration.ofMillis(30));
      assertThat(unknown.mark()).isEqualTo(Mark.ARRIVAL);
      assertThat(unknown.at()).isEqualTo(NOW.plusSeconds(i).plusMillis(30));
    }

    var time = line("a", NOW.plusSeconds(4), ahead, Duration.ofMillis(30));

    assertThat(time.mark()).isEqualTo(Mark.CORRECTED);
    assertThat(time.offset()).isEqualTo(Duration.ofMinutes(-7).plusMillis(30));
    assertThat(time.at()).isEqualTo(NOW.plusSeconds(4).plusMillis(30));
  }

  @Test
  void linesThatComeLateDoNotSpoilWhatIsKnown() {
    for (int i = 0; i < 11; i++) {
      line("a", NOW.plusSeconds(i), Duration.ofMinutes(-3), Duration.ZERO);
    }
    CorrectedTime last = null;
    for (int i = 0; i < 10; i++) {
      last = line("a", NOW.plusSeconds(20 + i), Duration.ofMinutes(-3), Duration.ofHours(i + 1));
    }

    assertThat(last.mark()).isEqualTo(Mark.CORRECTED);
    assertThat(last.at()).isEqualTo(NOW.plusSeconds(29));
  }

  @Test
  void aClockThatWasSetRightIsBelievedAgain() {
    for (int i = 0; i < 21; i++) {
      line("a", NOW.plusSeconds(i), Duration.ofHours(9), Duration.ZERO);
    }
    CorrectedTime last = null;
    for (int i = 0; i < 21; i++) {
      last = line("a", NOW.plusSeconds(100 + i), Duration.ZERO, Duration.ZERO);
    }

    assertThat(last.mark()).isEqualTo(Mark.STATED);
    assertThat(last.offset()).isZero();
  }

  @Test
  void aLineWithoutTimeHappenedWhenItArrived() {
    assertThat(clocks.correct("a", null, NOW))
        .isEqualTo(new CorrectedTime(NOW, Mark.ARRIVAL, Duration.ZERO));
  }

  @Test
  void ofTooManyDevicesTheOneLongestSilentIsForgotten() {
    for (int i = 0; i < 5; i++) {
      line("a", NOW, Duration.ofHours(1), Duration.ZERO);
    }
    assertThat(line("a", NOW, Duration.ofHours(1), Duration.ZERO).mark()).isEqualTo(Mark.CORRECTED);
    line("b", NOW, Duration.ZERO, Duration.ZERO);
    line("c", NOW, Duration.ZERO, Duration.ZERO);
    line("d", NOW, Duration.ZERO, Duration.ZERO);

    assertThat(line("a", NOW, Duration.ofHours(1), Duration.ZERO).mark()).isEqualTo(Mark.ARRIVAL);
  }

  @Test
  void whateverTwoFifthsOfTheLinesSayTheErrorStaysThatOfTheWay() {
    var random = new Random(11);
    for (int i = 0; i < 2_000; i++) {
      var happened = NOW.plusSeconds(i);
      boolean nonsense = i % 5 < 2;
      var ahead = Duration.ofMillis(nonsense ? random.nextLong(-86_400_000, 86_400_000) : 90_000);

      var time = line("a", happened, ahead, Duration.ofMillis(random.nextInt(200)));

      if (!nonsense && i > 50) {
        assertThat(time.mark()).isEqualTo(Mark.CORRECTED);
        assertThat(Duration.between(happened, time.at()))
            .isBetween(Duration.ZERO, Duration.ofMillis(200));
      }
    }
  }
}
