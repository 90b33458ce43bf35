package org.musubi.core;

import java.time.InstantSource;
import java.util.UUID;

/** One person who works at a facility (医療従事者 or clerk) and may sign in. */
public record PractitionerId(UUID value) {
  /** A new one, ordered by time (UUIDv7). */
  public static PractitionerId next(InstantSource clock) {
    return new PractitionerId(Uuid7.next(clock));
  }

  /**
   * Reads the 36-character form.
   *
   * @throws IllegalArgumentException when the text is no UUID
   */
  public static PractitionerId parse(String text) {
    return new PractitionerId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
