package org.musubi.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.musubi.e2e.harness.LogVerifier;
import org.musubi.e2e.walk.Patient;
import org.musubi.e2e.walk.Peer;

/** The audit log of a running platform, verified by files and a public key alone. */
class VerifiedLogTest {
  private final Path log = Running.deployment().layout().platform().resolve("log");

  @Test
  void theLogOfARunningPlatformIsWholeWhileItIsWritten() throws Exception {
    Peer.east(Running.deployment()).discover(Patient.HANAKO);

    for (int i = 0; i < 3; i++) {
      var verdict = LogVerifier.verify(log);

      assertThat(verdict.line()).startsWith("whole: size ");
      assertThat(verdict.code()).isZero();
    }
  }

  @Test
  void aChangedByteInATileIsFoundAndItsEntryNamed(@TempDir Path copy) throws Exception {
    Peer.east(Running.deployment()).discover(Patient.HANAKO);
    copy(log, copy);
    Path bundle = largestBundle(copy.resolve("tile/entries"));
    byte[] bytes = Files.readAllBytes(bundle);
    bytes[bytes.length / 2] ^= 1;
    Files.write(bundle, bytes);

    var verdict = LogVerifier.verify(copy);

    assertThat(verdict.code()).isEqualTo(1);
    assertThat(verdict.line()).matches("NOT whole: first bad entry \\d+: .*");
  }

  private static Path largestBundle(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .max(java.util.Comparator.comparingLong(file -> file.toFile().length()))
          .orElseThrow();
    }
  }

  /** As somebody would who takes a copy while the platform writes: the checkpoint first. */
  private static void copy(Path from, Path to) throws IOException {
    Files.copy(from.resolve("checkpoint"), to.resolve("checkpoint"));
    try (var files = Files.walk(from)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        Files.createDirectories(target.getParent());
        if (!Files.exists(target)) {
          copyOne(file, target);
        }
      }
    } catch (UncheckedIOException moved) {
      throw moved.getCause();
    }
  }

  /** A partial tile goes once a fuller one is there. */
  private static void copyOne(Path file, Path target) throws IOException {
    try {
      Files.copy(file, target);
    } catch (NoSuchFileException superseded) {
      assertThat(target).doesNotExist();
    }
  }
}
