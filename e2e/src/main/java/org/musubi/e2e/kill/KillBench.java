package org.musubi.e2e.kill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.musubi.e2e.harness.Deployment;
import org.musubi.e2e.harness.Ports;
import org.musubi.e2e.harness.Trouble;

/**
 * {@code ./musubi bench kill}: every moment of the walk, and at last everything that was
 * acknowledged again, and the log.
 */
public final class KillBench {
  private KillBench() {}

  /** Arguments: {@code --moments N}, {@code --seed N}. Ends with 1 when anything is lost. */
  public static void main(String[] arguments) throws IOException {
    int moments = KillWalk.ALL;
    long seed = 20261121;
    for (int i = 0; i + 1 < arguments.length; i += 2) {
      switch (arguments[i]) {
        case "--moments" -> moments = Integer.parseInt(arguments[i + 1]);
        case "--seed" -> seed = Long.parseLong(arguments[i + 1]);
        default -> throw new IllegalArgumentException(arguments[i]);
      }
    }
    System.exit(walk(moments, seed));
  }

  private static int walk(int moments, long seed) throws IOException {
    Path data = Files.createTempDirectory("musubi-kill");
    int lost = 0;
    try (var deployment = new Deployment(data, Ports.free())) {
      deployment.start();
      var walk = new KillWalk(deployment, seed);
      for (int i = 1; i <= moments; i++) {
        var moment = walk.once();
        lost += moment.losses().size();
        System.out.println("%3d  %s".formatted(i, words(moment)));
      }
      var missing = walk.atLast();
      lost += missing.size();
      System.out.println(
          "%s: %d moments (seed %d), %s, %d lost %s"
              .formatted(Instant.now(), moments, seed, walk.sum(), lost, missing));
    } catch (Trouble trouble) {
      System.err.println(trouble.words());
      return 1;
    }
    return lost == 0 ? 0 : 1;
  }

  private static String words(KillWalk.Moment moment) {
    return "%-22s %3d stored, %3d read, %3d said, %3d of them after the kill: %s"
        .formatted(
            moment.victim(),
            moment.documents(),
            moment.reads(),
            moment.statements(),
            moment.after(),
            moment.losses().isEmpty() ? "nothing lost" : moment.losses());
  }
}
