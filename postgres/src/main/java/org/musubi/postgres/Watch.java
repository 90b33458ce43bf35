package org.musubi.postgres;

import java.io.IOException;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Keeps a server running: when it ends without being told to, it is started again, at once the
 * first time and ever later when it does not stay.
 */
final class Watch {
  private static final System.Logger LOG = System.getLogger(Watch.class.getName());
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  /** A server that ran this long had nothing to do with how the last one ended. */
  private static final Duration STEADY = Duration.ofMinutes(1);

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Start start;
  private final BooleanSupplier wanted;
  private final Thread thread;
  private volatile Postmaster postmaster;
  private volatile boolean ended;

  /** How a server is started. */
  interface Start {
    Postmaster run() throws IOException;
  }

  private Watch(Start start, BooleanSupplier wanted, Postmaster first) {
    this.start = start;
    this.wanted = wanted;
    this.postmaster = first;
    this.thread = Thread.ofPlatform().name("postgres-watch").daemon().unstarted(this::watch);
  }

  /**
   * Starts the server, and then watches it.
   *
   * @param wanted whether a server that ended is to be started again
   */
  static Watch begin(Start start, BooleanSupplier wanted) throws IOException {
    var watch = new Watch(start, wanted, start.run());
    watch.thread.start();
    return watch;
  }

  /** The server that runs now, or ran last. */
  Postmaster postmaster() {
    return postmaster;
  }

  /** Stops the server for good. */
  void end() {
    ended = true;
    thread.interrupt();
    try {
      thread.join(PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    postmaster.stop();
  }

  private void watch() {
    var pause = FIRST_PAUSE;
    try {
      while (true) {
        long since = System.nanoTime();
        postmaster.awaitEnd();
        if (System.nanoTime() - since > STEADY.toNanos()) {
          pause = FIRST_PAUSE;
        }
        long gone = postmaster.pid();
        do {
          if (isOver()) {
            return;
          }
          LOG.log(
              System.Logger.Level.WARNING,
              "PostgreSQL (process " + gone + ") ended unexpectedly; it is started again");
          Thread.sleep(pause);
          pause = longer(pause);
        } while (!startedAgain());
      }
    } catch (InterruptedException e) {
      // Told to end.
    }
  }

  private boolean isOver() {
    return ended || !wanted.getAsBoolean();
  }

  private boolean startedAgain() throws InterruptedException {
    try {
      postmaster = start.run();
      LOG.log(
          System.Logger.Level.WARNING,
          "PostgreSQL runs again as process " + postmaster.pid() + " on port " + postmaster.port());
      return true;
    } catch (IOException | CannotStart e) {
      // What it left alive lets go of the cluster in a moment, or a person must look at its log.
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      return false;
    }
  }

  private static Duration longer(Duration pause) {
    var twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
  }
}
