package org.musubi.core;

import java.time.InstantSource;
import java.util.UUID;

/** One Member (接続機関, ネットワーク事業者, …) as the registry knows it. */
public record MemberId(UUID value) {
  /** Stands where no Member was shown; never registered. */
  public static final MemberId NOBODY = new MemberId(new UUID(0, 0));

  /** A new one, ordered by time (UUIDv7). */
  public static MemberId next(InstantSource clock) {
    return new MemberId(Uuid7.next(clock));
  }

  /**
   * Reads the 36-character form.
   *
   * @throws IllegalArgumentException when the text is no UUID
   */
  public static MemberId parse(String text) {
    return new MemberId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
