package org.musubi.core;

import java.time.InstantSource;
import java.util.UUID;

/**
 * The platform's own key that links a patient's local numbers (広域連携ID). It is no number of the
 * patient: it never leaves the platform (seed 001, function e without 発番).
 */
public record MedicalId(UUID value) {
  /** A new one, ordered by time (UUIDv7). */
  public static MedicalId next(InstantSource clock) {
    return new MedicalId(Uuid7.next(clock));
  }

  /**
   * Reads the 36-character form.
   *
   * @throws IllegalArgumentException when the text is no UUID
   */
  public static MedicalId parse(String text) {
    return new MedicalId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
