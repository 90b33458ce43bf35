package org.musubi.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.musubi.tlog.LogRefused.Reason;

class TilesTest {
  @TempDir Path folder;

  /** Examples of the page C2SP tlog-tiles. */
  @Test
  void tilesLieWhereTheSpecificationSays() {
    assertThat(TilePath.hashes(0, 1234067, 256)).isEqualTo("tile/0/x001/x234/067");
    assertThat(TilePath.entries(0, 256)).isEqualTo("tile/entries/000");
    assertThat(TilePath.hashes(1, 1, 17)).isEqualTo("tile/1/001.p/17");
    assertThat(TilePath.entries(999, 1)).isEqualTo("tile/entries/999.p/1");
    assertThat(TilePath.entries(1000, 1)).isEqualTo("tile/entries/x001/000.p/1");
  }

  /** A tree of 70,000 is the example of C2SP tlog-tiles. */
  @Test
  void aTreeOf70000HasTheTilesOfTheSpecification() throws Exception {
    try (var log = Logs.open(folder, FaultyDisk.faultless())) {
      for (int i = 0; i < 7; i++) {
        log.append(java.util.Collections.nCopies(10_000, new byte[] {(byte) i}));
      }
    }
    assertThat(files("tile/0")).contains("000", "272", "273.p/112").doesNotContain("273");
    assertThat(files("tile/0").stream().filter(name -> !name.contains("p"))).hasSize(273);
    assertThat(files("tile/1")).contains("000", "001.p/17");
    assertThat(files("tile/2")).containsExactly("000.p/1");
    assertThat(Files.size(folder.resolve("tile/0/000"))).isEqualTo(8192);
    assertThat(TlogVerifier.verify(folder, Logs.SIGNER.verifier(), null))
        .isInstanceOf(TlogVerifier.Whole.class);
  }

  /** Hashes of tiles by the definition on that page, in the words of RFC 6962 section 2.1. */
  @Test
  void eachHashIsTheMerkleTreeHashOfTheEntriesBelowIt() throws Exception {
    var entries = Logs.random(folder, 1500, new Random(7), 4000);
    for (int level = 0; level < 2; level++) {
      int below = level == 0 ? 1 : 256;
      int count = entries.size() / below;
      for (int i = 0; i < count; i++) {
        int width = TilePath.width(level, i / 256, entries.size());
        byte[] tile = Files.readAllBytes(folder.resolve(TilePath.hashes(level, i / 256, width)));
        assertThat(Hashes.at(tile, i % 256))
            .isEqualTo(Definition.root(entries.subList(i * below, (i + 1) * below)));
      }
    }
  }

  @Test
  void aPartialTileStaysUntilTheFullOneIsForced() throws Exception {
    try (var log = Logs.open(folder, FaultyDisk.faultless(), 3000)) {
      log.append(Logs.batch("a"));
      log.publish();
      assertThat(files("tile/entries")).containsExactly("000.p/1");
      log.append(java.util.Collections.nCopies(300, new byte[1]));
      assertThat(files("tile/entries")).contains("000", "000.p/1", "001.p/45");
      log.publish();
      assertThat(files("tile/entries")).containsExactly("000", "001.p/45");
    }
  }

  @Test
  void aShortenedJournalAndItsTilesAreAWholeLog() throws Exception {
    var random = new Random(11);
    var entries = Logs.random(folder, 3000, random, 2000);
    assertThat(Files.size(folder.resolve("entries"))).isLessThan(60_000);
    try (var log = Logs.open(folder)) {
      assertThat(log.read(0, 5000)).usingElementComparator(Arrays::compare).isEqualTo(entries);
      assertThat(log.append(Logs.batch("next"))).isEqualTo(3000);
    }
    assertThat(TlogVerifier.verify(folder, Logs.SIGNER.verifier(), null))
        .isInstanceOfSatisfying(
            TlogVerifier.Whole.class, whole -> assertThat(whole.size()).isEqualTo(3001));
  }

