package org.musubi.tlog;

import java.io.IOException;

/** The log does not do what was asked, for a reason that a person can act on. */
public final class LogRefused extends IOException {
  private static final long serialVersionUID = 1;

  /** Why. */
  public enum Reason {
    /** Another writer holds the log. */
    IN_USE,
    /** The folder holds the log of another origin. */
    OTHER_ORIGIN,
    /** A checkpoint is not signed by the key given. */
    OTHER_KEY,
    /** Entries that a checkpoint promises are gone. */
    MISSING,
    /** An entry or a checkpoint below the last checkpoint was changed, moved or put in. */
    ALTERED,
    /** The disk refused a write; nothing was appended and the log goes on. */
    DISK,
    /**
     * The writer stopped after a failed force or because another writer took over; only a restart
     * helps.
     */
    STOPPED,
    /** An entry is too long. */
    TOO_LONG
  }

  private final Reason reason;
  private final long entry;

  LogRefused(Reason reason, String message) {
    this(reason, -1, message);
  }

  LogRefused(Reason reason, long entry, String message) {
    super(message);
    this.reason = reason;
    this.entry = entry;
  }

  LogRefused(Reason reason, String message, Throwable cause) {
    this(reason, -1, message);
    initCause(cause);
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }

  /** Index of the first entry that is bad, or -1 when no entry is to blame. */
  public long entry() {
    return entry;
  }
}
