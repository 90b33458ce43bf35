package org.musubi.support;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.musubi.audit.AuditEvent;
import org.musubi.audit.AuditTrail;
import org.musubi.audit.Outcome;
import org.musubi.audit.Receipt;
import org.musubi.core.ActId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Stands in for the trail where a test is about the room that acts: it takes note of what is
 * enlisted, insists that a transaction is open, and gives no receipts (only the audit room can make
 * one).
 */
public final class EnlistOnly implements AuditTrail {
  private final List<AuditEvent> enlisted = new ArrayList<>();
  private boolean broken;

  /** A trail that cannot be written. */
  public static EnlistOnly broken() {
    var trail = new EnlistOnly();
    trail.broken = true;
    return trail;
  }

  public List<AuditEvent> enlisted() {
    return enlisted;
  }

  @Override
  public void enlist(AuditEvent event, JdbcClient transaction) {
    if (broken) {
      throw new IllegalStateException("the audit trail is down");
    }
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("enlisted outside a transaction");
    }
    enlisted.add(event);
  }

  @Override
  @SuppressWarnings("NullAway")
  public @Nullable Receipt receipt(ActId act) {
    return null;
  }

  @Override
  public List<Receipt> before(List<AuditEvent> events) {
    throw new UnsupportedOperationException("this stand-in takes state changes only");
  }

  @Override
  public void outcome(ActId act, Outcome outcome) {
    throw new UnsupportedOperationException("this stand-in takes state changes only");
  }
}
