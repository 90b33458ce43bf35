package org.musubi.audit;

import java.util.List;
import org.musubi.core.ActId;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * No record, no act (seeds 001 and 004, function h). Every act has an id made by the room that
 * acts; the id is also its idempotency key: recording it again gives the same position, and
 * recording another event under it is an error.
 *
 * <p>State changes: {@link #enlist} in the room's own transaction, then, after commit, {@link
 * #receipt}; the answer and every effect outside the database wait for the receipt. Disclosures and
 * irreversible acts without a transaction: {@link #before}; releasing code takes the {@link
 * Receipt} as a parameter. All methods may be called from any thread and may block for one force of
 * the disk.
 */
public interface AuditTrail {
  /**
   * Writes the event to the outbox inside the caller's own transaction. Must be called inside that
   * transaction; it becomes an act when the transaction commits, and never existed when it rolls
   * back.
   *
   * @param transaction a client on the data source of the caller's transaction
   */
  void enlist(AuditEvent event, JdbcClient transaction);

  /**
   * After commit: waits until the enlisted act is durable and inside a checkpoint.
   *
   * @throws AuditUnavailable when the trail cannot be written; nothing may be released then
   * @throws IllegalStateException when no such act was enlisted and committed
   */
  Receipt receipt(ActId act);

  /**
   * Records a disclosure, an irreversible act or a refusal, and returns once it is durable and
   * inside a checkpoint. The entry of an intention reads "may have happened" until {@link #outcome}
   * says more.
   *
   * @throws AuditUnavailable when the trail cannot be written; nothing may be released then. A
   *     refusal is kept nevertheless, in memory, and recorded as soon as the disk takes it.
   */
  default Receipt before(AuditEvent event) {
    return before(List.of(event)).getFirst();
  }

  /**
   * The same for several at once. They wait together: it takes one force of the disk, however many
   * there are.
   *
   * @return a receipt of each, in their order
   * @throws AuditUnavailable when one of them cannot be recorded; nothing may be released then
   */
  List<Receipt> before(List<AuditEvent> events);

  /** How an act ended. Rides in the next batch; is never waited for and never fails the caller. */
  void outcome(ActId act, Outcome outcome);
}
