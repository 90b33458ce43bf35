package org.musubi.tlog;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.musubi.tlog.LogRefused.Reason;

/**
 * Tells entries that left the log into a sealed archive from entries that were lost: by the log's
 * own records, signed by its present key or one that it went over from. Safe for any thread.
 */
public final class Retired {
  private final Log log;
  private final List<Seen> seen = new ArrayList<>();
  private long read;

  /** An entry that looks like a record, and where it stands. */
  private record Seen(byte[] entry, long index) {}

  /** Reads nothing yet. */
  public Retired(Log log) {
    this.log = log;
  }

  /**
   * Where the part that left, and that this entry was in, ends. Reads every entry that the log was
   * given since it was asked last, the first time all of them.
   *
   * @return the index behind it, or -1 when no record says that the entry left
   */
  public synchronized long until(long entry) throws IOException {
    look();
    var keys = new HashSet<String>();
    keys.add(log.verifier().toString());
    long until = -1;
    for (var one : seen.reversed()) {
      String origin = log.checkpoint().origin();
      if (Record.read(one.entry, origin, one.index, null) instanceof Record.Rotated rotated
          && keys.contains(rotated.fresh().toString())) {
        keys.add(rotated.old().toString());
      }
      for (var key : keys) {
        if (Record.read(one.entry, origin, one.index, VerifierKey.parse(key))
                instanceof Record.Sealed sealed
            && sealed.from() <= entry
            && entry < sealed.until()) {
          until = Math.max(until, sealed.until());
        }
      }
    }
    return until;
  }

  private void look() throws IOException {
    for (long size = log.size(); read < size; ) {
      long end = Math.min(size, (read / TilePath.WIDTH + 1) * TilePath.WIDTH);
      try {
        for (byte[] entry : log.read(read, (int) (end - read))) {
          if (Record.looksLike(entry)) {
            seen.add(new Seen(entry, read));
          }
          read++;
        }
      } catch (LogRefused refused) {
        if (refused.reason() != Reason.MISSING) {
          throw refused;
        }
        read = end;
      }
    }
  }
}
