package org.musubi.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.musubi.tlog.Checkpoint;
import org.musubi.tlog.Log;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows the log: publishes its checkpoint, then brings the search index up to it. One thread. */
final class Follower {
  private static final Logger LOG = LoggerFactory.getLogger(Follower.class);

  private final Log log;
  private final Entries reading;
  private final Index index;
  private final Months months;
  private final Positions positions;
  private final AuditProperties properties;
  private final Step.Watch steps;
  private final Thread thread;
  private final Object bell = new Object();
  private boolean rung;
  private boolean closing;
  private @Nullable CompletableFuture<Long> rebuild;
  private volatile long indexed;
  private volatile @Nullable String problem;

  Follower(
      Log log,
      Index index,
      Months months,
      long indexed,
      Positions positions,
      AuditProperties properties,
      Step.Watch steps) {
    this.log = log;
    this.reading = new Entries(log);
    this.index = index;
    this.months = months;
    this.indexed = indexed;
    this.positions = positions;
    this.properties = properties;
    this.steps = steps;
    this.thread = Thread.ofPlatform().name("audit-follower").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  long indexed() {
    return indexed;
  }

  @Nullable String problem() {
    return problem;
  }

  /** The log has grown. */
  void ring() {
    synchronized (bell) {
      rung = true;
      bell.notifyAll();
    }
  }

  /**
   * Reads the whole index again from the log; readers see the old one until the new one is whole.
   */
  CompletableFuture<Long> rebuild() {
    synchronized (bell) {
      if (closing) {
        return CompletableFuture.failedFuture(new AuditUnavailable("the audit trail is closed"));
      }
      if (rebuild == null) {
        rebuild = new CompletableFuture<>();
      }
      rung = true;
      bell.notifyAll();
      return rebuild;
    }
  }

  /** Follows to the end, then ends. */
  void close() throws InterruptedException {
    synchronized (bell) {
      closing = true;
      bell.notifyAll();
    }
    thread.join();
  }

  private void run() {
    boolean last;
    do {
      last = await();
      try {
        turn();
        problem = null;
      } catch (IOException | RuntimeException e) {
        problem = "the search index does not follow";
        LOG.warn("the search index does not follow: {}", e.getClass().getSimpleName());
      }
    } while (!last);
    synchronized (bell) {
      if (rebuild != null) {
        rebuild.completeExceptionally(new AuditUnavailable("the audit trail is closed"));
      }
    }
  }

  private boolean await() {
    synchronized (bell) {
      if (!rung && !closing) {
        try {
          bell.wait(properties.poll().toMillis());
        } catch (InterruptedException e) {
          // Ends by close() only.
        }
      }
      rung = false;
      return closing;
    }
  }

  private void turn() throws IOException {
    var checkpoint = log.publish();
    steps.at(Step.PUBLISHED);
    CompletableFuture<Long> wanted;
    synchronized (bell) {
      wanted = rebuild;
      rebuild = null;
    }
    if (wanted != null) {
      again(checkpoint, wanted);
    }
    for (long at = indexed; at < checkpoint.size(); at = indexed) {
      var some = reading.from(at, checkpoint.size());
      long size = some.until();
      months.ready(some.entries());
      if (!index.follow(some.entries(), at, size, noteAt(checkpoint, size))) {
        goBack(checkpoint.size());
        continue;
      }
      indexed = size;
      positions.indexedUpTo(size);
      steps.at(Step.INDEXED);
    }
  }

  /**
   * The database lost its last commits while this process lived on. Memory knows where the latest
   * acts stand, far more of them than a crash can take.
   */
  private void goBack(long logged) {
    var watermark = index.watermark();
    if (watermark == null || watermark.size() > logged) {
      throw new IllegalStateException("the search index is not this log's");
    }
    LOG.warn(
        "the search index was set back from {} to {}; it follows again", indexed, watermark.size());
    indexed = watermark.size();
  }

  private void again(Checkpoint checkpoint, CompletableFuture<Long> wanted) {
    try {
      // Not inside: a partition is not made while a long transaction holds its table.
      months.ready(List.of());
      index.again(() -> {
        for (long at = 0; at < checkpoint.size(); ) {
          var some = read(at, checkpoint.size());
          long size = some.until();
          if (!index.follow(some.entries(), at, size, noteAt(checkpoint, size))) {
            throw new IllegalStateException("another follower writes the search index");
          }
          at = size;
        }
      });
      indexed = checkpoint.size();
      months.tidy();
      wanted.complete(indexed);
    } catch (RuntimeException e) {
      wanted.completeExceptionally(e);
      throw e;
    }
  }

  private static @Nullable String noteAt(Checkpoint checkpoint, long size) {
    return size == checkpoint.size() ? checkpoint.note() : null;
  }

  private Entries.Some read(long from, long until) {
    try {
      return reading.from(from, until);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
