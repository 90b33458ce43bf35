package org.musubi.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.musubi.tlog.LogRefused.Reason;

class LogTest {
  @TempDir Path folder;

  @Test
  void entriesAreReadBackInTheOrderOfAppending() throws Exception {
    try (var log = Logs.open(folder)) {
      assertThat(log.append(Logs.batch("a", "b"))).isZero();
      assertThat(log.append(Logs.batch("c"))).isEqualTo(2);
      assertThat(Logs.all(log)).containsExactly("a", "b", "c");
      assertThat(log.read(1)).isEqualTo(Texts.bytes("b"));
    }
  }

  @Test
  void aReopenedLogGoesOnWhereItEnded() throws Exception {
    Logs.filled(folder);
    try (var log = Logs.open(folder)) {
      assertThat(log.size()).isEqualTo(6);
      assertThat(log.append(Logs.batch("g"))).isEqualTo(6);
      assertThat(Logs.all(log)).containsExactly("a", "b", "c", "d", "e", "f", "g");
    }
  }

  @Test
  void everyEntryOfALongLogIsFound() throws Exception {
    try (var log = Logs.open(folder)) {
      log.append(IntStream.range(0, 300).mapToObj(i -> Texts.bytes("first " + i)).toList());
      log.append(IntStream.range(300, 333).mapToObj(i -> Texts.bytes("then " + i)).toList());
    }
    try (var log = Logs.open(folder)) {
      for (int i = 0; i < 333; i++) {
        assertThat(Texts.of(log.read(i))).isEqualTo((i < 300 ? "first " : "then ") + i);
      }
      assertThat(log.read(290, 20)).hasSize(20);
      assertThat(log.read(330, 20)).hasSize(3);
      assertThat(log.read(333, 20)).isEmpty();
    }
  }

  @Test
  void aCheckpointIsFoundByItsSize() throws Exception {
    Logs.filled(folder);
    try (var log = Logs.open(folder)) {
      for (long size : List.of(0L, 2L, 3L, 6L)) {
        assertThat(log.checkpointAt(size)).extracting(Checkpoint::size).isEqualTo(size);
      }
      assertThat(log.checkpointAt(4)).isNull();
      assertThat(log.checkpointAt(7)).isNull();
    }
  }

  @Test
  void anAcknowledgedEntryIsInsideThePublishedCheckpoint() throws Exception {
    try (var log = Logs.open(folder)) {
      assertThat(published().size()).isZero();
      log.append(Logs.batch("a"));
      assertThat(published()).isEqualTo(log.checkpoint());
      assertThat(TlogVerifier.verify(folder, Logs.SIGNER.verifier(), null))
          .isEqualTo(new TlogVerifier.Whole(Logs.ORIGIN, 1, log.checkpoint().rootText(), 0));
    }
  }

  @Test
  void aSecondWriterIsRefused() throws Exception {
    try (var log = Logs.open(folder)) {
      log.append(Logs.batch("a"));
      refuses(Reason.IN_USE);
    }
  }

  @Test
  void aWriterThatWasOvertakenAcknowledgesNothingMore() throws Exception {
    try (var old = Logs.open(folder)) {
      old.append(Logs.batch("a"));
      Files.delete(folder.resolve("lock"));
      try (var taken = openBesides()) {
        assertThat(Logs.all(taken)).containsExactly("a");
        assertThatThrownBy(() -> old.append(Logs.batch("b")))
            .hasMessageContaining("another writer took the log over");
        assertThat(old.stopped()).contains("another writer");
      }
    }
  }

  /**
   * A process of its own would see no lock; this one still remembers it, so it looks by another
   * path.
   */
  private Log openBesides() throws IOException {
    var link = folder.resolveSibling(folder.getFileName() + "-besides");
    Files.createSymbolicLink(link, folder);
    return Logs.open(link);
  }

  @Test
  void anotherOriginIsRefused() throws Exception {
    Logs.filled(folder);
    assertThatThrownBy(() -> Log.open(folder, "somebody.else/log", Logs.SIGNER, Logs.CLOCK).close())
        .isInstanceOfSatisfying(
            LogRefused.class, e -> assertThat(e.reason()).isEqualTo(Reason.OTHER_ORIGIN));
  }

  @Test
  void anotherKeyIsRefused() throws Exception {
    Logs.filled(folder);
    assertThatThrownBy(
            () -> Log.open(folder, Logs.ORIGIN, Logs.signer(Logs.ORIGIN), Logs.CLOCK).close())
        .isInstanceOfSatisfying(
            LogRefused.class, e -> assertThat(e.reason()).isEqualTo(Reason.OTHER_KEY));
  }

  @Test
  void aLostFileOfEntriesIsRefused() throws Exception {
    Files.delete(Logs.filled(folder).resolve("entries"));
    refuses(Reason.MISSING);
  }

  @Test
  void aLostCheckpointIsRefused() throws Exception {
    Files.delete(Logs.filled(folder).resolve("checkpoint"));
    refuses(Reason.MISSING);
  }

  @Test
  void anEntryThatIsTooLongIsRefusedAndNothingIsAppended() throws Exception {
    try (var log = Logs.open(folder)) {
      assertThatThrownBy(() -> log.append(List.of(new byte[1], new byte[Frame.LONGEST + 1])))
          .isInstanceOfSatisfying(
              LogRefused.class, e -> assertThat(e.reason()).isEqualTo(Reason.TOO_LONG));
      assertThat(log.append(Logs.batch("a"))).isZero();
    }
  }

  @Test
  void anInterruptedThreadNeitherClosesNorStopsTheLog() throws Exception {
    Logs.filled(folder);
    try (var log = Logs.open(folder)) {
      Thread.currentThread().interrupt();
      assertThat(log.read(0)).isEqualTo(Texts.bytes("a"));
      assertThat(log.append(Logs.batch("g"))).isEqualTo(6);
      assertThat(Thread.interrupted()).isTrue();
      assertThat(log.stopped()).isNull();
    }
  }

  private Checkpoint published() throws IOException {
    return Checkpoint.open(Files.readString(folder.resolve("checkpoint")), Logs.SIGNER.verifier());
  }

  private void refuses(Reason reason) {
    assertThatThrownBy(() -> Logs.open(folder).close())
        .isInstanceOfSatisfying(LogRefused.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }
}
