package org.musubi.tlog;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.musubi.tlog.LogRefused.Reason;

/**
 * The file {@code entries}: the newest batches, each followed by its signed checkpoint; the only
 * file whose force acknowledges. What it holds is rebuilt into tiles after any crash, so it is
 * shortened only when all full tiles before its new beginning have been forced. Not safe for two
 * threads.
 */
final class Journal implements Closeable {
  static final String FILE = "entries";

  private final Disk disk;
  private final Path folder;
  private final String origin;
  private Disk.File file;
  private long base;
  private long start;
  private long tail;
  private long end;

  /** Takes over an open file whose walk was good up to its end. */
  Journal(Disk disk, Path folder, String origin, Disk.File file, Walk walk) {
    this.disk = disk;
    this.folder = folder;
    this.origin = origin;
    this.file = file;
    this.base = walk.base;
    this.start = walk.start;
    this.tail = walk.tail;
    this.end = walk.end;
  }

  /** The first bytes of a log without entries. */
  void begin(Checkpoint checkpoint) throws IOException {
    byte[] preamble = Frame.preamble(origin);
    byte[] note = Texts.bytes(checkpoint.note());
    var buffer = ByteBuffer.allocate(preamble.length + Frame.length(note)).put(preamble);
    Frame.put(buffer, Frame.CHECKPOINT, 0, note);
    file.truncate(0);
    file.write(buffer.array(), 0, buffer.position(), 0);
    file.force();
    disk.forceDirectory(folder);
    base = 0;
    start = preamble.length;
    tail = start;
    end = buffer.position();
  }

  /** Cuts off what stands behind the last good checkpoint. */
  void cutTorn() throws IOException {
    if (file.size() > end) {
      file.truncate(end);
      file.force();
    }
  }

  void write(byte[] frames) throws IOException {
    file.write(frames, 0, frames.length, end);
  }

  void force() throws IOException {
    file.force();
  }

  /** What was written and forced counts from now on. */
  void keep(Growth growth) {
    if (growth.bundle() >= 0) {
      tail = end + growth.bundle();
    }
    end += growth.frames().length;
  }

  /** Takes a write back; {@code durably} when it was forced. False when nobody knows. */
  boolean undone(boolean durably) {
    try {
      file.truncate(end);
      if (durably) {
        file.force();
      }
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Entries before the first that it holds. */
  long base() {
    return base;
  }

  /** Bytes. */
  long length() {
    return end;
  }

  /** The tree at the base. */
  Frontier edge() throws IOException {
    return new Scan(file, Frame.preamble(origin).length).next() instanceof Scan.Edge found
        ? Frontier.of(found.size(), found.payload())
        : new Frontier();
  }

  /** Reads from the first frame behind the edge. */
  Scan scan() {
    return new Scan(file, start);
  }

  /** The place behind the last good frame. */
  long end() {
    return end;
  }

  /** A checkpoint of this size, if one was signed and is still here. */
  @Nullable Checkpoint checkpointAt(long size) throws IOException {
    var scan = scan();
    while (true) {
      switch (scan.next()) {
        case Scan.Mark mark when mark.size() == size -> {
          return Checkpoint.read(Texts.of(mark.payload()));
        }
        case Scan.Mark mark when mark.size() < size -> {}
        case Scan.Entry entry when entry.index() < size -> {}
        default -> {
          return null;
        }
      }
    }
  }

  /** The size of the first checkpoint inside. */
  long firstCheckpoint() throws IOException {
    var scan = scan();
    while (true) {
      switch (scan.next()) {
        case Scan.Mark mark -> {
          return mark.size();
        }
        case Scan.Entry _ -> {}
        default -> throw new LogRefused(Reason.ALTERED, base, "the journal is damaged");
      }
    }
  }

  /**
   * Begins anew with the edge of the last full bundle, the entries behind it and the checkpoint.
   * Whoever calls has forced every full tile and the file {@code checkpoint}. A crash in between
   * leaves the old journal or the new one, and both are enough.
   */
  void shorten(Frontier tree, Checkpoint checkpoint) throws IOException {
    long from = tree.size() - tree.size() % TilePath.WIDTH;
    byte[] edge = edgeAt(tree);
    byte[] note = Texts.bytes(checkpoint.note());
    var head = ByteBuffer.allocate(Frame.preamble(origin).length + Frame.length(edge));
    head.put(Frame.preamble(origin));
    Frame.put(head, Frame.EDGE, from, edge);
    var content = new ByteArrayOutputStream();
    content.writeBytes(head.array());
    if (from < tree.size()) {
      copyEntries(content, from, tree.size());
    }
    var mark = ByteBuffer.allocate(Frame.length(note));
    Frame.put(mark, Frame.CHECKPOINT, tree.size(), note);
    content.writeBytes(mark.array());
    Disk.replace(disk, folder, FILE, content.toByteArray());
    var opened = disk.open(folder.resolve(FILE));
    file.close();
    file = opened;
    base = from;
    start = head.capacity();
    tail = start;
    end = content.size();
  }

  private static byte[] edgeAt(Frontier tree) {
    byte[] all = tree.encode();
    int lowest = tree.unfinished(0).length;
    return Arrays.copyOfRange(all, lowest, all.length);
  }

  private void copyEntries(ByteArrayOutputStream into, long from, long until) throws IOException {
    var scan = new Scan(file, tail);
    long next = from;
    while (next < until) {
      var found = scan.next();
      if (found instanceof Scan.Entry entry && entry.index() == next) {
        var frame = ByteBuffer.allocate(Frame.length(entry.payload()));
        Frame.put(frame, Frame.ENTRY, next++, entry.payload());
        into.writeBytes(frame.array());
      } else if (!(found instanceof Scan.Mark)) {
        throw new IOException("the journal does not hold entry " + next);
      }
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
