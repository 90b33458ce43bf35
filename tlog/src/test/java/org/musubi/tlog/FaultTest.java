package org.musubi.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.musubi.tlog.FaultyDisk.Fault;
import org.musubi.tlog.LogRefused.Reason;

/** A fault at each step that the log takes on the disk, one after the other. */
class FaultTest {
  @TempDir Path folder;

  /** What a run acknowledged, and what it tried beyond that. */
  private static final class Ledger {
    final List<String> acknowledged = new ArrayList<>();
    final List<String> tried = new ArrayList<>();
  }

  /** Small bundles of steps: openings, tiles that become full, journals that are shortened. */
  private static void life(Path folder, Disk disk, Ledger ledger) throws IOException {
    for (int i = 0; i < 2; i++) {
      try (var log = Logs.open(folder, disk, 3000)) {
        append(log, ledger, "a" + i, "b" + i);
        log.publish();
        append(log, ledger, many(i));
        append(log, ledger, "c" + i);
        log.publish();
        append(log, ledger, "d" + i);
      }
    }
  }

  private static String[] many(int round) {
    return IntStream.range(0, 150).mapToObj(n -> round + " " + n).toArray(String[]::new);
  }

  private static void append(Log log, Ledger ledger, String... entries) throws IOException {
    ledger.tried.addAll(List.of(entries));
    log.append(Logs.batch(entries));
    ledger.acknowledged.addAll(List.of(entries));
  }

  @Test
  @Tag("slow")
  void nothingAcknowledgedIsLostByAPowerCutAtAnyStep() throws Exception {
    survives(Fault.POWER_CUT);
  }

  @Test
  @Tag("slow")
  void nothingAcknowledgedIsLostWhenTheProcessEndsInsideAnyStep() throws Exception {
    survives(Fault.KILLED);
  }

  @Test
  @Tag("slow")
  void nothingAcknowledgedIsLostByAFailedCallAtAnyStep() throws Exception {
    survives(Fault.FAILED_CALL);
  }

  private void survives(Fault fault) throws Exception {
    var places = new ArrayList<String>();
    for (int step = 0; ; step++) {
      var here = folder.resolve("step" + step);
      var disk = new FaultyDisk(fault, step, step);
      var ledger = new Ledger();
      try {
        life(here, disk, ledger);
      } catch (IOException | FaultyDisk.PowerCut ended) {
        assertThat(disk.happened()).isTrue();
      }
      if (!disk.happened()) {
        break;
      }
      places.add(disk.hit);
      try (var log = Logs.open(here)) {
        var found = Logs.all(log);
        String where = fault + " at step " + step + ", " + disk.hit;
        assertThat(found).as(where).hasSizeGreaterThanOrEqualTo(ledger.acknowledged.size());
        assertThat(found.subList(0, ledger.acknowledged.size()))
            .as(where)
            .isEqualTo(ledger.acknowledged);
        assertThat(ledger.tried.subList(0, found.size())).as(where).isEqualTo(found);
      }
      assertThat(TlogVerifier.verify(here, Logs.SIGNER.verifier(), null))
          .isInstanceOf(TlogVerifier.Whole.class);
    }
    assertThat(places)
        .contains("write entries", "force entries", "move checkpoint", "force folder")
        .contains("write checkpoint.new", "write 152", "write 000", "force 000")
        .contains("delete 152", "force entries.new", "move entries");
  }

  @Test
  void afterAFailedForceTheWriterStopsAndSaysSo() throws Exception {
    var disk = new FaultyDisk(Fault.FAILED_CALL, -1, 1);
    try (var log = Logs.open(folder, disk)) {
      log.append(Logs.batch("a"));
      disk.arm(1);
      assertStopped(log);
      assertThat(disk.hit).isEqualTo("force entries");
      assertStopped(log);
      assertThat(log.stopped()).contains("force failed");
      assertThat(log.size()).isEqualTo(1);
    }
  }

