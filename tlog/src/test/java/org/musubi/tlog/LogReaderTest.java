package org.musubi.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.musubi.tlog.LogRefused.Reason;

class LogReaderTest {
  private static final VerifierKey KEY = Logs.SIGNER.verifier();

  @TempDir Path folder;

  private static List<String> all(LogReader reader) throws Exception {
    var found = new ArrayList<String>();
    while (found.size() < reader.size()) {
      var entries = (LogReader.Entries) reader.read(found.size());
      entries.entries().forEach(entry -> found.add(Texts.of(entry)));
    }
    return found;
  }

  private static void refused(Reason reason, long entry, LogAttempt attempt) {
    assertThatThrownBy(attempt::run)
        .isInstanceOfSatisfying(
            LogRefused.class,
            refused -> {
              assertThat(refused.reason()).isEqualTo(reason);
              assertThat(refused.entry()).isEqualTo(entry);
            });
  }

  private interface LogAttempt {
    void run() throws Exception;
  }

  @Test
  void aReaderSeesWhatAWriterAppendsAndPublishes() throws Exception {
    try (var log = Logs.open(folder, FaultyDisk.faultless(), 1)) {
      var reader = LogReader.open(folder, KEY);
      assertThat(reader.size()).isZero();
      for (int i = 0; i < 600; i++) {
        log.append(Logs.batch("entry " + i));
        if (i % 50 == 0) {
          log.publish();
          assertThat(reader.refresh().size()).isEqualTo(i + 1);
        }
      }
      reader.refresh();
      assertThat(all(reader)).isEqualTo(Logs.all(log));
    }
  }

  @Test
  void largeEntriesAreGivenOutAFewAtATime() throws Exception {
    try (var log = Logs.open(folder)) {
      log.append(List.of(new byte[3 << 20], new byte[3 << 20], new byte[3 << 20]));
    }
    var reader = LogReader.open(folder, KEY);

    assertThat(((LogReader.Entries) reader.read(0)).entries()).hasSize(2);
    assertThat(all(reader)).hasSize(3);
  }

  @Test
  void aReaderBearsAWriterThatOpensTheLogAgainAndAgain() throws Exception {
    Logs.random(folder, 700, new Random(3), 1 << 20);
    var reader = LogReader.open(folder, KEY);
    var writer =
        Thread.ofPlatform()
            .start(() -> {
              for (int i = 0; i < 30; i++) {
                try (var log = Logs.open(folder)) {
                  log.append(Logs.batch("x"));
                } catch (java.io.IOException e) {
                  throw new java.io.UncheckedIOException(e);
                }
              }
            });
    while (writer.isAlive()) {
      assertThat(all(reader)).hasSizeGreaterThanOrEqualTo(700);
      reader.refresh();
    }
    reader.refresh();
    assertThat(reader.size()).isEqualTo(730);
  }

  @Test
  void aChangedEntryIsRefusedByItsNumber() throws Exception {
    Logs.filled(folder);
    var reader = LogReader.open(folder, KEY);
    TilesTest.flip(folder.resolve("tile/entries/000.p/6"), 3 * 4 + 2);

    refused(Reason.ALTERED, 4, () -> reader.read(0));
    refused(Reason.ALTERED, 4, () -> LogReader.open(folder, KEY));
  }

  @Test
  void aLogThatGotShorterIsRefused() throws Exception {
    Logs.filled(folder);
    var place = LogReader.open(folder, KEY).place(6);
    var cut = folder.resolve("cut");
    try (var log = Logs.open(cut)) {
      log.append(Logs.batch("a", "b"));
    }

    refused(Reason.MISSING, 2, () -> LogReader.resume(cut, place));
  }

  @Test
  void aLogWrittenAnewWithItsOwnKeyIsRefused() throws Exception {
    Logs.filled(folder);
    var place = LogReader.open(folder, KEY).place(2);
    var other = folder.resolve("other");
    try (var log = Logs.open(other)) {
      log.append(Logs.batch("a", "b", "c", "forged", "e", "f", "g"));
    }

    assertThatThrownBy(() -> LogReader.resume(other, place))
        .isInstanceOf(LogRefused.class)
        .hasMessageContaining("changed or forked before entry 6");
  }

  @Test
  void anotherKeyIsRefused() throws Exception {
    Logs.filled(folder);

    refused(Reason.OTHER_KEY, 0, () -> LogReader.open(folder, Logs.signer(Logs.ORIGIN).verifier()));
  }

  @Test
  void aKeyChangeIsFollowedAndTheOldKeySignsNothingAnyMore() throws Exception {
    var fresh = Logs.signer(Logs.ORIGIN);
    try (var log = Logs.open(folder)) {
      log.append(Logs.batch("a"));
      log.rotate(fresh);
      log.append(Logs.batch("b"));
    }
    var reader = LogReader.open(folder, KEY);
    assertThat(reader.place(0).key()).hasToString(KEY.toString());
    assertThat(reader.place(3).key()).hasToString(fresh.verifier().toString());
    assertThat(LogReader.open(folder, fresh.verifier()).size()).isEqualTo(3);
    assertThat(LogReader.resume(folder, reader.place(1)).size()).isEqualTo(3);

    var seen = Checkpoint.read(Files.readString(folder.resolve("checkpoint")));
    var stolen = Checkpoint.sign(Logs.ORIGIN, 3, seen.root(), Logs.SIGNER);
    Files.writeString(folder.resolve("checkpoint"), stolen.note());
    refused(Reason.OTHER_KEY, 0, () -> LogReader.open(folder, KEY));
  }

  @Test
  void whatIsSealedAwayIsToldFromWhatWasLost() throws Exception {
    var live = folder.resolve("log");
    var archive = folder.resolve("archive");
    Logs.random(live, 1400, new Random(1), 1);
    var early = LogReader.open(live, KEY);
    Archive.write(live, KEY, 0, 768, archive);
    try (var log = Logs.open(live, FaultyDisk.faultless(), 1)) {
      log.retire(archive);
    }

    assertThat(early.read(5)).isEqualTo(new LogReader.Away(5, 768));
    var reader = LogReader.open(live, KEY);
    assertThat(reader.read(256)).isEqualTo(new LogReader.Away(256, 768));
    assertThat(((LogReader.Entries) reader.read(768)).entries()).hasSize(256);
    assertThat(LogReader.resume(live, reader.place(300)).read(300))
        .isEqualTo(new LogReader.Away(300, 768));
    Files.delete(live.resolve("tile/entries/003"));
    refused(Reason.MISSING, 768, () -> LogReader.open(live, KEY).read(768));
  }
}
