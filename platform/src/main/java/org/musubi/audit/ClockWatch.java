package org.musubi.audit;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.musubi.core.ActId;
import org.musubi.core.Actor;
import org.musubi.core.PurposeOfUse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the clock that dates the trail, and puts on the trail when it cannot be trusted: a jump
 * against the machine's own steady time, and a difference from the time servers. Entries between
 * {@link Action#CLOCK_ADRIFT} and {@link Action#CLOCK_TRUE} are dated by a clock that was wrong by
 * about what those say; their order is that of the log all the same.
 */
final class ClockWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ClockWatch.class);
  private static final Actor SELF =
      Actor.nobody("the clock of the platform itself", PurposeOfUse.OPERATIONS);

  private final AuditTrail trail;
  private final InstantSource clock;
  private final LongSupplier steady;
  private final ServerTime time;
  private final ClockProperties properties;
  private final Thread thread;
  private Instant seen;
  private long seenSteady;
  private boolean adrift;
  private boolean silent;
  private volatile boolean closing;

  /**
   * @param steady nanoseconds of a clock that nobody sets
   */
  ClockWatch(
      AuditTrail trail,
      InstantSource clock,
      LongSupplier steady,
      ServerTime time,
      ClockProperties properties) {
    this.trail = trail;
    this.clock = clock;
    this.steady = steady;
    this.time = time;
    this.properties = properties;
    this.seen = clock.instant();
    this.seenSteady = steady.getAsLong();
    this.thread = Thread.ofPlatform().daemon().name("audit-clock").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  private void run() {
    while (!closing) {
      try {
        Thread.sleep(properties.every());
        look();
      } catch (InterruptedException ending) {
        return;
      } catch (RuntimeException failed) {
        // The next look may succeed; what the trail itself lacks, its health says.
        LOG.warn("the clock could not be watched: {}", failed.getClass().getSimpleName());
      }
    }
  }

  /** One look. */
  void look() {
    var jumped = jumped();
    if (jumped.abs().compareTo(properties.tolerance()) > 0) {
      note(Action.CLOCK_STEPPED, Map.of("by-ms", Long.toString(jumped.toMillis())));
    }
    if (!properties.servers().isEmpty()) {
      compare();
    }
  }

  /** How far the clock went beyond the time that has passed since the last look. */
  private Duration jumped() {
    var now = clock.instant();
    long nowSteady = steady.getAsLong();
    var jumped = Duration.between(seen, now).minusNanos(nowSteady - seenSteady);
    seen = now;
    seenSteady = nowSteady;
    return jumped;
  }

  private void compare() {
    var ahead = median();
    if (ahead == null) {
      if (!silent) {
        LOG.warn("no time server answers; whether the clock is right is not known");
      }
      silent = true;
      return;
    }
    silent = false;
    boolean wrong = ahead.abs().compareTo(properties.tolerance()) > 0;
    if (wrong != adrift) {
      adrift = wrong;
      note(
          wrong ? Action.CLOCK_ADRIFT : Action.CLOCK_TRUE,
          Map.of("servers-ahead-ms", Long.toString(ahead.toMillis())));
    }
  }

  /** Of several servers one that is wrong does not decide. */
  private @Nullable Duration median() {
    List<Duration> said = new ArrayList<>();
    for (String server : properties.servers()) {
      try {
        said.add(time.ahead(server));
      } catch (IOException silentOne) {
        LOG.debug("a time server does not answer");
      }
    }
    said.sort(null);
    return said.isEmpty() ? null : said.get((said.size() - 1) / 2);
  }

  private void note(Action action, Map<String, String> details) {
    LOG.warn("{} {}", action, details);
    Receipt unused =
        trail.before(
            new AuditEvent(
                ActId.next(clock),
                clock.instant(),
                action,
                SELF,
                null,
                List.of(),
                Result.DONE,
                null,
                details));
  }

  @Override
  public void close() {
    closing = true;
    thread.interrupt();
  }
}
