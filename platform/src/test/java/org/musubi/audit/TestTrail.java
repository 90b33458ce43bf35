package org.musubi.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.musubi.core.ActId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A trail in memory that can stop: what a room put on it, and that it fails closed without it. */
public final class TestTrail implements AuditTrail, TrailIntake {
  private final List<AuditEvent> events = new ArrayList<>();
  private final Map<ActId, Outcome> outcomes = new ConcurrentHashMap<>();
  private volatile boolean stopped;
  private int waits;
  private Runnable whileRecording;

  /** From now on nothing can be recorded. */
  public void stop() {
    stopped = true;
  }

  public void start() {
    stopped = false;
  }

  public synchronized List<AuditEvent> events() {
    return List.copyOf(events);
  }

  public synchronized void forget() {
    events.clear();
    outcomes.clear();
    waits = 0;
  }

  /** Events of one kind, in order. */
  public List<AuditEvent> events(Action action, Result result) {
    return events().stream().filter(e -> e.action() == action && e.result() == result).toList();
  }

  /** A receipt of some act, for what only wants to see that there is one. */
  public static Receipt anyReceipt() {
    return new Receipt(ActId.next(java.time.Clock.systemUTC()), 0, 1);
  }

  /** Names for patients, under a key in this folder. */
  public static Pseudonyms pseudonyms(java.nio.file.Path secrets) throws java.io.IOException {
    return Pseudonyms.in(secrets);
  }

  /** Whether the trail has heard how an act ended. */
  public boolean hasEnded(AuditEvent event) {
    return outcomes.containsKey(event.act());
  }

  /** How an act ended; null while nothing was said. */
  public Outcome outcomeOf(AuditEvent event) {
    // The hub tells how an answer ended once it is sent: the asker may be here first.
    for (int i = 0; i < 500 && !outcomes.containsKey(event.act()); i++) {
      try {
        Thread.sleep(10);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    return outcomes.get(event.act());
  }

  @Override
  public void enlist(AuditEvent event, JdbcClient transaction) {
    Receipt unused = add(event);
  }

  @Override
  public synchronized Receipt receipt(ActId act) {
    for (int i = 0; i < events.size(); i++) {
      if (events.get(i).act().equals(act)) {
        return new Receipt(act, i, events.size());
      }
    }
    // Forgotten between enlist and here: tests forget what they set up.
    return new Receipt(act, 0, 1);
  }

  @Override
  public List<Receipt> before(List<AuditEvent> together) {
    var receipts = addAll(together);
    Runnable meanwhile = null;
    synchronized (this) {
      if (whileRecording != null && together.stream().anyMatch(TestTrail::discloses)) {
        meanwhile = whileRecording;
        whileRecording = null;
      }
    }
    if (meanwhile != null) {
      meanwhile.run();
    }
    return receipts;
  }

  @Override
  public List<Receipt> take(List<Report> reports) {
    return addAll(reports.stream().map(Report::event).toList());
  }

  private synchronized List<Receipt> addAll(List<AuditEvent> together) {
    waits += together.isEmpty() ? 0 : 1;
    return together.stream().map(this::add).toList();
  }

  private static boolean discloses(AuditEvent event) {
    return event.result() == Result.INTENDED && event.patient() != null;
  }

  /** Happens once, while the next disclosure of somebody's data is being recorded. */
  public synchronized void whileRecording(Runnable what) {
    whileRecording = what;
  }

  /** How often somebody waited for the disk since all was forgotten. */
  public synchronized int waits() {
    return waits;
  }

  private synchronized Receipt add(AuditEvent event) {
    if (stopped) {
      throw new AuditUnavailable("stopped");
    }
    events.add(event);
    return new Receipt(event.act(), events.size() - 1, events.size());
  }

  @Override
  public void outcome(ActId act, Outcome outcome) {
    outcomes.put(act, outcome);
  }
}
