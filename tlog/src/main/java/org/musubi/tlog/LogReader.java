package org.musubi.tlog;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.musubi.tlog.LogRefused.Reason;

/**
 * Follows a log's folder from outside, with nothing but the public key. Reads only; a writer may be
 * at work. An entry is given out only when it stands in the tree of a checkpoint that the key of
 * the log signed, and that tree begins with every one believed before; so one that was put in,
 * changed or taken away is never given out. Key changes that the log records are followed, and what
 * it records as sealed away is told from what was lost. Each new entry is therefore looked at once
 * before it is given out.
 *
 * <p>A writer that opens the log writes tiles again in place: what does not fit is read again for a
 * second before it is refused. Not safe for two threads.
 */
public final class LogReader {
  private static final int TRIES = 10;
  private static final long PAUSE_MILLIS = 100;

  /** Bytes of entries given out together; one entry may be longer. */
  private static final int MANY = 4 << 20;

  private final Path folder;
  private Tiles tiles;
  private KeyChain keys;
  private List<Record.Sealed> sealed = List.of();
  private Frontier tree = new Frontier();
  private Checkpoint seen;
  private long looked;

  /** What stands at a place. */
  public sealed interface Found {}

  /**
   * Entries; none at the end of what is known.
   *
   * @param first index of the first
   */
  public record Entries(long first, List<byte[]> entries) implements Found {}

  /**
   * The log says that these lie in a sealed archive, and they are no longer here.
   *
   * @param from index of the first
   * @param until index behind the last one
   */
  public record Away(long from, long until) implements Found {}

  /**
   * How far somebody has read, and what shows the next time that the log is still the same.
   *
   * @param next index of the entry to read next
   * @param key the key that signs at that place
   * @param checkpoint one that was believed, at least so large
   */
  public record Place(long next, VerifierKey key, Checkpoint checkpoint) {
    /** Checks that the checkpoint reaches the place. */
    public Place {
      if (next < 0 || next > checkpoint.size()) {
        throw new IllegalArgumentException("the place lies behind its checkpoint");
      }
    }
  }

  private LogReader(Path folder, VerifierKey key, Checkpoint seen, long looked) {
    this.folder = folder;
    this.tiles = new Tiles(folder);
    this.keys = new KeyChain(key, seen.origin());
    this.seen = seen;
    this.looked = looked;
  }

  /**
   * Begins at the first entry.
   *
   * @param key one that the log signs with, or signed with before it went over to another
   * @throws IOException when there is no log
   * @throws LogRefused when what is published does not hold
   */
  public static LogReader open(Path folder, VerifierKey key) throws IOException {
    if (!Files.isReadable(folder.resolve("checkpoint"))) {
      throw new IOException("no readable log in " + folder);
    }
    String origin = published(folder).origin();
    var nothing = new Checkpoint(origin, 0, Hashes.empty(), "");
    var reader = new LogReader(folder, key, nothing, 0);
    reader.refresh();
    return reader;
  }

  /**
   * Goes on from a place.
   *
   * @throws LogRefused when the log no longer begins with the tree that was believed there: MISSING
   *     when it is shorter, ALTERED, OTHER_ORIGIN or OTHER_KEY
   */
  public static LogReader resume(Path folder, Place place) throws IOException {
    var reader = new LogReader(folder, place.key, place.checkpoint, place.next);
    reader.patiently(() -> {
      reader.believe(published(folder));
      return reader.seen;
    });
    return reader;
  }

  /** Looks for a newer checkpoint; gives the one that is believed now. */
  public Checkpoint refresh() throws IOException {
    return patiently(() -> {
      var now = published(folder);
      if (!now.sameTree(seen) || looked < seen.size() || seen.note().isEmpty()) {
        believe(now);
      }
      return seen;
    });
  }

  /** Entries that can be read. */
  public long size() {
    return seen.size();
  }

  /** The place of one who reads {@code next} next, for {@link #resume}. */
  public Place place(long next) {
    return new Place(next, keys.at(next), seen);
  }

  /**
   * Entries from {@code index} on, at most to the end of their bundle of 256 and some megabytes; or
   * how far they are sealed away.
   *
   * @param index at most {@link #size}
   * @throws LogRefused ALTERED or MISSING with the first bad entry
   */
  public Found read(long index) throws IOException {
    if (index < 0 || index > seen.size()) {
      throw new IndexOutOfBoundsException("the log has " + seen.size() + " entries");
    }
    return patiently(() -> {
      try {
        return entries(index);
      } catch (LogRefused refused) {
        if (refused.reason() == Reason.MISSING) {
          // Its leaving may have been recorded since.
          believe(published(folder));
          long until = awayUntil(index);
          if (until > index) {
            return new Away(index, until);
          }
        }
        throw refused;
      }
    });
  }

