package org.musubi.ihe.atna;

import org.jspecify.annotations.Nullable;

/** What was done (DICOM PS3.15 A.5.1, EventActionCode). */
public enum EventAction {
  CREATE("C"),
  READ("R"),
  UPDATE("U"),
  DELETE("D"),
  EXECUTE("E");

  private final String code;

  EventAction(String code) {
    this.code = code;
  }

  /** The letter on the wire. */
  public String code() {
    return code;
  }

  static @Nullable EventAction of(String code) {
    for (var action : values()) {
      if (action.code.equals(code)) {
        return action;
      }
    }
    return null;
  }
}
