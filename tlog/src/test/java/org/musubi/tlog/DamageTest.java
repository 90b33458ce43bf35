package org.musubi.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.musubi.tlog.LogRefused.Reason;

/** What somebody, or a disk, does to the files while no writer is there. */
class DamageTest {
  @TempDir Path folder;

  @Test
  void aTailBehindTheCheckpointIsCutOffWhereverItWasTorn() throws Exception {
    var torn = folder.resolve("torn");
    byte[] whole;
    long acknowledged;
    byte[] published;
    try (var log = Logs.open(folder.resolve("log"))) {
      log.append(Logs.batch("a", "b"));
      log.publish();
      acknowledged = Files.size(folder.resolve("log/entries"));
      published = Files.readAllBytes(folder.resolve("log/checkpoint"));
      log.append(Logs.batch("c", "d"));
      whole = Files.readAllBytes(folder.resolve("log/entries"));
      Logs.copy(folder.resolve("log"), torn);
    }
    for (int length = (int) acknowledged; length <= whole.length; length++) {
      Files.write(torn.resolve("entries"), Arrays.copyOf(whole, length));
      Files.write(torn.resolve("checkpoint"), published);
      try (var log = Logs.open(torn, FaultyDisk.faultless())) {
        assertThat(Logs.all(log))
            .isEqualTo(length == whole.length ? List.of("a", "b", "c", "d") : List.of("a", "b"));
        assertThat(log.append(Logs.batch("next"))).isEqualTo(log.size() - 1);
      }
    }
  }

  @Test
  void aCutBelowTheCheckpointIsRefusedWhereverItIs() throws Exception {
    Logs.filled(folder);
    byte[] whole = Files.readAllBytes(folder.resolve("entries"));
    for (int length = 0; length < whole.length; length += 5) {
      Files.write(folder.resolve("entries"), Arrays.copyOf(whole, length));
      assertThat(TlogVerifier.verify(folder, Logs.SIGNER.verifier(), null))
          .as("cut at %d", length)
          .isInstanceOf(TlogVerifier.Bad.class);
      if (length % 65 == 0) {
        assertRefusedToOpen("cut at " + length);
      }
    }
  }

  @Test
  void aFlippedBitBelowTheCheckpointIsRefusedWhereverItIs() throws Exception {
    Logs.filled(folder);
    byte[] whole = Files.readAllBytes(folder.resolve("entries"));
    for (int place = 0; place < whole.length; place += 7) {
      byte[] flipped = whole.clone();
      flipped[place] ^= (byte) (1 << (place % 8));
      Files.write(folder.resolve("entries"), flipped);
      assertNotWhole("flip at " + place);
      if (place % 49 == 0) {
        assertRefusedToOpen("flip at " + place);
      }
    }
  }

  @Test
  void aChangedEntryIsNamedEvenWhenItsChecksumWasMadeToFit() throws Exception {
    Logs.filled(folder);
    forge(2, Frame.ENTRY, 2, Texts.bytes("C"));
    assertThat(TlogVerifier.verify(folder, Logs.SIGNER.verifier(), null))
        .isInstanceOfSatisfying(
            TlogVerifier.Bad.class, bad -> assertThat(bad.entry()).isEqualTo(2));
    assertRefusedToOpen("forged");
  }

  @Test
  void exchangedEntriesAreNamed() throws Exception {
    Logs.filled(folder);
    var file = folder.resolve("entries");
    byte[] bytes = Files.readAllBytes(file);
    int fourth = placeOf(bytes, 3);
    int frame = Frame.HEADER + 1;
    byte[] swapped = bytes.clone();
    System.arraycopy(bytes, fourth, swapped, fourth + frame, frame);
    System.arraycopy(bytes, fourth + frame, swapped, fourth, frame);
    Files.write(file, swapped);
    assertThat(TlogVerifier.verify(folder, Logs.SIGNER.verifier(), null))
        .isInstanceOfSatisfying(
            TlogVerifier.Bad.class, bad -> assertThat(bad.entry()).isEqualTo(3));
  }

  @Test
  void damageInsideSomethingAcknowledgedIsNotTakenForATornTail() throws Exception {
    var copy = folder.resolve("copy");
    try (var log = Logs.open(folder.resolve("log"))) {
      log.append(Logs.batch("a"));
      log.publish();
      log.append(Logs.batch("b"));
      log.append(Logs.batch("c"));
      Logs.copy(folder.resolve("log"), copy);
    }
    byte[] bytes = Files.readAllBytes(copy.resolve("entries"));
    bytes[placeOf(bytes, 1) + Frame.HEADER] ^= 1;
    Files.write(copy.resolve("entries"), bytes);
    assertThatThrownBy(() -> Logs.open(copy).close())
        .isInstanceOfSatisfying(
            LogRefused.class,
            e -> {
              assertThat(e.reason()).isEqualTo(Reason.ALTERED);
              assertThat(e.entry()).isEqualTo(1);
            });
    assertThat(TlogVerifier.verify(copy, Logs.SIGNER.verifier(), null))
        .isInstanceOf(TlogVerifier.Bad.class);
  }

  @Test
  void aLogSetBackToAnOlderStateIsFoundByAKeptCheckpoint() throws Exception {
    var old = folder.resolve("old");
    Checkpoint kept;
    try (var log = Logs.open(folder.resolve("log"))) {
      log.append(Logs.batch("a"));
      log.publish();
      Logs.copy(folder.resolve("log"), old);
      log.append(Logs.batch("b"));
      kept = log.publish();
    }
    var key = Logs.SIGNER.verifier();
    assertThat(TlogVerifier.verify(old, key, null)).isInstanceOf(TlogVerifier.Whole.class);
    assertThat(TlogVerifier.verify(old, key, kept)).isInstanceOf(TlogVerifier.Bad.class);
    assertThat(TlogVerifier.verify(folder.resolve("log"), key, kept))
        .isInstanceOf(TlogVerifier.Whole.class);
  }

  private void assertNotWhole(String how) throws Exception {
    TlogVerifier.Verdict verdict;
    try {
      verdict = TlogVerifier.verify(folder, Logs.SIGNER.verifier(), null);
    } catch (LogRefused refused) {
      return;
    }
    assertThat(verdict).as(how).isInstanceOf(TlogVerifier.Bad.class);
  }

  private void assertRefusedToOpen(String how) {
    assertThatThrownBy(() -> Logs.open(folder, FaultyDisk.faultless()).close())
        .as(how)
        .isInstanceOfSatisfying(
            LogRefused.class,
            e ->
                assertThat(e.reason())
                    .isIn(EnumSet.of(Reason.MISSING, Reason.ALTERED, Reason.OTHER_ORIGIN)));
  }

  private void forge(int index, byte kind, long number, byte[] payload) throws Exception {
    var file = folder.resolve("entries");
    byte[] bytes = Files.readAllBytes(file);
    var buffer = ByteBuffer.wrap(bytes);
    buffer.position(placeOf(bytes, index));
    Frame.put(buffer, kind, number, payload);
    Files.write(file, bytes);
  }

  /** Where entry {@code index} begins. */
  private static int placeOf(byte[] bytes, long index) {
    var buffer = ByteBuffer.wrap(bytes);
    int place = Frame.preamble(Logs.ORIGIN).length;
    while (buffer.get(place + 4) != Frame.ENTRY || buffer.getLong(place + 5) != index) {
      place += Frame.HEADER + buffer.getInt(place);
    }
    return place;
  }
}