  private Entries entries(long index) throws IOException {
    var found = new ArrayList<byte[]>();
    if (index < seen.size()) {
      var leaves = tiles.bundle(tree, index / TilePath.WIDTH);
      int bytes = 0;
      for (int i = (int) (index % TilePath.WIDTH); i < leaves.size() && bytes < MANY; i++) {
        try {
          byte[] payload = tiles.payload(index + found.size(), leaves.get(i));
          found.add(payload);
          bytes += payload.length;
        } catch (LogRefused refused) {
          if (refused.reason() == Reason.MISSING && !found.isEmpty()) {
            break;
          }
          throw refused;
        }
      }
    }
    return new Entries(index, found);
  }

  /** Where the missing bundles end that a record says to be sealed; -1 when none says so. */
  private long awayUntil(long index) {
    long end = -1;
    for (var one : sealed) {
      if (one.from() <= index && index < one.until()) {
        long until = (index / TilePath.WIDTH + 1) * TilePath.WIDTH;
        while (until < one.until() && !here(until / TilePath.WIDTH)) {
          until += TilePath.WIDTH;
        }
        end = Math.max(end, until);
      }
    }
    return end;
  }

  private boolean here(long bundle) {
    return Files.exists(folder.resolve(TilePath.entries(bundle, TilePath.WIDTH)));
  }

  private static Checkpoint published(Path folder) throws IOException {
    byte[] bytes = Bytes.of(folder.resolve("checkpoint"));
    if (bytes == null) {
      throw new LogRefused(Reason.MISSING, 0, "the checkpoint is gone");
    }
    return Checkpoint.read(Texts.of(bytes));
  }

  /** Everything or nothing of it is taken over. */
  private void believe(Checkpoint now) throws IOException {
    if (!now.origin().equals(seen.origin())) {
      throw new LogRefused(Reason.OTHER_ORIGIN, 0, "this is the log of another origin");
    }
    if (now.size() < seen.size()) {
      throw new LogRefused(
          Reason.MISSING,
          now.size(),
          "the log ends before entry " + now.size() + "; it had " + seen.size() + " entries");
    }
    // What was read under an older tree is read again: it would hide a fork.
    var fresh = new Tiles(folder);
    var edge = Tiles.edge(folder, now.size());
    if (!Arrays.equals(edge.root(), now.root())) {
      throw new LogRefused(Reason.ALTERED, seen.size(), "the right edge is not the one signed");
    }
    if (!Arrays.equals(Tree.of(fresh, edge).root(seen.size()), seen.root())) {
      throw new LogRefused(
          Reason.ALTERED, 0, "changed or forked before entry " + seen.size() + ", maybe at once");
    }
    var chain = keys.copy();
    var records = new ArrayList<>(sealed);
    look(fresh, edge, chain, records);
    if (!chain.signed(now)) {
      throw new LogRefused(
          Reason.OTHER_KEY,
          seen.size(),
          "the checkpoint of size " + now.size() + " is not signed by the log's key");
    }
    tiles = fresh;
    tree = edge;
    keys = chain;
    sealed = records;
    seen = now;
    looked = now.size();
  }

  /** Looks for records of the log in what nobody looked at yet. */
  private void look(Tiles fresh, Frontier edge, KeyChain chain, List<Record.Sealed> records)
      throws IOException {
    for (long at = looked; at < edge.size(); ) {
      long n = at / TilePath.WIDTH;
      long end = Math.min(edge.size(), (n + 1) * TilePath.WIDTH);
      byte[] hashes = fresh.hashes(edge, 0, n);
      if (hashes.length == TilePath.WIDTH * Hashes.LENGTH && !here(n)) {
        // Whether it may be missing shows when it is read; bundles with a record never leave.
        at = end;
        continue;
      }
      var leaves = fresh.bundle(edge, n);
      for (; at < end; at++) {
        if (chain.look(leaves.get((int) (at % TilePath.WIDTH)), at) instanceof Record.Sealed one) {
          records.add(one);
        }
      }
    }
  }

  private interface Attempt<T> {
    T run() throws IOException;
  }

  private <T> T patiently(Attempt<T> attempt) throws IOException {
    for (int tries = 1; ; tries++) {
      try {
        return attempt.run();
      } catch (LogRefused refused) {
        if (tries == TRIES) {
          throw refused;
        }
        try {
          Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException over) {
          Thread.currentThread().interrupt();
          throw (IOException) new InterruptedIOException("interrupted").initCause(over);
        }
      }
    }
  }
}
