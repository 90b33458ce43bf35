package org.musubi.ihe.soap;

import java.io.IOException;

/** A read or write ended because the exchange's deadline, idle limit or minimum rate did. */
public final class DeadlineOver extends IOException {
  private static final long serialVersionUID = 1L;

  private final Deadline.Ending how;

  DeadlineOver(Deadline.Ending how) {
    super(how.words);
    this.how = how;
  }

  /** Whether someone ended it before its time. */
  public boolean cancelled() {
    return how == Deadline.Ending.CANCELLED;
  }
}
