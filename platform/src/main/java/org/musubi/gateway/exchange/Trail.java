package org.musubi.gateway.exchange;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
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
import org.musubi.ihe.HomeCommunityId;
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

  /**
   * Records which communities were held back from an answer about a person who is otherwise shown.
   * An entry of nobody where none was: as many entries whether the person is not known in the
   * others, or has not allowed them. Nothing when all that were meant are shown.
   *
   * @param first what the act is about besides the communities
   */
  public void heldBack(
      Action action,
      Actor actor,
      MedicalId person,
      List<What> first,
      Disclosure.Places places,
      Map<String, String> details) {
    if (!places.everywhere()) {
      var what = new ArrayList<>(first);
      what.addAll(communities(places.held()));
      var patient = places.held().isEmpty() ? null : person;
      refused(action, actor, patient, what, "NOT_DISCLOSED", details);
    }
  }

  /** Communities, as an event names them. */
  public static List<What> communities(List<HomeCommunityId> homes) {
    return homes.stream()
        .map(HomeCommunityId::toString)
        .map(home -> What.of(What.Kind.COMMUNITY, home, home))
        .toList();
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
        what.size() > MOST ? cut(details, what.size() - MOST) : details);
  }

  /** An event names so many things at most; how many more there were, it says. */
  private static Map<String, String> cut(Map<String, String> details, int left) {
    var more = new HashMap<>(details);
    more.put("not-listed", Integer.toString(left));
    return more;
  }
}
