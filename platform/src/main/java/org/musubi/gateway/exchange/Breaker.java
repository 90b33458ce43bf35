package org.musubi.gateway.exchange;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Keeps a community that does not answer from eating time: closed until so many exchanges in a row
 * failed, then open (nobody is sent), then half open: one exchange tries, and decides. Each further
 * failure doubles the pause, up to eight times the first.
 */
final class Breaker {
  /** How it stands. */
  enum State {
    CLOSED,
    OPEN,
    HALF_OPEN
  }

  private static final int LONGEST = 8;

  private final InstantSource clock;
  private final int failuresToOpen;
  private final Duration pause;
  private int failures;
  private int factor = 1;
  private State state = State.CLOSED;
  private Instant openUntil = Instant.MIN;
  private boolean trying;

  Breaker(InstantSource clock, int failuresToOpen, Duration pause) {
    this.clock = clock;
    this.failuresToOpen = failuresToOpen;
    this.pause = pause;
  }

  /** Whether an exchange may go out; who gets true reports how it ended, once. */
  synchronized boolean admits() {
    if (state == State.OPEN && !clock.instant().isBefore(openUntil)) {
      state = State.HALF_OPEN;
      trying = false;
    }
    return switch (state) {
      case CLOSED -> true;
      case OPEN -> false;
      case HALF_OPEN -> {
        boolean free = !trying;
        trying = true;
        yield free;
      }
    };
  }

  /** The community answered, with whatever content. */
  synchronized void answered() {
    if (state == State.OPEN) {
      // An exchange from before it opened: the pause stands, the next try decides.
      return;
    }
    failures = 0;
    factor = 1;
    state = State.CLOSED;
  }

  /** The community did not answer, or not with an answer. */
  synchronized void failed() {
    if (state == State.HALF_OPEN) {
      factor = Math.min(LONGEST, factor * 2);
      open();
    } else if (state == State.CLOSED && ++failures >= failuresToOpen) {
      open();
    }
  }

  /** The exchange ended on our side, which says nothing about the community. */
  synchronized void undecided() {
    trying = false;
  }

  synchronized State state() {
    return state;
  }

  private void open() {
    state = State.OPEN;
    failures = 0;
    openUntil = clock.instant().plus(pause.multipliedBy(factor));
  }
}
