package org.musubi.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.musubi.e2e.kill.KillWalk;
import org.musubi.e2e.kill.Victim;

/** One seeded moment a victim; {@code ./musubi bench kill} does a hundred. */
@Tag("slow")
class KillWalkTest {
  @ParameterizedTest
  @EnumSource
  void nothingAcknowledgedIsLostWhenAProcessIsKilled(Victim victim) throws Exception {
    var moment = new KillWalk(Running.deployment(), victim.ordinal() + 1).once(victim);

    assertThat(moment.losses()).isEmpty();
  }
}
