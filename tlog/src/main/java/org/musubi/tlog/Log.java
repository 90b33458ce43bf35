package org.musubi.tlog;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.musubi.tlog.LogRefused.Reason;

/**
 * An append-only Merkle log in a folder of local files, in the form of C2SP tlog-tiles: {@code
 * checkpoint}, {@code tile/<level>/<index>}, {@code tile/entries/<index>}; what does not fit a
 * bundle lies in {@code payload}. The journal {@code entries} holds the newest batches, each with
 * its signed checkpoint: one write and one force, and everything else is rebuilt from it. Only then
 * the tiles are written and {@code checkpoint} is replaced, and only then a batch is acknowledged.
 * {@link #publish} forces tiles and checkpoint behind it and shortens the journal. {@code lock} and
 * {@code epoch} keep writers apart.
 *
 * <p>Memory does not grow with the log; opening reads the journal and the right edge, not the
 * tiles. Safe for any number of threads; one process.
 */
public final class Log implements Closeable {
  /** Bytes of a journal that is worth shortening. */
  static final long SHORTEN = 16 << 20;

  private final Path folder;
  private final String origin;
  private final Disk disk;
  private final FileChannel lock;
  private final Epoch epoch;
  private final Journal journal;
  private final Settling settling;
  private final Tiles tiles;
  private volatile Signer signer;
  private TileWriter writer;

  /**
   * Set while a write is neither durable nor undone; an exception that leaves it set ends the
   * writer.
   */
  private boolean inDoubt;

  /** Never changed once it stands here; a batch replaces it by a larger one. */
  private volatile Frontier tree;

  private volatile Checkpoint latest;
  private volatile @Nullable String stopped;

  private Log(
      Path folder,
      String origin,
      Signer signer,
      Disk disk,
      FileChannel lock,
      InstantSource clock,
      long shorten)
      throws IOException {
    this.folder = folder;
    this.origin = origin;
    this.signer = signer;
    this.disk = disk;
    this.lock = lock;
    this.epoch = Epoch.raise(disk, folder, clock);
    this.tiles = new Tiles(folder);
    var entries = disk.open(folder.resolve(Journal.FILE));
    boolean open = false;
    try {
      var walk = Recovery.run(entries, folder, origin, signer.verifier());
      this.journal = new Journal(disk, folder, origin, entries, walk);
      this.tree = walk.tree;
      var last = walk.last;
      if (last == null) {
        last = Checkpoint.sign(origin, 0, tree.root(), signer);
        journal.begin(last);
      }
      this.latest = last;
      journal.cutTorn();
      this.writer = Rebuild.run(disk, folder, journal, walk.edge, tree);
      this.settling = new Settling(disk, folder, journal, walk.old ? 0 : shorten);
      putCheckpoint(last);
      publish();
      settling.shortenBeyond(shorten);
      open = true;
    } finally {
      if (!open) {
        entries.close();
      }
    }
  }

  /**
   * Opens the log in {@code folder}, or begins one there. A log of the form before tiles is carried
   * over.
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
    return open(folder, origin, signer, clock, disk, SHORTEN);
  }

  static Log open(
      Path folder, String origin, Signer signer, InstantSource clock, Disk disk, long shorten)
      throws IOException {
    if (!origin.matches("\\S{1,200}")) {
      throw new IllegalArgumentException("an origin is one word of at most 200 characters");
    }
    Files.createDirectories(folder);
    var lock = WriterLock.take(folder);
    boolean open = false;
    try {
      var log = new Log(folder, origin, signer, disk, lock, clock, shorten);
      open = true;
      return log;
    } finally {
      if (!open) {
        lock.close();
      }
    }
  }

  /**
   * Appends all of them or none. On return they are durable, inside the signed checkpoint that
   * {@link #checkpoint()} gives, and this checkpoint and the tiles it needs can be read in the
   * folder by anyone.
   *
   * @return the index of the first
   * @throws LogRefused DISK when the disk took no more, TOO_LONG, or STOPPED
   */
  public synchronized long append(List<byte[]> batch) throws LogRefused {
    return append(batch, List.of(signer));
  }

  private long append(List<byte[]> batch, List<Signer> signers) throws LogRefused {
    requireWriting();
    long first = tree.size();
    if (!batch.isEmpty()) {
      var growth = Growth.of(batch, tree, origin, signers);
      inDoubt = true;
      commit(growth);
      inDoubt = false;
      settleInline();
    }
    return first;
  }

