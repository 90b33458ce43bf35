package org.musubi.audit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.musubi.tlog.Log;
import org.musubi.tlog.LogRefused;
import org.musubi.tlog.Retired;

/**
 * Reads the log onward, some entries at a time. What left the log into a sealed archive is passed
 * over; what is missing otherwise is an error.
 */
final class Entries {
  private static final int MOST = 500;

  private final Log log;
  private final Retired retired;

  Entries(Log log) {
    this.log = log;
    this.retired = new Retired(log);
  }

  /**
   * Some entries.
   *
   * @param entries in their order
   * @param until where reading goes on
   */
  record Some(List<Index.Indexed> entries, long until) {}

  /** Entries from a position on, none at or behind {@code until}. */
  Some from(long position, long until) throws IOException {
    try {
      return read(position, Math.min(until, position + MOST));
    } catch (LogRefused refused) {
      long left =
          refused.reason() == LogRefused.Reason.MISSING ? retired.until(refused.entry()) : -1;
      if (left < 0) {
        throw refused;
      }
      if (refused.entry() > position) {
        return read(position, refused.entry());
      }
      // Bundle by bundle: one that holds a record of the log itself has stayed.
      return new Some(List.of(), Math.min(until, Math.min(left, refused.entry() + 256)));
    }
  }

  private Some read(long position, long until) throws IOException {
    var found = new ArrayList<Index.Indexed>();
    long at = position;
    for (byte[] bytes : log.read(position, (int) (until - position))) {
      found.add(new Index.Indexed(at++, bytes, EntryReading.read(bytes)));
    }
    return new Some(found, until);
  }
}
