package org.musubi.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.musubi.core.ActId;

/** One entry of the log. */
sealed interface Entry {
  /** What a room recorded. */
  sealed interface OfRoom extends Entry {
    /** The act it speaks of. */
    ActId act();
  }

  /**
   * What the log wrote about itself: that it went over to another key, or that a part left it into
   * an archive. It has a position and no act; the index passes over it.
   */
  record OfLog() implements Entry {}

  /** How an event came to the trail. Names are stored. */
  enum Path {
    /** In a room's own transaction, through the outbox. */
    ENLISTED,
    /** Straight to the log. */
    DIRECT
  }

  /**
   * What somebody did, or is about to do.
   *
   * @param raw what somebody else's system sent, of which the event tells what was understood
   */
  record Event(Path path, AuditEvent event, Circumstances circumstances, @Nullable Raw raw)
      implements OfRoom {
    Event(Path path, AuditEvent event) {
      this(path, event, Circumstances.NONE, null);
    }

    @Override
    public ActId act() {
      return event.act();
    }
  }

  /**
   * The same as the log holds it, when it says something of a person.
   *
   * @param clear what everybody may read who reads the log
   * @param seal the rest
   */
  record Sealed(Path path, AuditEvent clear, Circumstances circumstances, Seal seal)
      implements OfRoom {
    @Override
    public ActId act() {
      return clear.act();
    }
  }

  /** How an intended act ended. */
  record Ending(ActId act, Instant at, Outcome outcome) implements OfRoom {}
}
