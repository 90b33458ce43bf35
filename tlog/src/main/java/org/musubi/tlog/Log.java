package org.musubi.tlog;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.musubi.tlog.LogRefused.Reason;

/**
 * An append-only Merkle log in a folder of local files.
 *
 * <p>{@code entries} holds the batches, each followed by its signed checkpoint; batch and
 * checkpoint are one write and one force. {@code checkpoint} is the last checkpoint as a file of
 * its own, replaced atomically by {@link #publish}; whatever it promises must be there at the next
 * opening. {@code lock} and {@code epoch} keep writers apart. Safe for any number of threads; one
 * process.
 */
public final class Log implements Closeable {
  private final Path folder;
  private final String origin;
  private final Signer signer;
  private final Disk disk;
  private final FileChannel lock;
  private final Epoch epoch;
  private final Disk.File entries;
  private final Disk.File reader;
  private final Offsets offsets;
  private final Object publishing = new Object();
  private Frontier tree;
  private long end;

  /**
   * Set while a write is neither durable nor undone; an exception that leaves it set ends the
   * writer.
   */
  private boolean inDoubt;

  private volatile Checkpoint latest;
  private volatile @Nullable Checkpoint published;
  private volatile @Nullable String stopped;

  private Log(
      Path folder, String origin, Signer signer, Disk disk, FileChannel lock, InstantSource clock)
      throws IOException {
    this.folder = folder;
    this.origin = origin;
    this.signer = signer;
    this.disk = disk;
    this.lock = lock;
    this.epoch = Epoch.raise(disk, folder, clock);
    var key = signer.verifier();
    this.published = readPublished(folder, key);
    this.entries = disk.open(folder.resolve("entries"));
    boolean open = false;
    try {
      var walk = Recovery.run(entries, origin, key, published);
      this.offsets = walk.offsets;
      this.tree = walk.tree;
      this.end = walk.end;
      var last = walk.last;
      this.latest = last == null ? begin() : last;
      if (entries.size() > end) {
        entries.truncate(end);
        entries.force();
      }
      publish();
      this.reader = disk.open(folder.resolve("entries"));
      open = true;
    } finally {
      if (!open) {
        entries.close();
      }
    }
  }

  /**
   * Opens the log in {@code folder}, or begins one there. Reads all of it.
   *
   * @param origin the log's name, one line without blanks; a folder keeps the origin it began with
   * @param clock only dates the epoch
   * @throws LogRefused IN_USE, OTHER_ORIGIN, OTHER_KEY, MISSING or ALTERED; the folder is then as
   *     it was, but for its epoch
   */
  public static Log open(Path folder, String origin, Signer signer, InstantSource clock)
      throws IOException {
    return open(folder, origin, signer, clock, Disk.real());
  }

  /** As the other, on another disk; for tests. */
  public static Log open(Path folder, String origin, Signer signer, InstantSource clock, Disk disk)
      throws IOException {
    if (!origin.matches("\\S{1,200}")) {
      throw new IllegalArgumentException("an origin is one word of at most 200 characters");
    }
    Files.createDirectories(folder);
    var lock =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    boolean open = false;
    try {
      if (!locked(lock)) {
        throw new LogRefused(Reason.IN_USE, "another writer holds the log");
      }
      var log = new Log(folder, origin, signer, disk, lock, clock);
      open = true;
      return log;
    } finally {
      if (!open) {
        lock.close();
      }
    }
  }

