package org.musubi.audit;

/** The moments at which a process may end between two steps of the trail; tests end it at each. */
enum Step {
  /** The outbox was read, nothing is appended. */
  COLLECTED,
  /** The batch is durable, nobody was told. */
  APPENDED,
  /** Callers have their receipts, the outbox does not know. */
  ACKNOWLEDGED,
  /** The outbox rows have their positions. */
  MARKED,
  /** The checkpoint is published, the index does not follow yet. */
  PUBLISHED,
  /** The index followed. */
  INDEXED;

  /** Told of each step. */
  interface Watch {
    void at(Step step);

    /** Nobody watches. */
    Watch NOBODY = step -> {};
  }
}
