package org.musubi.audit;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.musubi.core.ActId;
import org.musubi.tlog.Log;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The trail in front of the sequencer. */
final class SequencedTrail implements AuditTrail, TrailIntake, AuditHealth, AutoCloseable {
  private static final int LONGEST = 3 << 20;

  private final OpenedLog opened;
  private final Sequencer sequencer;
  private final Follower follower;
  private final AuditProperties properties;
  private final Clock clock;
  private final AtomicLong lost = new AtomicLong();

  SequencedTrail(
      OpenedLog opened,
      Outbox outbox,
      Reserve reserve,
      AuditProperties properties,
      Clock clock,
      Step.Watch steps) {
    this.opened = opened;
    this.properties = properties;
    this.clock = clock;
    this.follower =
        new Follower(
            opened.log(),
            opened.index(),
            opened.months(),
            opened.indexed(),
            opened.positions(),
            properties,
            steps);
    this.sequencer =
        new Sequencer(
            opened.log(),
            outbox,
            reserve,
            opened.positions(),
            opened.sealing(),
            properties,
            steps,
            follower::ring);
    follower.start();
    sequencer.start();
    if (properties.rebuild()) {
      var unused = follower.rebuild();
    }
  }

  @Override
  public void enlist(AuditEvent event, JdbcClient transaction) {
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("an act is enlisted inside the transaction of its change");
    }
    var entry = new Entry.Event(Entry.Path.ENLISTED, event, Circumstances.current(), null);
    var sealing = opened.sealing();
    byte[] bytes = bytes(sealing.closeWithin(entry, transaction));
    Outbox.enlist(event.act().value(), bytes, sealing, transaction);
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            sequencer.bell().ringForOutbox();
          }
        });
  }

  @Override
  public Receipt receipt(ActId act) {
    requireWriting();
    var position = opened.positions().inMemory(act.value());
    return position == null
        ? await(sequencer.awaitEnlisted(act.value()), false)
        : new Receipt(act, position, opened.log().size());
  }

  @Override
  public List<Receipt> before(List<AuditEvent> events) {
    requireWriting();
    if (events.isEmpty()) {
      return List.of();
    }
    var circumstances = Circumstances.current();
    return record(
        events.stream()
            .map(event -> work(new Entry.Event(Entry.Path.DIRECT, event, circumstances, null)))
            .toList());
  }

  @Override
  public List<Receipt> take(List<Report> reports) {
    requireWriting();
    return record(
        reports.stream()
            .map(report ->
                work(
                    new Entry.Event(
                        Entry.Path.DIRECT, report.event(), report.circumstances(), report.raw())))
            .toList());
  }

  private List<Receipt> record(List<Work> works) {
    if (!sequencer.bell().leave(works, true)) {
      throw new AuditUnavailable("the audit trail takes no more");
    }
    var receipts = new ArrayList<Receipt>();
    try {
      for (Work work : works) {
        receipts.add(await(Objects.requireNonNull(work.told()), !work.kept()));
      }
    } finally {
      // Who is told of one failure releases nothing: what still waits is taken back.
      works.stream()
          .skip(receipts.size())
          .forEach(work -> giveUp(Objects.requireNonNull(work.told()), !work.kept()));
    }
    return receipts;
  }

  private Work work(Entry.Event entry) {
    boolean reported = entry.raw() != null;
    return new Work(
        entry.act().value(),
        bytes(closed(entry)),
        false,
        entry.event().result() == Result.REFUSED && !reported,
        new CompletableFuture<>());
  }

  private Entry.OfRoom closed(Entry.Event entry) {
    try {
      return opened.sealing().close(entry);
    } catch (DataAccessException e) {
      if (entry.event().result() == Result.REFUSED && entry.raw() == null) {
        return Sealing.aboutNobody(entry);
      }
      throw new AuditUnavailable("the audit trail cannot reach a person's key", e);
    }
  }

  @Override
  public void outcome(ActId act, Outcome outcome) {
    var bytes = EntryText.write(new Entry.Ending(act, clock.instant(), outcome));
    if (sequencer.stopped() != null
        || !sequencer.bell().leave(List.of(new Work(null, bytes, false, true, null)), false)) {
      lost.incrementAndGet();
    }
  }

  private static byte[] bytes(Entry.OfRoom entry) {
    byte[] bytes = EntryText.write(entry);
    if (bytes.length > LONGEST) {
      throw new IllegalArgumentException("an event has at most " + LONGEST + " bytes");
    }
    return bytes;
  }

  private void requireWriting() {
    if (sequencer.stopped() != null) {
      throw new AuditUnavailable("the audit trail has stopped");
    }
  }

  private Receipt await(CompletableFuture<Receipt> told, boolean mine) {
    try {
      return told.get(properties.patience().toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IllegalStateException misuse) {
        throw new IllegalStateException(misuse.getMessage(), misuse);
      }
      throw new AuditUnavailable("the audit trail cannot be written", e);
    } catch (TimeoutException e) {
      giveUp(told, mine);
      throw new AuditUnavailable("the audit trail did not answer in time", e);
    } catch (InterruptedException e) {
      giveUp(told, mine);
      Thread.currentThread().interrupt();
      throw new AuditUnavailable("interrupted while waiting for the audit trail", e);
    }
  }

  /**
   * Takes the intention back if it is still waiting; else it stands and reads "may have happened".
   */
  private static void giveUp(CompletableFuture<Receipt> told, boolean mine) {
    if (mine) {
      told.cancel(false);
    }
  }

  @Override
  public State state() {
    var stopped = sequencer.stopped();
    var problem = stopped != null ? stopped : sequencer.problem();
    return new State(
        stopped == null,
        problem != null ? problem : follower.problem(),
        opened.log().size(),
        follower.indexed(),
        opened.unexplained(),
        lost.get());
  }

  Log log() {
    return opened.log();
  }

  Sealing sealing() {
    return opened.sealing();
  }

  TrailProofs proofs() {
    return new LogProofs(opened.log(), opened.sealing());
  }

  /** Reads the search index again from the log. */
  CompletableFuture<Long> rebuild() {
    return follower.rebuild();
  }

  @Override
  public void close() throws Exception {
    sequencer.close();
    follower.close();
    opened.log().close();
  }
}
