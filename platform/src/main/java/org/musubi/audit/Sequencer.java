package org.musubi.audit;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.musubi.core.ActId;
import org.musubi.tlog.Log;
import org.musubi.tlog.LogRefused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * The only writer of the log: one thread that takes what waits (rows of the outbox, intentions,
 * outcomes) as one batch, appends it with one force, then tells whoever waits.
 */
final class Sequencer {
  private static final Logger LOG = LoggerFactory.getLogger(Sequencer.class);

  private static final String DISK_FULL = "the disk of the audit trail is full";

  private final Log log;
  private final Outbox outbox;
  private final Reserve reserve;
  private final Positions positions;
  private final Sealing sealing;
  private final AuditProperties properties;
  private final Step.Watch steps;
  private final Runnable appended;
  private final Bell bell;
  private final ConcurrentHashMap<UUID, CompletableFuture<Receipt>> awaited =
      new ConcurrentHashMap<>();
  private final Thread thread;

  /** Acts that were awaited before the outbox was read last and that no row of it waits for. */
  private final HashSet<UUID> wanted = new HashSet<>();

  private volatile @Nullable String problem;
  private volatile boolean ended;

  Sequencer(
      Log log,
      Outbox outbox,
      Reserve reserve,
      Positions positions,
      Sealing sealing,
      AuditProperties properties,
      Step.Watch steps,
      Runnable appended) {
    this.log = log;
    this.outbox = outbox;
    this.reserve = reserve;
    this.positions = positions;
    this.sealing = sealing;
    this.properties = properties;
    this.steps = steps;
    this.appended = appended;
    this.bell = new Bell(properties);
    this.thread = Thread.ofPlatform().name("audit-sequencer").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  Bell bell() {
    return bell;
  }

  /** Why nothing can be recorded; null while it can. */
  @Nullable String stopped() {
    var why = log.stopped();
    return why == null && ended ? "the sequencer has ended" : why;
  }

  /** A trouble that may pass; null when there is none. */
  @Nullable String problem() {
    return reserve.isGiven() ? "the log was not written: DISK" : problem;
  }

  /** The receipt of an enlisted act, as soon as there is one. */
  CompletableFuture<Receipt> awaitEnlisted(UUID act) {
    var told = awaited.computeIfAbsent(act, key -> new CompletableFuture<>());
    bell.ringForOutbox();
    if (ended) {
      told.completeExceptionally(new AuditUnavailable("the audit trail is closed"));
    }
    return told;
  }

  /** Appends what waits, then ends. */
  void close() throws InterruptedException {
    bell.close();
    thread.join();
  }

  private void run() {
    var unavailable = new AuditUnavailable("the audit trail is closed");
    Bell.@Nullable Call call = null;
    try {
      do {
        call = bell.await();
        batch(call);
      } while (!call.closing());
    } finally {
      ended = true;
      bell.close();
      if (call != null) {
        failAll(call.work(), unavailable);
      }
      List<Work> left;
      do {
        left = bell.await().work();
        failAll(left, unavailable);
      } while (!left.isEmpty());
      awaited.values().forEach(told -> told.completeExceptionally(unavailable));
    }
  }

  private void batch(Bell.Call call) {
    var works = new ArrayList<>(call.work());
    works.removeIf(Work::abandoned);
    if (log.stopped() != null) {
      var why = new AuditUnavailable("the audit trail has stopped");
      failAll(works, why);
      awaited.keySet().forEach(act -> failAwaited(act, why));
      return;
    }
    boolean whole = !call.outbox() || collect(works);
    steps.at(Step.COLLECTED);
    reserve.take();
    append(reserve.isGiven() ? onlyKept(works, new AuditUnavailable(DISK_FULL)) : works);
    if (!whole) {
      bell.ringForOutbox();
    } else if (call.outbox()) {
      tellNeverEnlisted();
    }
  }

  /** Adds the outbox's rows; false when there may be more. */
  private boolean collect(List<Work> works) {
    wanted.clear();
    wanted.addAll(awaited.keySet());
    try {
      var rows = outbox.waiting(properties.batch());
      for (var row : rows) {
        works.add(new Work(row.act(), row.entry(), true, false, null));
        wanted.remove(row.act());
      }
      problem = null;
      return rows.size() < properties.batch();
    } catch (DataAccessException e) {
      problem = "the outbox cannot be read";
      LOG.warn("the outbox cannot be read; enlisted acts wait");
      wanted.clear();
      return true;
    }
  }

  private void append(List<Work> works) {
    Batch batch;
    try {
      batch = Batch.of(works, positions, log, sealing);
    } catch (DataAccessException | UncheckedIOException | IllegalArgumentException e) {
      problem = "the index or the log cannot be read";
      refuse(works, new AuditUnavailable("the audit trail cannot look an act up", e));
      return;
    }
    if (!batch.fresh().isEmpty()) {
      try {
        batch.appendedAt(log.append(batch.fresh().stream().map(Work::bytes).toList()));
        steps.at(Step.APPENDED);
      } catch (LogRefused refused) {
        if (refused.reason() == LogRefused.Reason.DISK && reserve.give()) {
          append(onlyKept(works, new AuditUnavailable(DISK_FULL, refused)));
          return;
        }
        LOG.error("the audit log refused a batch: {} ({})", refused.reason(), refused.getMessage());
        problem = "the log was not written: " + refused.reason();
        var why = new AuditUnavailable("the audit trail cannot be written", refused);
        failAll(batch.repeated(), why);
        refuse(batch.fresh(), why);
      }
    }
    tell(batch);
    appended.run();
  }

  private void tell(Batch batch) {
    long size = log.size();
    var rows = new ArrayList<Outbox.Positioned>();
    for (var placed : batch.placed()) {
      var act = placed.act();
      positions.put(act, placed.position());
      var receipt = new Receipt(new ActId(act), placed.position(), size);
      var told = placed.work().told();
      if (told != null) {
        told.complete(receipt);
      }
      if (placed.work().fromOutbox()) {
        rows.add(new Outbox.Positioned(act, placed.position()));
        var waiting = awaited.remove(act);
        if (waiting != null) {
          waiting.complete(receipt);
        }
      }
    }
    steps.at(Step.ACKNOWLEDGED);
    mark(rows);
  }

  private void mark(List<Outbox.Positioned> rows) {
    if (!rows.isEmpty()) {
      try {
        outbox.mark(rows);
        steps.at(Step.MARKED);
      } catch (DataAccessException e) {
        problem = "the outbox cannot be written";
        LOG.warn("the outbox cannot be written; its rows are read again");
      }
    }
  }

  /**
   * An act that the outbox does not hold may have been appended before; else it never was an act.
   */
  private void tellNeverEnlisted() {
    if (wanted.isEmpty()) {
      return;
    }
    try {
      var known = positions.of(wanted);
      for (var act : wanted) {
        var told = awaited.remove(act);
        var position = known.get(act);
        if (told != null && position != null) {
          told.complete(new Receipt(new ActId(act), position, log.size()));
        } else if (told != null) {
          told.completeExceptionally(new IllegalStateException("no such act was enlisted"));
        }
      }
    } catch (DataAccessException e) {
      problem = "the index cannot be read";
    }
  }

  /** Refuses all but what is kept, and gives that. */
  private List<Work> onlyKept(List<Work> works, AuditUnavailable why) {
    var kept = works.stream().filter(Work::kept).toList();
    failAll(works.stream().filter(work -> !work.kept()).toList(), why);
    awaited.keySet().forEach(act -> failAwaited(act, why));
    return kept;
  }

  /** Rows of the outbox stay where they are; what nobody waits for is tried again. */
  private void refuse(List<Work> works, AuditUnavailable why) {
    failAll(works, why);
    awaited.keySet().forEach(act -> failAwaited(act, why));
    bell.putBack(works.stream().filter(Work::kept).map(Work::unawaited).toList());
  }

  private void failAwaited(UUID act, RuntimeException why) {
    var told = awaited.remove(act);
    if (told != null) {
      told.completeExceptionally(why);
    }
  }

  private static void failAll(List<Work> works, RuntimeException why) {
    works.forEach(work -> work.fail(why));
  }
}