  private static boolean locked(FileChannel lock) throws IOException {
    try {
      return lock.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private static @Nullable Checkpoint readPublished(Path folder, VerifierKey key)
      throws IOException {
    var file = folder.resolve("checkpoint");
    return Files.exists(file) ? Checkpoint.open(Texts.of(Files.readAllBytes(file)), key) : null;
  }

  /** The first checkpoint, of no entries. */
  private Checkpoint begin() throws IOException {
    var checkpoint = Checkpoint.sign(origin, 0, tree.root(), signer);
    byte[] preamble = Frame.preamble(origin);
    byte[] note = Texts.bytes(checkpoint.note());
    var buffer = ByteBuffer.allocate(preamble.length + Frame.length(note)).put(preamble);
    Frame.put(buffer, Frame.CHECKPOINT, 0, note);
    entries.truncate(0);
    entries.write(buffer.array(), 0, buffer.position(), 0);
    entries.force();
    disk.forceDirectory(folder);
    end = buffer.position();
    return checkpoint;
  }

  /**
   * Appends all of them or none. On return they are durable and inside the signed checkpoint that
   * {@link #checkpoint()} gives.
   *
   * @return the index of the first
   * @throws LogRefused DISK when the disk took no more, TOO_LONG, or STOPPED
   */
  public synchronized long append(List<byte[]> batch) throws LogRefused {
    requireWriting();
    long first = tree.size();
    if (batch.isEmpty()) {
      return first;
    }
    var ahead = tree.copy();
    int bytes = 0;
    for (byte[] entry : batch) {
      if (entry.length > Frame.LONGEST) {
        throw new LogRefused(Reason.TOO_LONG, "an entry has at most " + Frame.LONGEST + " bytes");
      }
      bytes = Math.addExact(bytes, Frame.length(entry));
      ahead.add(entry);
    }
    var checkpoint = Checkpoint.sign(origin, ahead.size(), ahead.root(), signer);
    byte[] note = Texts.bytes(checkpoint.note());
    var buffer = ByteBuffer.allocate(Math.addExact(bytes, Frame.length(note)));
    for (int i = 0; i < batch.size(); i++) {
      offsets.add(first + i, end + buffer.position());
      Frame.put(buffer, Frame.ENTRY, first + i, batch.get(i));
    }
    Frame.put(buffer, Frame.CHECKPOINT, ahead.size(), note);
    write(buffer.array());
    end += buffer.position();
    tree = ahead;
    latest = checkpoint;
    return first;
  }

  private void write(byte[] bytes) throws LogRefused {
    inDoubt = true;
    try {
      entries.write(bytes, 0, bytes.length, end);
    } catch (IOException e) {
      if (undone()) {
        offsets.cut(tree.size());
        inDoubt = false;
        throw new LogRefused(Reason.DISK, "the disk refused the write: " + e.getMessage(), e);
      }
      throw stop("a write failed and could not be undone", e);
    }
    try {
      entries.force();
    } catch (IOException e) {
      throw stop("a force failed: nobody knows what the disk holds", e);
    }
    if (!epoch.holds()) {
      throw stop("another writer took the log over", null);
    }
    inDoubt = false;
  }

  private LogRefused stop(String why, @Nullable IOException cause) {
    stopped = why;
    return cause == null
        ? new LogRefused(Reason.STOPPED, why)
        : new LogRefused(Reason.STOPPED, why, cause);
  }

  /** Nothing of a refused write was forced, so cutting it off restores what was. */
  private boolean undone() {
    try {
      entries.truncate(end);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private void requireWriting() throws LogRefused {
    if (inDoubt && stopped == null) {
      stopped = "a write ended in an unforeseen way";
    }
    var why = stopped;
    if (why != null) {
      throw new LogRefused(Reason.STOPPED, why);
    }
  }

  /**
   * Writes the latest checkpoint to the file {@code checkpoint}, atomically and durably, unless it
   * is there already.
   *
   * @return what is published now
   * @throws IOException when that failed; the file then holds the previous one or this one
   */
  public Checkpoint publish() throws IOException {
    synchronized (publishing) {
      var wanted = latest;
      var there = published;
      if (there == null || there.size() < wanted.size()) {
        Disk.replace(disk, folder, "checkpoint", Texts.bytes(wanted.note()));
        published = wanted;
      }
      return wanted;
    }
  }

  /** One entry. */
  public byte[] read(long index) throws IOException {
    return read(index, 1).getFirst();
  }

  /** Up to {@code most} entries from {@code index} on; fewer at the end. */
  public List<byte[]> read(long index, int most) throws IOException {
    long size = size();
    if (index < 0 || index > size || (index == size && most == 1)) {
      throw new IndexOutOfBoundsException("the log has " + size + " entries");
    }
    var found = new ArrayList<byte[]>();
    synchronized (reader) {
      var scan = new Scan(reader, placeBefore(index));
      long until = Math.min(size, index + most);
      for (long at = -1; at < until - 1; ) {
        switch (scan.next()) {
          case Scan.Entry entry -> {
            at = entry.index();
            if (at >= index && at < until) {
              found.add(entry.payload());
            }
          }
          case Scan.Mark _ -> {}
          default -> throw new LogRefused(Reason.ALTERED, index, "entry " + index + " is damaged");
        }
      }
    }
    return found;
  }

  /** The checkpoint that was signed when the log had {@code size} entries, if one was. */
  public @Nullable Checkpoint checkpointAt(long size) throws IOException {
    synchronized (reader) {
      var scan = new Scan(reader, size == 0 ? start() : placeBefore(size - 1));
      while (true) {
        switch (scan.next()) {
          case Scan.Mark mark when mark.size() == size -> {
            return Checkpoint.open(Texts.of(mark.payload()), signer.verifier());
          }
          case Scan.Mark mark when mark.size() < size -> {}
          case Scan.Entry entry when entry.index() < size -> {}
          default -> {
            return null;
          }
        }
      }
    }
  }

  private synchronized long placeBefore(long index) {
    return offsets.before(index, start());
  }

  private long start() {
    return Frame.preamble(origin).length;
  }

  /** The latest checkpoint: everything acknowledged is inside. */
  public Checkpoint checkpoint() {
    return latest;
  }

  /** Entries that are durable. */
  public long size() {
    return latest.size();
  }

  /** Root of their Merkle tree, 32 bytes. */
  public byte[] root() {
    return latest.root().clone();
  }

  /** Why the writer stopped, or null while it writes. */
  public @Nullable String stopped() {
    return stopped;
  }

  /** Publishes the last checkpoint and lets the folder go. */
  @Override
  public synchronized void close() throws IOException {
    boolean writing = stopped == null;
    stopped = writing ? "the log is closed" : stopped;
    try (lock;
        entries;
        reader) {
      if (writing && lock.isOpen()) {
        publish();
      }
    }
  }
}
