package org.musubi.core;

import java.time.InstantSource;
import java.util.UUID;

/** One Facility (施設) registered under a Member. */
public record FacilityId(UUID value) {
  /** A new one, ordered by time (UUIDv7). */
  public static FacilityId next(InstantSource clock) {
    return new FacilityId(Uuid7.next(clock));
  }

  /**
   * Reads the 36-character form.
   *
   * @throws IllegalArgumentException when the text is no UUID
   */
  public static FacilityId parse(String text) {
    return new FacilityId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
