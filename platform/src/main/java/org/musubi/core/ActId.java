package org.musubi.core;

import java.time.InstantSource;
import java.util.UUID;

/**
 * One act of the platform: made by the room that acts, and its idempotency key on the audit trail.
 */
public record ActId(UUID value) {
  /** A new one, ordered by time (UUIDv7). */
  public static ActId next(InstantSource clock) {
    return new ActId(Uuid7.next(clock));
  }

  /**
   * Reads the 36-character form.
   *
   * @throws IllegalArgumentException when the text is no UUID
   */
  public static ActId parse(String text) {
    return new ActId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
