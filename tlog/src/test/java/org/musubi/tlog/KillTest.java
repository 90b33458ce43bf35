package org.musubi.tlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills writers in the middle of their work; {@code ./musubi bench audit-kill} does it 200 times.
 */
@Tag("slow")
class KillTest {
  private static final int KILLS = 8;

  @TempDir Path folder;

  @Test
  void nothingAcknowledgedIsMissingAndNothingElseStandsTwice() throws Exception {
    var random = new Random(9);
    Map<Long, String> acknowledged = new HashMap<>();
    for (int kill = 0; kill < KILLS; kill++) {
      write(kill, random, acknowledged);
      assertThat(TlogVerifier.verify(folder.resolve("log"), key(), null))
          .as("after kill %d", kill)
          .isInstanceOf(TlogVerifier.Whole.class);
    }
    try (var log =
        Log.open(folder.resolve("log"), Logs.ORIGIN, KeyFile.signer(keyFile()), Logs.CLOCK)) {
      var found = Logs.all(log);
      assertThat(found).doesNotHaveDuplicates();
      acknowledged.forEach(
          (index, entry) -> assertThat(found.get(Math.toIntExact(index))).isEqualTo(entry));
    }
    assertThat(acknowledged).hasSizeGreaterThan(KILLS);
  }

  private void write(int kill, Random random, Map<Long, String> acknowledged) throws Exception {
    var process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-Dmusubi.test.key=" + keyFile(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    KilledWriter.class.getName(),
                    folder.resolve("log").toString(),
                    "run" + kill,
                    Integer.toString(kill)))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    var told = new ArrayList<String>();
    int until = 5 + random.nextInt(200);
    try (var lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String line = lines.readLine();
      while (line != null) {
        told.add(line);
        if (told.size() == until) {
          process.toHandle().destroyForcibly();
        }
        line = lines.readLine();
      }
    }
    process.waitFor();
    assertThat(told).hasSizeGreaterThanOrEqualTo(until);
    for (var line : told) {
      String[] parts = line.split(" ");
      for (int i = 0; i < Integer.parseInt(parts[2]); i++) {
        acknowledged.put(
            Long.parseLong(parts[0]) + i, "run" + kill + " " + (Long.parseLong(parts[1]) + i));
      }
    }
  }

  private Path keyFile() throws Exception {
    var file = folder.resolve("key");
    if (!Files.exists(file)) {
      KeyFile.make(file);
    }
    return file;
  }

  private VerifierKey key() throws Exception {
    return KeyFile.signer(keyFile()).verifier();
  }
}
