package org.musubi.tlog;

import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads the whole file of entries from its beginning, rebuilds the tree and holds every checkpoint
 * inside against it. Knows where the file is good, not what to do about the rest.
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

  final Offsets offsets = new Offsets();

  /** The tree at the last good checkpoint. */
  Frontier tree = new Frontier();

  /** The last good checkpoint; null when there is none. */
  @Nullable Checkpoint last;

  /** The place behind the last good checkpoint. */
  long end;

  /** Whole entries read, those behind the last checkpoint included. */
  long read;

  Stop stop = new AtEnd();

  private final String origin;
  private final Watch watch;

  private Walk(String origin, Watch watch) {
    this.origin = origin;
    this.watch = watch;
  }

  static Walk over(Disk.File file, String origin, Watch watch) throws IOException {
    var walk = new Walk(origin, watch);
    byte[] expected = Frame.preamble(origin);
    byte[] found = new byte[expected.length];
    int length = file.read(found, 0, found.length, 0);
    if (Arrays.equals(found, expected)) {
      walk.end = expected.length;
      walk.run(new Scan(file, walk.end));
    } else if (length == 0) {
      walk.stop = new AtEnd();
    } else if (Arrays.equals(found, 0, length, expected, 0, length)) {
      walk.stop = new Torn(0, "the file ends inside its first lines");
    } else {
      throw new LogRefused(
          LogRefused.Reason.OTHER_ORIGIN, "this is not the log of " + origin + " (format 1)");
    }
    return walk;
  }

  private void run(Scan scan) throws IOException {
    var ahead = new Frontier();
    while (true) {
      switch (scan.next()) {
        case Scan.Entry entry -> {
          if (entry.index() != ahead.size()) {
            stop =
                new Wrong(
                    ahead.size(),
                    "entry " + entry.index() + " stands where entry " + ahead.size() + " belongs");
            return;
          }
          offsets.add(entry.index(), entry.start());
          ahead.add(entry.payload());
          read = ahead.size();
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