  @Test
  void aFullDiskRefusesTheBatchAndTheLogGoesOnWhenThereIsRoom() throws Exception {
    var disk = new FaultyDisk(Fault.DISK_FULL, -1, 1);
    try (var log = Logs.open(folder, disk)) {
      log.append(Logs.batch("a"));
      disk.arm(0);
      assertThatThrownBy(() -> log.append(Logs.batch("b", "c")))
          .isInstanceOfSatisfying(
              LogRefused.class, e -> assertThat(e.reason()).isEqualTo(Reason.DISK));
      assertThat(log.stopped()).isNull();
      assertThat(log.append(Logs.batch("d"))).isEqualTo(1);
      assertThat(Logs.all(log)).containsExactly("a", "d");
    }
  }

  @Test
  void aDiskThatIsFullAtAnyStepHalfAcknowledgesNothing() throws Exception {
    int refused = 0;
    for (int step = 0; ; step++) {
      var here = folder.resolve("step" + step);
      var disk = new FaultyDisk(Fault.DISK_FULL, -1, step);
      var acknowledged = new ArrayList<String>();
      try (var log = Logs.open(here, disk, 3000)) {
        disk.arm(step);
        for (var batch : List.of(List.of("a"), List.of(many(1)), List.of(many(2)), List.of("z"))) {
          refused += appendAgain(log, batch);
          acknowledged.addAll(batch);
        }
      } catch (LogRefused e) {
        assertThat(e.reason()).as(disk.hit).isEqualTo(Reason.STOPPED);
      } catch (IOException e) {
        assertThat(disk.happened()).isTrue();
      }
      try (var log = Logs.open(here)) {
        var found = Logs.all(log);
        assertThat(found.subList(0, acknowledged.size())).as(disk.hit).isEqualTo(acknowledged);
        assertThat(found).as(disk.hit).doesNotHaveDuplicates();
      }
      assertThat(TlogVerifier.verify(here, Logs.SIGNER.verifier(), null))
          .isInstanceOf(TlogVerifier.Whole.class);
      if (!disk.happened()) {
        break;
      }
    }
    assertThat(refused).isGreaterThan(20);
  }

  /** As a caller does it: what was refused is tried again. Gives how often it was refused. */
  private static int appendAgain(Log log, List<String> batch) throws IOException {
    try {
      log.append(Logs.batch(batch.toArray(String[]::new)));
      return 0;
    } catch (LogRefused e) {
      if (e.reason() != Reason.DISK) {
        throw e;
      }
      log.append(Logs.batch(batch.toArray(String[]::new)));
      return 1;
    }
  }

  @Test
  void aDiskThatIsReallyFullLosesNothing() throws Exception {
    assumeThat(mount(folder)).as("a small disk can be mounted here").isTrue();
    try {
      var acknowledged = new ArrayList<String>();
      try (var log = Logs.open(folder)) {
        assertThatThrownBy(
                () -> {
                  for (int i = 0; i < 10_000; i++) {
                    String entry = i + "x".repeat(1000);
                    log.append(Logs.batch(entry));
                    acknowledged.add(entry);
                  }
                })
            .isInstanceOfSatisfying(
                LogRefused.class, e -> assertThat(e.reason()).isEqualTo(Reason.DISK));
        assertThat(acknowledged).isNotEmpty();
        assertThat(Logs.all(log)).isEqualTo(acknowledged);
        assertThat(log.stopped()).isNull();
      } catch (IOException noRoomToPublish) {
        assertThat(noRoomToPublish).isNotInstanceOf(LogRefused.class);
      }
    } finally {
      run("umount", folder.toString());
    }
  }

  private static boolean mount(Path folder) throws Exception {
    return run("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", folder.toString()) == 0;
  }

  private static int run(String... command) throws Exception {
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException absent) {
      return 127;
    }
  }

  private static void assertStopped(Log log) {
    assertThatThrownBy(() -> log.append(Logs.batch("b")))
        .isInstanceOfSatisfying(
            LogRefused.class, e -> assertThat(e.reason()).isEqualTo(Reason.STOPPED));
  }
}
