package org.musubi.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.musubi.e2e.harness.Deployment;
import org.musubi.e2e.harness.Ports;
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

  @Test
  void whatSeveralRoundsAcknowledgedIsThereAtLastAndTheLogIsWhole(@TempDir Path data)
      throws Exception {
    try (var deployment = new Deployment(data, Ports.free())) {
      deployment.start();
      var walk = new KillWalk(deployment, 1);
      walk.once(Victim.PLATFORM_AND_DATABASE);
      walk.once(Victim.PLATFORM);

      var losses = walk.atLast();

      assertThat(losses).isEmpty();
    }
  }
}
