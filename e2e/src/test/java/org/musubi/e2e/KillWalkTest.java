package org.musubi.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Tag;
import org.musubi.e2e.kill.KillWalk;

/** A seeded sample of the hundred moments of {@code ./musubi bench kill}. */
@Tag("slow")
class KillWalkTest {
  @RepeatedTest(3)
  void nothingAcknowledgedIsLostWhenAProcessIsKilled(RepetitionInfo round) throws Exception {
    var moment = new KillWalk(Running.deployment(), round.getCurrentRepetition()).once();

    assertThat(moment.losses()).isEmpty();
  }
}
