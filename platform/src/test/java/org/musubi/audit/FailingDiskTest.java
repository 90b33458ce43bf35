package org.musubi.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.musubi.support.TestDatabase;
import org.musubi.tlog.Disk;

class FailingDiskTest {
  private static final TestDatabase DATABASE = TestDatabase.fresh();

  @TempDir Path data;
  private final TestDatabase database = Trails.emptied(DATABASE);
  private final Breakable disk = new Breakable();

  @Test
  void afterAFailedForceEveryReceiptIsRefusedAndTheHealthSaysSo() throws Exception {
    var enlisted = Trails.change();
    ActsRecorded recorded;
    try (var trail = Trails.open(data, database, Step.Watch.NOBODY, disk)) {
      recorded = new ActsRecorded(trail.before(Trails.intention()));
      disk.forceFails = true;
      assertThatThrownBy(() -> trail.before(Trails.intention()))
          .isInstanceOf(AuditUnavailable.class);
      disk.forceFails = false;
      assertThatThrownBy(() -> trail.before(Trails.intention()))
          .isInstanceOf(AuditUnavailable.class);
      Trails.commit(trail, database, enlisted);
      assertThatThrownBy(() -> trail.receipt(enlisted.act())).isInstanceOf(AuditUnavailable.class);
      assertThat(trail.state().writing()).isFalse();
      assertThat(trail.state().problem()).contains("force failed");
    }
    try (var trail = Trails.open(data, database)) {
      trail.receipt(enlisted.act());
      assertThat(trail.state().writing()).isTrue();
    }
    assertThat(Trails.logged(data)).startsWith(recorded.first().act()).contains(enlisted.act());
  }

  @Test
  void aFullDiskRefusesAndWhatWasRefusedIsRecordedWhenThereIsRoom() throws Exception {
    var enlisted = Trails.change();
    var refusal = Trails.event(Action.QUERY, Result.REFUSED, null);
    try (var trail = Trails.open(data, database, Step.Watch.NOBODY, disk)) {
      disk.full = true;
      assertThatThrownBy(() -> trail.before(Trails.intention()))
          .isInstanceOf(AuditUnavailable.class);
      assertThatThrownBy(() -> trail.before(refusal)).isInstanceOf(AuditUnavailable.class);
      Trails.commit(trail, database, enlisted);
      assertThatThrownBy(() -> trail.receipt(enlisted.act())).isInstanceOf(AuditUnavailable.class);
      assertThat(trail.state().writing()).isTrue();
      assertThat(trail.state().problem()).contains("DISK");
      disk.full = false;
      receiptAtLast(trail, enlisted);
    }
    assertThat(Trails.logged(data)).containsExactlyInAnyOrder(refusal.act(), enlisted.act());
  }

  /** A batch that began while the disk was full may still refuse who asks now. */
  private static void receiptAtLast(AuditTrail trail, AuditEvent enlisted) {
    for (int i = 0; i < 50; i++) {
      try {
        assertThat(trail.receipt(enlisted.act()).act()).isEqualTo(enlisted.act());
        return;
      } catch (AuditUnavailable still) {
        LockSupport.parkNanos(20_000_000);
      }
    }
    throw new AssertionError("there is room, and no receipt");
  }

  @Test
  void whenTheDiskIsFullRefusalsAreRecordedFromTheReserveAndNothingElseIs() throws Exception {
    var refusal = Trails.event(Action.QUERY, Result.REFUSED, null);
    var later = Trails.event(Action.QUERY, Result.REFUSED, null);
    var intention = Trails.intention();
    try (var trail = Trails.open(data, database, Step.Watch.NOBODY, disk)) {
      var first = trail.before(Trails.event(Action.QUERY, Result.REFUSED, null));
      disk.full = true;
      disk.noMoreRoom = true;

      var receipts = List.of(trail.before(refusal), trail.before(later));

      assertThat(receipts)
          .extracting(Receipt::position)
          .containsExactly(first.position() + 1, first.position() + 2);
      assertThatThrownBy(() -> trail.before(Trails.intention()))
          .isInstanceOf(AuditUnavailable.class)
          .hasStackTraceContaining("the disk of the audit trail is full");
      assertThat(trail.state().problem()).contains("DISK");
      disk.noMoreRoom = false;
      assertThat(trail.before(intention).act()).isEqualTo(intention.act());
      assertThat(data.resolve("log/reserve")).hasSize(64 << 10);
    }
    assertThat(Trails.logged(data)).hasSize(4).contains(refusal.act(), later.act());
  }

  private record ActsRecorded(Receipt first) {}

  /** The real disk, whose file of entries can be made to fail. */
  private static final class Breakable implements Disk {
    private final Disk real = Disk.real();
    volatile boolean forceFails;
    volatile boolean full;
    volatile boolean noMoreRoom;

    /** Room that is given back is room for entries, where that is all there is. */
    @Override
    public void delete(Path file) throws IOException {
      real.delete(file);
      full &= !(file.endsWith("reserve") && noMoreRoom);
    }

    @Override
    public File open(Path file) throws IOException {
      if (file.endsWith("reserve") && noMoreRoom) {
        throw new IOException("No space left on device");
      }
      var opened = real.open(file);
      return file.endsWith("entries") ? new BreakableFile(opened) : opened;
    }

    @Override
    public void move(Path from, Path to) throws IOException {
      real.move(from, to);
    }

    @Override
    public void forceDirectory(Path folder) throws IOException {
      real.forceDirectory(folder);
    }

    private final class BreakableFile implements File {
      private final File file;

      BreakableFile(File file) {
        this.file = file;
      }

      @Override
      public int read(byte[] into, int offset, int length, long position) throws IOException {
        return file.read(into, offset, length, position);
      }

      @Override
      public void write(byte[] from, int offset, int length, long position) throws IOException {
        if (full) {
          file.write(from, offset, length / 2, position);
          throw new IOException("No space left on device");
        }
        file.write(from, offset, length, position);
      }

      @Override
      public void force() throws IOException {
        if (forceFails) {
          throw new IOException("Input/output error");
        }
        file.force();
      }

      @Override
      public long size() throws IOException {
        return file.size();
      }

      @Override
      public void truncate(long size) throws IOException {
        file.truncate(size);
      }

      @Override
      public void close() throws IOException {
        file.close();
      }
    }
  }
}
