package org.musubi.gateway.exchange;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.musubi.audit.Action;
import org.musubi.audit.AuditEvent;
import org.musubi.audit.AuditTrail;
import org.musubi.audit.Outcome;
import org.musubi.audit.Receipt;
import org.musubi.audit.Result;
import org.musubi.audit.What;
import org.musubi.core.ActId;
import org.musubi.core.Actor;
import org.musubi.core.MedicalId;
import org.springframework.stereotype.Component;

/** What the gateway puts on the trail. */
@Component("gateway.Trail")
public final class Trail {
  private static final int MOST = 1000;

  private final AuditTrail audit;
  private final InstantSource clock;

  Trail(AuditTrail audit, InstantSource clock) {
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Records a disclosure, or a question to a community, that is about to happen. Nothing leaves
   * without what this returns.
   *
   * @param patient about whom; null while that is not known
   */
  public Receipt before(
      Action action,
      Actor actor,
      @Nullable MedicalId patient,
      List<What> what,
      Map<String, String> details) {
    return audit.before(event(action, actor, patient, what, Result.INTENDED, null, details));
  }

  /** Records a refusal. */
  public void refused(
      Action action,
      Actor actor,
      @Nullable MedicalId patient,
      List<What> what,
      String reason,
      Map<String, String> details) {
    Receipt unused =
        audit.before(event(action, actor, patient, what, Result.REFUSED, reason, details));
  }

  /** Records how a disclosure ended. */
  public void ended(Receipt receipt, Outcome outcome) {
    audit.outcome(receipt.act(), outcome);
  }

  private AuditEvent event(
      Action action,
      Actor actor,
      @Nullable MedicalId patient,
      List<What> what,
      Result result,
      @Nullable String reason,
      Map<String, String> details) {
    return new AuditEvent(
        ActId.next(clock),
        clock.instant(),
        action,
        actor,
        patient,
        what.size() > MOST ? what.subList(0, MOST) : what,
        result,
        reason,
        details);
  }
}
