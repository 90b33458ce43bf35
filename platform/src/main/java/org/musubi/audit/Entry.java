package org.musubi.audit;

import java.time.Instant;
import org.musubi.core.ActId;

/** One entry of the log. */
sealed interface Entry {
  /** The act it speaks of. */
  ActId act();

  /** How an event came to the trail. Names are stored. */
  enum Path {
    /** In a room's own transaction, through the outbox. */
    ENLISTED,
    /** Straight to the log. */
    DIRECT
  }

  /** What somebody did, or is about to do. */
  record Event(Path path, AuditEvent event) implements Entry {
    @Override
    public ActId act() {
      return event.act();
    }
  }

  /** How an intended act ended. */
  record Ending(ActId act, Instant at, Outcome outcome) implements Entry {}
}
