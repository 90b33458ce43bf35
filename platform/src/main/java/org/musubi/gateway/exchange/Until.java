package org.musubi.gateway.exchange;

import java.time.Duration;

/** The moment until which a request may take, shared by all that is done for it. */
public final class Until {
  private final long end;

  private Until(long end) {
    this.end = end;
  }

  /** So long from now on, by the monotonic clock. */
  public static Until in(Duration total) {
    return new Until(System.nanoTime() + total.toNanos());
  }

  /** What is left, never less than zero. */
  public Duration left() {
    return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
  }
}
