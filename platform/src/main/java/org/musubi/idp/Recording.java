package org.musubi.idp;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.musubi.audit.Action;
import org.musubi.audit.AuditEvent;
import org.musubi.audit.AuditTrail;
import org.musubi.audit.Result;
import org.musubi.audit.What;
import org.musubi.core.ActId;
import org.musubi.core.Actor;
import org.musubi.core.store.Local;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Puts what happens at the sign-in page on the trail; returns once it is durable. */
@Component
class Recording {
  private final JdbcClient local;
  private final TransactionOperations transactions;
  private final AuditTrail audit;
  private final InstantSource clock;

  Recording(
      @Local JdbcClient local,
      @Local TransactionOperations transactions,
      AuditTrail audit,
      InstantSource clock) {
    this.local = local;
    this.transactions = transactions;
    this.audit = audit;
    this.clock = clock;
  }

  void done(Action action, Actor actor, Map<String, String> details) {
    record(action, actor, Result.DONE, null, List.of(), details);
  }

  void refused(String reason, Actor actor, List<What> what, Map<String, String> details) {
    record(Action.SIGN_IN_REFUSED, actor, Result.REFUSED, reason, what, details);
  }

  private void record(
      Action action,
      Actor actor,
      Result result,
      @Nullable String reason,
      List<What> what,
      Map<String, String> details) {
    var act = ActId.next(clock);
    var event =
        new AuditEvent(act, clock.instant(), action, actor, null, what, result, reason, details);
    transactions.executeWithoutResult(status -> audit.enlist(event, local));
    audit.receipt(act);
  }
}
