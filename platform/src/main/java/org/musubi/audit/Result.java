package org.musubi.audit;

/** What the room had decided when it recorded the event. */
public enum Result {
  /** About to be done; an outcome follows, and until then it may have happened. */
  INTENDED,
  /** Done, or done by the commit of the transaction it is enlisted in. */
  DONE,
  /** Refused; the reason says why. */
  REFUSED,
  /** Tried and failed. */
  FAILED
}
