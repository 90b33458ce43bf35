package org.musubi.gateway.exchange;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Keeps a community that does not answer from eating time: closed until so many exchanges in a row
 * failed, then open (nobody is sent), then half open: one exchange tries, and decides. Each further
 * failure doubles the pause, up to eight times the first. An exchange speaks only of the time it
 * began in: one from before the breaker opened neither closes nor opens it later.
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
  private long times;

  Breaker(InstantSource clock, int failuresToOpen, Duration pause) {
    this.clock = clock;
    this.failuresToOpen = failuresToOpen;
    this.pause = pause;
  }

  /** An exchange that may go out; whoever has it says how it ended, once. */
  final class Pass {
    private final long time;

    private Pass(long time) {
      this.time = time;
    }

    /** The community answered, with whatever content. */
    void answered() {
      synchronized (Breaker.this) {
        if (time == times) {
          failures = 0;
          factor = 1;
          enter(State.CLOSED);
        }
      }
    }

    /** The community did not answer, or not with an answer. */
    void failed() {
      synchronized (Breaker.this) {
        if (time != times) {
          return;
        }
        if (state == State.HALF_OPEN) {
          factor = Math.min(LONGEST, factor * 2);
          open();
        } else if (++failures >= failuresToOpen) {
          open();
        }
      }
    }

    /** The exchange says nothing about the community. */
    void undecided() {
      synchronized (Breaker.this) {
        if (time == times) {
          trying = false;
        }
      }
    }
  }

  /** Lets an exchange go out, or not. */
  synchronized Optional<Pass> admit() {
    if (state == State.OPEN && !clock.instant().isBefore(openUntil)) {
      enter(State.HALF_OPEN);
    }
    if (state == State.OPEN || (state == State.HALF_OPEN && trying)) {
      return Optional.empty();
    }
    trying = state == State.HALF_OPEN;
    return Optional.of(new Pass(times));
  }

  synchronized State state() {
    return state;
  }

  private void open() {
    enter(State.OPEN);
    failures = 0;
    openUntil = clock.instant().plus(pause.multipliedBy(factor));
  }

  /** Each change of state begins a time of its own. */
  private void enter(State next) {
    if (state != next) {
      state = next;
      trying = false;
      times++;
    }
  }
}