  private void commit(Growth growth) throws LogRefused {
    try {
      journal.write(growth.frames());
    } catch (IOException e) {
      throw refuse(journal.undone(false), e);
    }
    try {
      journal.force();
    } catch (IOException e) {
      throw stop("a force failed: nobody knows what the disk holds", e);
    }
    if (!epoch.holds()) {
      throw stop("another writer took the log over", null);
    }
    try {
      writer.write(growth.leaves(), growth.payloads(), growth.tree());
      disk.write(folder.resolve("checkpoint.new"), Texts.bytes(growth.checkpoint().note()));
    } catch (IOException e) {
      writer.undo();
      throw refuse(journal.undone(true), e);
    }
    try {
      disk.move(folder.resolve("checkpoint.new"), folder.resolve("checkpoint"));
    } catch (IOException e) {
      throw stop("the checkpoint could not be published", e);
    }
    writer.keep();
    journal.keep(growth);
    tree = growth.tree();
    latest = growth.checkpoint();
  }

  private LogRefused refuse(boolean undone, IOException cause) {
    if (undone) {
      inDoubt = false;
      return new LogRefused(
          Reason.DISK, "the disk refused the write: " + cause.getMessage(), cause);
    }
    return stop("a write failed and could not be undone", cause);
  }

  private LogRefused stop(String why, @Nullable IOException cause) {
    stopped = why;
    return cause == null
        ? new LogRefused(Reason.STOPPED, why)
        : new LogRefused(Reason.STOPPED, why, cause);
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

  private void putCheckpoint(Checkpoint checkpoint) throws IOException {
    disk.write(folder.resolve("checkpoint.new"), Texts.bytes(checkpoint.note()));
    disk.move(folder.resolve("checkpoint.new"), folder.resolve("checkpoint"));
  }

  /** A journal that nobody has shortened for long is shortened by whoever appends. */
  private void settleInline() {
    if (settling.overdue()) {
      try {
        settling.here(writer, tree, latest);
      } catch (IOException e) {
        // The batch stands; the next one is refused.
        stopped = "tiles could not be forced";
      }
    }
  }

  /**
   * Makes the published checkpoint durable as a file, forces the tiles that are full and shortens
   * the journal when that is worth while. Acknowledging does not wait for it; somebody should call
   * it again and again, but not while appending waits.
   *
   * @return what is published now
   * @throws IOException when that failed; the journal holds everything all the same
   */
  public Checkpoint publish() throws IOException {
    synchronized (settling) {
      var wanted = latest;
      settling.checkpoint(wanted);
      List<Path> due;
      synchronized (this) {
        if (stopped != null || !settling.due(writer)) {
          return wanted;
        }
        due = settling.take(writer);
      }
      try {
        settling.force(due);
        synchronized (this) {
          if (stopped == null && epoch.holds()) {
            settling.here(writer, tree, latest);
          }
        }
      } catch (IOException e) {
        synchronized (this) {
          throw stop("tiles could not be forced", e);
        }
      }
      return wanted;
    }
  }

  /**
   * Goes over to another key: appends an entry that names it, signed by both. The checkpoint over
   * that entry carries both signatures, every later one that of the new key alone; a verifier that
   * knows only the old key follows. From now on the log opens with the new key only.
   *
   * @param fresh must have the same name
   * @return the index of that entry
   */
  public synchronized long rotate(Signer fresh) throws LogRefused {
    if (!fresh.verifier().name().equals(signer.verifier().name())) {
      throw new IllegalArgumentException("the new key has the name of the old one");
    }
    byte[] entry = Record.rotation(origin, tree.size(), signer, fresh);
    long index = append(List.of(entry), List.of(fresh, signer));
    signer = fresh;
    return index;
  }

  /**
   * Takes the bundles of a sealed archive out of the live log; nothing inside a bundle is ever
   * deleted. Appends an entry that says so, then removes the bundles and their payloads, but for
   * those that hold a record of the log itself. Hash tiles stay, and with them every proof. After a
   * crash in between, call it again.
   *
   * @param archive written by {@link Archive#write} and checked again here against this log
   * @return the index of the entry that says so
   * @throws LogRefused ALTERED when the archive does not hold or is of another log; DISK
   */
  public synchronized long retire(Path archive) throws IOException {
    requireWriting();
    var sealed = Retirement.check(archive, signer.verifier(), this::rootAt, journal.base());
    long index =
        append(List.of(Record.sealing(origin, tree.size(), sealed, signer)), List.of(signer));
    Retirement.remove(disk, folder, sealed);
    return index;
  }

  /** Whether an entry is one that the log wrote about itself: a key change, or a sealing. */
  public static boolean isRecord(byte[] entry) {
    return Record.looksLike(entry);
  }

  /** One entry. */
  public byte[] read(long index) throws IOException {
    return read(index, 1).getFirst();
  }

  /**
   * Up to {@code most} entries from {@code index} on; fewer at the end. Each is held against the
   * tree; a damaged tile is written again when the journal still covers it.
   *
   * @throws LogRefused ALTERED or MISSING with the first bad entry
   */
  public List<byte[]> read(long index, int most) throws IOException {
    var edge = tree;
    if (index < 0 || index > edge.size() || (index == edge.size() && most == 1)) {
      throw new IndexOutOfBoundsException("the log has " + edge.size() + " entries");
    }
    try {
      return readOnce(edge, index, most);
    } catch (LogRefused refused) {
      if (refused.entry() < 0 || !rebuilt(refused.entry())) {
        throw refused;
      }
      return readOnce(edge, index, most);
    }
  }

  private List<byte[]> readOnce(Frontier edge, long index, int most) throws IOException {
    var found = new ArrayList<byte[]>();
    long until = Math.min(edge.size(), index + most);
    synchronized (tiles) {
      for (long at = index; at < until; ) {
        long n = at / TilePath.WIDTH;
        var leaves = tiles.bundle(edge, n);
        for (long end = Math.min(until, (n + 1) * TilePath.WIDTH); at < end; at++) {
          found.add(tiles.payload(at, leaves.get((int) (at % TilePath.WIDTH))));
        }
      }
    }
    return found;
  }

  private synchronized boolean rebuilt(long entry) throws IOException {
    if (stopped != null || entry < journal.base()) {
      return false;
    }
    writer = Rebuild.run(disk, folder, journal, journal.edge(), tree);
    return true;
  }

  /**
   * The checkpoint that was signed when the log had {@code size} entries. Below the journal's
   * beginning nobody knows whether one was: then it is signed now, which with Ed25519 gives the
   * same bytes under the same key.
   *
   * @return null when the log is smaller, or no checkpoint of that size was signed
   */
  public synchronized @Nullable Checkpoint checkpointAt(long size) throws IOException {
    if (size < 0 || size > tree.size() || stopped != null) {
      return size == latest.size() ? latest : null;
    }
    return size < journal.firstCheckpoint()
        ? Checkpoint.sign(origin, size, rootAt(size), signer)
        : journal.checkpointAt(size);
  }

  /** Root of the tree that the first {@code size} entries make, 32 bytes. */
  public byte[] rootAt(long size) throws IOException {
    synchronized (tiles) {
      return Tree.of(tiles, tree).root(size);
    }
  }

  /**
   * Proves to whoever holds a checkpoint of {@code size} that entry {@code index} is inside; {@link
   * Proofs#included} checks it.
   */
  public List<byte[]> inclusion(long index, long size) throws IOException {
    synchronized (tiles) {
      return Tree.of(tiles, grown(size)).inclusion(index, size);
    }
  }

  /**
   * Proves that the tree of {@code size} begins with that of {@code old}; {@link Proofs#consistent}
   * checks it.
   */
  public List<byte[]> consistency(long old, long size) throws IOException {
    synchronized (tiles) {
      return Tree.of(tiles, grown(size)).consistency(old, size);
    }
  }

  private Frontier grown(long size) {
    var edge = tree;
    if (size > edge.size()) {
      throw new IndexOutOfBoundsException("the log has " + edge.size() + " entries");
    }
    return edge;
  }

  /**
   * Adds cosignatures of witnesses to a checkpoint: to the file {@code checkpoint} while that is
   * still this one, and in any case to {@code checkpoint.cosigned}, which keeps the largest that
   * was cosigned. Readers that do not know the witnesses skip the lines.
   *
   * @param lines as the witness answered; those of none of the keys are left out
   * @return whether any line was added
   */
  public synchronized boolean cosign(
      Checkpoint checkpoint, String lines, List<VerifierKey> witnesses) throws IOException {
    requireWriting();
    var cosigned = Cosigned.add(checkpoint, lines, witnesses);
    if (cosigned == checkpoint) {
      return false;
    }
    if (latest.sameTree(checkpoint)) {
      putCheckpoint(cosigned);
    }
    Cosigned.keep(disk, folder, cosigned);
    return true;
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

  /** The key that signs now. */
  public VerifierKey verifier() {
    return signer.verifier();
  }

  /** Why the writer stopped, or null while it writes. */
  public @Nullable String stopped() {
    return stopped;
  }

  /** Publishes the last checkpoint and lets the folder go. */
  @Override
  public void close() throws IOException {
    synchronized (settling) {
      synchronized (this) {
        boolean writing = stopped == null;
        try (lock;
            journal) {
          if (writing && lock.isOpen()) {
            publish();
          }
        } finally {
          stopped = writing ? "the log is closed" : stopped;
        }
      }
    }
  }
}