  @Test
  void tilesThatTheJournalCoversAreWrittenAgainAtOpening() throws Exception {
    var entries = Logs.random(folder, 700, new Random(3), Log.SHORTEN);
    try (var files = Files.walk(folder.resolve("tile"))) {
      for (var file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
    try (var log = Logs.open(folder)) {
      assertThat(log.read(0, 700)).usingElementComparator(Arrays::compare).isEqualTo(entries);
    }
    assertThat(TlogVerifier.verify(folder, Logs.SIGNER.verifier(), null))
        .isInstanceOf(TlogVerifier.Whole.class);
  }

  @Test
  void aTileThatIsDamagedWhileTheJournalCoversItIsWrittenAgainWhenItIsRead() throws Exception {
    try (var log = Logs.open(folder)) {
      log.append(java.util.Collections.nCopies(300, new byte[] {5}));
      flip(folder.resolve("tile/0/000"), 640);
      assertThat(log.read(20)).isEqualTo(new byte[] {5});
      flip(folder.resolve("tile/entries/000"), 100);
      assertThat(log.read(20)).isEqualTo(new byte[] {5});
    }
    assertThat(TlogVerifier.verify(folder, Logs.SIGNER.verifier(), null))
        .isInstanceOf(TlogVerifier.Whole.class);
  }

  @Test
  void aDamagedTileThatTheJournalNoLongerCoversIsRefusedAndNamed() throws Exception {
    Logs.random(folder, 1000, new Random(5), 1);
    flip(folder.resolve("tile/entries/000"), 3);
    try (var log = Logs.open(folder)) {
      assertThatThrownBy(() -> log.read(0, 3))
          .isInstanceOfSatisfying(
              LogRefused.class, e -> assertThat(e.reason()).isEqualTo(Reason.ALTERED));
      assertThat(log.read(300)).isNotNull();
    }
  }

  @Test
  void aLostTileAtTheRightEdgeBelowTheJournalIsRefusedAtOpening() throws Exception {
    Logs.random(folder, 1000, new Random(5), 1);
    Files.delete(folder.resolve("tile/0/002"));
    assertThatThrownBy(() -> Logs.open(folder).close())
        .isInstanceOfSatisfying(
            LogRefused.class, e -> assertThat(e.reason()).isEqualTo(Reason.MISSING));
  }

  @Test
  void anEntryThatNoBundleHoldsLiesBesideItAndIsReadAsAnyOther() throws Exception {
    byte[] longer = new byte[100_000];
    new Random(1).nextBytes(longer);
    byte[] posing = Texts.bytes("musubi tlog payload 1\nsha256 and so on");
    try (var log = Logs.open(folder, FaultyDisk.faultless(), 1)) {
      log.append(List.of(longer, posing, new byte[65_535]));
      log.publish();
      assertThat(log.read(0, 2)).containsExactly(longer, posing);
    }
    try (var log = Logs.open(folder)) {
      assertThat(log.read(0, 3)).containsExactly(longer, posing, new byte[65_535]);
    }
    assertThat(Files.size(folder.resolve("payload/000"))).isEqualTo(100_000);
    flip(folder.resolve("payload/001"), 30);
    assertThat(TlogVerifier.verify(folder, Logs.SIGNER.verifier(), null))
        .isEqualTo(new TlogVerifier.Bad(1, "the payload of entry 1 is damaged"));
  }

  @Test
  void aLogOfTheFormBeforeTilesIsCarriedOver() throws Exception {
    OldForm.write(folder, List.of("a", "b", "c"));
    try (var log = Logs.open(folder)) {
      assertThat(Logs.all(log)).containsExactly("a", "b", "c");
      assertThat(log.append(Logs.batch("d"))).isEqualTo(3);
    }
    assertThat(TlogVerifier.verify(folder, Logs.SIGNER.verifier(), null))
        .isInstanceOf(TlogVerifier.Whole.class);
    assertThat(
            Files.readString(
                folder.resolve("entries"), java.nio.charset.StandardCharsets.ISO_8859_1))
        .startsWith("musubi tlog 2\n");
  }

  @Test
  void aLogOfTheFormBeforeTilesWithAnEntryThatNoTileHoldsIsRefusedInWords() throws Exception {
    OldForm.write(folder, List.of("a", "b".repeat(70_000)));
    assertThatThrownBy(() -> Logs.open(folder).close())
        .isInstanceOf(LogRefused.class)
        .hasMessageContaining("old form")
        .hasMessageContaining("entry 1");
  }

  static void flip(Path file, int place) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[place] ^= 1;
    Files.write(file, bytes);
  }

  private List<String> files(String below) throws IOException {
    var found = new ArrayList<String>();
    var root = folder.resolve(below);
    try (var files = Files.walk(root)) {
      files.filter(Files::isRegularFile).forEach(f -> found.add(root.relativize(f).toString()));
    }
    return found;
  }
}
