package org.musubi.forward;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a real process again and again while a writer appends; a real receiver records. */
@Tag("slow")
class KillTest {
  private static final int KILLS = 3;

  @TempDir Path folder;

  @Test
  void aKilledProcessLosesNothingAndKeepsTheOrder() throws Exception {
    var authority = new Authority();
    authority.write(folder, authority.issue("forwarder"));
    var random = new Random(11);
    try (var trail = new Trail(folder.resolve("log"));
        var siem = new Siem(authority.issue("siem")).opened()) {
      Files.copy(folder.resolve("log/key.pub"), folder.resolve("key.pub"));
      var settings = Running.settings(folder, trail.folder, siem.port);
      trail.acts(2_000, 100);
      for (int kill = 0; kill < KILLS; kill++) {
        var process = process(settings);
        int before = siem.messages.size();
        Running.until(() -> siem.messages.size() > before);
        trail.acts(400, 40);
        Thread.sleep(random.nextInt(120));
        process.destroyForcibly().waitFor();
        trail.acts(200, 200);
      }
      long size = trail.log().size();
      var last = process(settings);
      Running.until(() -> siem.has(size - 1));
      last.destroy();

      assertThat(last.waitFor(10, TimeUnit.SECONDS)).isTrue();
      assertThat(siem.positions()).isEqualTo(LongStream.range(0, size).boxed().toList());
    }
  }

  private static Process process(Path settings) throws Exception {
    return new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Forward.class.getName(),
                settings.toString()))
        .inheritIO()
        .start();
  }
}
