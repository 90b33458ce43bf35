package org.musubi.audit;

/** Which looks through the trail need an inquiry that a second person has approved. */
public enum FourEyes {
  /** Each. */
  ALWAYS,
  /** Those for a patient or a person, at an act about a patient, and all that is taken away. */
  PERSONS,
  /** None. */
  NEVER;

  boolean free(boolean persons) {
    return switch (this) {
      case ALWAYS -> false;
      case PERSONS -> !persons;
      case NEVER -> true;
    };
  }
}
