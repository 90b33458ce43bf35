package org.musubi.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One act as the trail knows it.
 *
 * @param position its index in the log, from 0
 * @param event what was recorded
 * @param ended how it ended
 * @param sentBytes bytes that left before an abort; null unless {@code ended} is ABORTED
 * @param failure why it failed; null unless {@code ended} is FAILED
 * @param circumstances where it came from, and what it belongs to
 * @param raw what another system sent, when the act is a report of such a system
 */
public record Access(
    long position,
    AuditEvent event,
    Ended ended,
    @Nullable Long sentBytes,
    @Nullable String failure,
    Circumstances circumstances,
    @Nullable Raw raw) {

  /** One of which nothing further is known. */
  public Access(
      long position,
      AuditEvent event,
      Ended ended,
      @Nullable Long sentBytes,
      @Nullable String failure) {
    this(position, event, ended, sentBytes, failure, Circumstances.NONE, null);
  }

  /** How an act ended, as far as the trail knows. */
  public enum Ended {
    /** Everything was sent. */
    SENT,
    /** The transfer was cut; a part was sent. */
    ABORTED,
    /** Nothing was sent: it failed before the first byte. */
    FAILED,
    /** An intention without an outcome: the process ended in between. Counts as disclosed. */
    MAY_HAVE_HAPPENED,
    /** The event was complete when it was recorded: a state change or a refusal. */
    COMPLETE
  }

  /** What the act was about. */
  public List<What> what() {
    return event.what();
  }

  /**
   * Whether it says what was held back, from whom and about whom. The asker was not told, and must
   * not learn it from the trail either.
   */
  public boolean heldBack() {
    return event.result() == Result.REFUSED && event.action().discloses();
  }

  /** Whether the patient must assume that somebody saw the data. Doubt counts as disclosed. */
  public boolean disclosed() {
    return event.action().discloses()
        && switch (ended) {
          case SENT, ABORTED, MAY_HAVE_HAPPENED -> true;
          case COMPLETE -> event.result() == Result.DONE;
          case FAILED -> false;
        };
  }
}
