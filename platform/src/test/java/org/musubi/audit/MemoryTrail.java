package org.musubi.audit;

import java.util.ArrayList;
import java.util.List;
import org.musubi.core.ActId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The trail in memory, for tests about the room that acts: it insists on the order that the real
 * one insists on, and gives receipts.
 */
public final class MemoryTrail implements AuditTrail {
  private final List<AuditEvent> events = new ArrayList<>();
  private final List<ActId> ended = new ArrayList<>();
  private boolean stopped;

  /** Everything recorded so far. */
  public synchronized List<AuditEvent> events() {
    return List.copyOf(events);
  }

  public synchronized List<AuditEvent> events(Action action) {
    return events.stream().filter(event -> event.action() == action).toList();
  }

  public synchronized boolean hasEnded(ActId act) {
    return ended.contains(act);
  }

  /** From now on nothing can be recorded. */
  public synchronized void stop() {
    stopped = true;
  }

  @Override
  public synchronized void enlist(AuditEvent event, JdbcClient transaction) {
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("enlisted outside a transaction");
    }
    add(event);
  }

  @Override
  public synchronized Receipt receipt(ActId act) {
    if (TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("asked for a receipt before the commit");
    }
    for (int i = 0; i < events.size(); i++) {
      if (events.get(i).act().equals(act)) {
        return new Receipt(act, i, i + 1);
      }
    }
    throw new IllegalStateException("no such act");
  }

  @Override
  public synchronized List<Receipt> before(List<AuditEvent> together) {
    return together.stream()
        .map(event -> {
          add(event);
          return new Receipt(event.act(), events.size() - 1, events.size());
        })
        .toList();
  }

  @Override
  public synchronized void outcome(ActId act, Outcome outcome) {
    ended.add(act);
  }

  private void add(AuditEvent event) {
    if (stopped) {
      throw new AuditUnavailable("the trail has stopped");
    }
    events.add(event);
  }
}
