package org.musubi.ihe.atna;

import org.jspecify.annotations.Nullable;

/** How it ended (DICOM PS3.15 A.5.1, EventOutcomeIndicator). */
public enum EventOutcome {
  /** It was done; also when nothing else is known. */
  SUCCESS("0"),
  /** It was done again, for instance after a mistyped password. */
  MINOR_FAILURE("4"),
  /** It was broken off. */
  SERIOUS_FAILURE("8"),
  /** It cannot be done any more, for instance an account is locked. */
  MAJOR_FAILURE("12");

  private final String code;

  EventOutcome(String code) {
    this.code = code;
  }

  /** The number on the wire. */
  public String code() {
    return code;
  }

  static @Nullable EventOutcome of(String code) {
    for (var outcome : values()) {
      if (outcome.code.equals(code)) {
        return outcome;
      }
    }
    return null;
  }
}
