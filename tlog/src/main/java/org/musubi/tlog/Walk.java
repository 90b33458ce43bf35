package org.musubi.tlog;

import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.musubi.tlog.LogRefused.Reason;

/**
 * Reads a whole journal from its beginning, rebuilds the tree and holds every checkpoint inside
 * against it. Knows where the file is good, not what to do about the rest.
 */
final class Walk {
  /** Looks at each checkpoint that fits the tree. */
  interface Watch {
    void at(Checkpoint checkpoint) throws LogRefused;
  }

  /** Why reading stopped. */
  sealed interface Stop {}

  /** The file ends behind a whole frame. */
  record AtEnd() implements Stop {}

  /** A frame is not whole: cut or damaged. */
  record Torn(long place, String why) implements Stop {}

  /** Frames are whole, yet one of them is not what was written here; {@code entry} is the first. */
  record Wrong(long entry, String why) implements Stop {}

  /** Whether the file has the form of before there were tiles. */
  boolean old;

  /** Entries before the first that the journal holds; a multiple of 256. */
  long base;

  /** The place of the first frame behind the edge, or behind the first lines. */
  long start;

  /** The tree at the base. */
  Frontier edge = new Frontier();

  /** The tree at the last good checkpoint. */
  Frontier tree = new Frontier();

  /** The last good checkpoint; null when there is none. */
  @Nullable Checkpoint last;

  /** The place behind the last good checkpoint. */
  long end;

  /** The place of the first entry of the last, unfinished bundle below the last checkpoint. */
  long tail;

  /** Whole entries of the log up to the last one read, behind the last checkpoint included. */
  long read;

  /** The root at the size that was asked for; null when the journal does not reach it. */
  byte @Nullable [] wantedRoot;

  Stop stop = new AtEnd();

  private final String origin;
  private final long wanted;
  private final Watch watch;
  private long bundle;

  private Walk(String origin, long wanted, Watch watch) {
    this.origin = origin;
    this.wanted = wanted;
    this.watch = watch;
  }

  /**
   * Walks.
   *
   * @param wanted the size whose root the caller wants to know; -1 for none
   */
  static Walk over(Disk.File file, String origin, long wanted, Watch watch) throws IOException {
    var walk = new Walk(origin, wanted, watch);
    byte[] expected = Frame.preamble(origin);
    byte[] found = new byte[expected.length];
    int length = file.read(found, 0, found.length, 0);
    walk.old = Arrays.equals(found, Frame.preamble(1, origin));
    if (walk.old || Arrays.equals(found, expected)) {
      walk.begin(new Scan(file, expected.length), expected.length);
    } else if (length == 0) {
      walk.stop = new AtEnd();
    } else if (Arrays.equals(found, 0, length, expected, 0, length)) {
      walk.stop = new Torn(0, "the file ends inside its first lines");
    } else {
      throw new LogRefused(Reason.OTHER_ORIGIN, "this is not the log of " + origin);
    }
    return walk;
  }

  private void begin(Scan scan, long place) throws IOException {
    end = place;
    start = place;
    var first = scan.next();
    if (first instanceof Scan.Edge found) {
      try {
        edge = Frontier.of(found.size(), found.payload());
      } catch (IllegalArgumentException e) {
        throw new LogRefused(Reason.ALTERED, 0, "the journal's edge is out of form");
      }
      base = found.size();
      start = found.next();
      first = scan.next();
    }
    read = base;
    bundle = start;
    tail = start;
    tree = edge.copy();
    run(scan, first);
  }

  private void run(Scan scan, Scan.Found first) throws IOException {
    var ahead = edge.copy();
    note(ahead);
    for (var found = first; ; found = scan.next()) {
      switch (found) {
        case Scan.Entry entry -> {
          if (entry.index() != ahead.size()) {
            stop =
                new Wrong(
                    ahead.size(),
                    "entry " + entry.index() + " stands where entry " + ahead.size() + " belongs");
            return;
          }
          if (entry.index() % TilePath.WIDTH == 0) {
            bundle = entry.start();
          }
          ahead.add(leaf(entry));
          ahead.drain();
          read = ahead.size();
          note(ahead);
        }
        case Scan.Mark mark -> {
          var checkpoint = fitting(mark, ahead);
          if (checkpoint == null) {
            stop = new Wrong(tree.size(), "the entries no longer give the root that was signed");
            return;
          }
          watch.at(checkpoint);
          last = checkpoint;
          tree = ahead.copy();
          end = mark.next();
          tail = bundle;
        }
        case Scan.Edge _ -> {
          stop = new Wrong(ahead.size(), "the journal begins anew inside");
          return;
        }
        case Scan.Broken broken -> {
          stop = new Torn(broken.start(), broken.why());
          return;
        }
        case Scan.End _ -> {
          return;
        }
      }
    }
  }

  private byte[] leaf(Scan.Entry entry) throws LogRefused {
    byte[] leaf = Leaf.of(entry.payload());
    if (old && leaf != entry.payload()) {
      throw new LogRefused(
          Reason.OTHER_ORIGIN,
          entry.index(),
          "a log of the old form (1) with an entry longer than a tile can hold: entry "
              + entry.index()
              + "; keep it with the program that wrote it and begin a new one");
    }
    return leaf;
  }

  private void note(Frontier ahead) {
    if (ahead.size() == wanted) {
      wantedRoot = ahead.root();
    }
  }

  private @Nullable Checkpoint fitting(Scan.Mark mark, Frontier ahead) {
    try {
      var checkpoint = Checkpoint.read(Texts.of(mark.payload()));
      boolean fits =
          checkpoint.origin().equals(origin)
              && checkpoint.size() == ahead.size()
              && mark.size() == ahead.size()
              && Arrays.equals(checkpoint.root(), ahead.root());
      return fits ? checkpoint : null;
    } catch (LogRefused e) {
      return null;
    }
  }

  /** Size of the tree at the last good checkpoint. */
  long size() {
    return tree.size();
  }
}
