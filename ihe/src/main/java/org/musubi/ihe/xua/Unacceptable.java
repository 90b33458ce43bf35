package org.musubi.ihe.xua;

/** Carries a reason up to {@link AssertionCheck}, which makes it a value. */
final class Unacceptable extends Exception {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  Unacceptable(Reason reason) {
    super(reason.english(), null, false, false);
    this.reason = reason;
  }

  Reason reason() {
    return reason;
  }
}
