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

  /** One of several that are recorded at once: about whom, what, and in which words. */
  public record Matter(@Nullable MedicalId patient, List<What> what, Map<String, String> details) {
    public Matter {
      what = List.copyOf(what);
      details = Map.copyOf(details);
    }

    /** Of a refusal. */
    public Refused refused(String reason) {
      return new Refused(this, reason);
    }
  }

  /** One of several refusals that are recorded at once. */
  public record Refused(Matter matter, String reason) {}

  /**
   * Records what is about to happen, and what beside it does not, with one wait for the disk.
   *
   * @return a receipt of each that is about to happen, in their order
   */
  public List<Receipt> before(
      Action action, Actor actor, List<Matter> intended, List<Refused> refused) {
    var events = new ArrayList<AuditEvent>();
    intended.forEach(one ->
        events.add(
            event(action, actor, one.patient(), one.what(), Result.INTENDED, null, one.details())));
    refused.forEach(one -> {
      var matter = one.matter();
      events.add(
          event(
              action,
              actor,
              matter.patient(),
              matter.what(),
              Result.REFUSED,
              one.reason(),
              matter.details()));
    });
    return audit.before(events).subList(0, intended.size());
  }

  /** Records refusals together: it takes as long for one as for several. */
  public void refused(Action action, Actor actor, List<Refused> refused) {
    List<Receipt> unused = before(action, actor, List.of(), refused);
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
   * The communities that are held back from an answer about a person who is otherwise shown. A
   * refusal about nobody where none is: as many entries whether the person is not known in the
   * others, or has not allowed them. Nothing when all that were meant are shown.
   *
   * @param first what the act is about besides the communities
   */
  public static List<Refused> heldBack(
      MedicalId person, List<What> first, Disclosure.Places places, Map<String, String> details) {
    if (places.everywhere()) {
      return List.of();
    }
    var what = new ArrayList<>(first);
    what.addAll(communities(places.held()));
    var patient = places.held().isEmpty() ? null : person;
    return List.of(new Matter(patient, what, details).refused("NOT_DISCLOSED"));
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
