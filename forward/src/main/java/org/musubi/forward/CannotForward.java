package org.musubi.forward;

/** It cannot begin, for a reason that the operator can act on. Holds no personal data. */
final class CannotForward extends Exception {
  private static final long serialVersionUID = 1;

  CannotForward(String message) {
    super(message);
  }
}
