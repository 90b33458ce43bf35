package org.musubi.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveTest {
  private static final VerifierKey KEY = Logs.SIGNER.verifier();

  @TempDir Path folder;
  private Path live;
  private Path archive;
  private List<byte[]> entries;

  @BeforeEach
  void begin() throws Exception {
    live = folder.resolve("log");
    archive = folder.resolve("archive");
    entries = Logs.random(live, 1400, new Random(1), 1);
  }

  @Test
  void anArchiveIsAPartThatTheVerifierAcceptsAlone() throws Exception {
    Archive.write(live, KEY, 256, 768, archive);
    assertThat(Archive.verify(archive, KEY))
        .isInstanceOfSatisfying(
            TlogVerifier.Whole.class, whole -> assertThat(whole.size()).isEqualTo(512));
    var nowhere = java.io.OutputStream.nullOutputStream();
    var out = new java.io.PrintStream(nowhere, false, java.nio.charset.StandardCharsets.UTF_8);
    assertThat(Verify.run(new String[] {archive.toString(), KEY.toString()}, out, out)).isZero();
  }

  @Test
  void aLogThatCallsItselfAnArchiveIsNotWhole() throws Exception {
    Files.writeString(live.resolve("part"), "0\n256\n");
    assertThat(verified(live)).isEqualTo(1);
    assertThat(said()).contains("calls itself an archive");
  }

  @Test
  void anArchiveSaysWhichEntriesOfHowManyItHolds() throws Exception {
    Archive.write(live, KEY, 256, 768, archive);
    assertThat(verified(archive)).isZero();
    assertThat(said()).startsWith("archive, whole: entries 256 to 767 of 1400 ");
  }

  @Test
  void anArchiveWithoutItsListIsNotWhole() throws Exception {
    Archive.write(live, KEY, 256, 768, archive);
    Files.delete(archive.resolve("sha256"));
    assertThat(verified(archive)).isEqualTo(1);
  }

  @Test
  void anArchiveIsHeldAgainstAKeptCheckpointOfItsSizeAndOfNoOther() throws Exception {
    Archive.write(live, KEY, 256, 768, archive);
    assertThat(verified(archive, live.resolve("checkpoint"))).isZero();
    var younger = folder.resolve("younger");
    Logs.random(younger, 1300, new Random(1), 1);
    assertThat(verified(archive, younger.resolve("checkpoint"))).isEqualTo(2);
    var forged = folder.resolve("forged");
    Logs.random(forged, 1400, new Random(9), 1);
    assertThat(verified(archive, forged.resolve("checkpoint"))).isEqualTo(1);
  }

  private final java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();

  private int verified(Path what, Path... kept) {
    out.reset();
    var arguments = new java.util.ArrayList<>(List.of(what.toString(), KEY.toString()));
    for (var one : kept) {
      arguments.add(one.toString());
    }
    var print = new java.io.PrintStream(out, true, java.nio.charset.StandardCharsets.UTF_8);
    return Verify.run(arguments.toArray(String[]::new), print, print);
  }

  private String said() {
    return out.toString(java.nio.charset.StandardCharsets.UTF_8);
  }

  @Test
  void anyDamageToAnArchiveIsFound() throws Exception {
    Archive.write(live, KEY, 256, 768, archive);
    var random = new Random(5);
    try (var files = Files.walk(archive)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        byte[] good = Files.readAllBytes(file);
        for (int i = 0; i < 5; i++) {
          TilesTest.flip(file, random.nextInt(good.length));
          assertThat(Archive.verify(archive, KEY))
              .as(file.toString())
              .isInstanceOf(TlogVerifier.Bad.class);
          Files.write(file, good);
        }
      }
    }
    assertThat(Archive.verify(archive, KEY)).isInstanceOf(TlogVerifier.Whole.class);
  }

  @Test
  void whatAnArchiveHoldsCanLeaveTheLogAndEveryProofStands() throws Exception {
    Archive.write(live, KEY, 0, 768, archive);
    try (var log = Logs.open(live, FaultyDisk.faultless(), 1)) {
      assertThat(log.retire(archive)).isEqualTo(1400);
      assertThat(live.resolve("tile/entries/001")).doesNotExist();
      for (int i : new int[] {0, 300, 767, 1000}) {
        var proof = log.inclusion(i, log.size());
        assertThat(
                Proofs.included(Proofs.leafHash(entries.get(i)), i, log.size(), proof, log.root()))
            .isTrue();
      }
      assertThatThrownBy(() -> log.read(300)).isInstanceOf(LogRefused.class);
      assertThat(log.read(800)).isEqualTo(entries.get(800));
    }
    assertThat(TlogVerifier.verify(live, KEY, null))
        .isInstanceOfSatisfying(
            TlogVerifier.Whole.class, whole -> assertThat(whole.sealedAway()).isEqualTo(768));
    try (var log = Logs.open(live)) {
      assertThat(log.size()).isEqualTo(1401);
    }
  }

  @Test
  void whatIsMissingWithoutARecordOfSealingIsNamed() throws Exception {
    Archive.write(live, KEY, 0, 512, archive);
    try (var log = Logs.open(live, FaultyDisk.faultless(), 1)) {
      log.retire(archive);
    }
    Files.delete(live.resolve("tile/entries/002"));
    assertThat(TlogVerifier.verify(live, KEY, null))
        .isEqualTo(new TlogVerifier.Bad(512, "the entries from 512 on are missing"));
  }

  @Test
  void anArchiveOfAnotherLogRemovesNothing() throws Exception {
    var other = folder.resolve("other");
    Logs.random(other, 1300, new Random(2), 1);
    Archive.write(other, KEY, 0, 512, archive);
    try (var log = Logs.open(live, FaultyDisk.faultless(), 1)) {
      assertThatThrownBy(() -> log.retire(archive)).hasMessageContaining("another log");
      assertThat(log.size()).isEqualTo(1400);
    }
    assertThat(live.resolve("tile/entries/000")).exists();
  }

  @Test
  void theLogItselfTellsWhatLeftFromWhatWasLost() throws Exception {
    Archive.write(live, KEY, 0, 768, archive);
    try (var log = Logs.open(live, FaultyDisk.faultless(), 1)) {
      log.retire(archive);
      Files.delete(live.resolve("tile/entries/004"));
      var retired = new Retired(log);

      assertThat(retired.until(0)).isEqualTo(768);
      assertThat(retired.until(767)).isEqualTo(768);
      assertThat(retired.until(768)).isEqualTo(-1);
      assertThat(retired.until(1100)).isEqualTo(-1);
    }
  }
}
