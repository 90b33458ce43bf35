package org.musubi.gateway.iti55;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.musubi.audit.Action;
import org.musubi.audit.What;
import org.musubi.core.Actor;
import org.musubi.core.MedicalId;
import org.musubi.gateway.exchange.Communities;
import org.musubi.gateway.exchange.Disclosure;
import org.musubi.gateway.exchange.Disclosure.Place;
import org.musubi.gateway.exchange.FanOut;
import org.musubi.gateway.exchange.GatewayProperties;
import org.musubi.gateway.exchange.Ready;
import org.musubi.gateway.exchange.Trail;
import org.musubi.gateway.exchange.Until;
import org.musubi.ihe.xcpd.Issue;
import org.musubi.ihe.xcpd.Outcome;
import org.musubi.ihe.xcpd.PatientDiscoveryRequest;
import org.musubi.ihe.xcpd.PatientDiscoveryResponse;
import org.musubi.ihe.xcpd.Requested;
import org.musubi.service.ServiceDirectory;
import org.springframework.stereotype.Component;

/**
 * ITI-55, responding side: where a person is known. The index finds the person, the communities
 * that the person allows are asked each by its own number, and what they say is put together, each
 * with its own home and its own word on being a health data locator. The hub itself claims none: it
 * answers no ITI-56.
 */
@Component("gateway.CrossDiscovery")
public final class CrossDiscovery {
  static final Map<String, String> DETAILS = Map.of("transaction", "ITI-55");

  private final ServiceDirectory directory;
  private final Candidates candidates;
  private final Disclosure disclosure;
  private final Communities communities;
  private final Trail trail;
  private final InstantSource clock;
  private final GatewayProperties properties;

  CrossDiscovery(
      ServiceDirectory directory,
      Candidates candidates,
      Disclosure disclosure,
      Communities communities,
      Trail trail,
      InstantSource clock,
      GatewayProperties properties) {
    this.directory = directory;
    this.candidates = candidates;
    this.disclosure = disclosure;
    this.communities = communities;
    this.trail = trail;
    this.clock = clock;
    this.properties = properties;
  }

  /** Somebody who may be shown, and where. */
  private record Showable(MedicalId person, List<Place> places) {}

  /** Answers a request. */
  public Ready<PatientDiscoveryResponse> answer(PatientDiscoveryRequest request, Actor actor) {
    if (request.deferred()) {
      trail.refused(Action.DISCOVER, actor, null, List.of(), "DEFERRED", DETAILS);
      return Ready.unanswered(
          request,
          properties.homeCommunityId(),
          clock.instant(),
          new Outcome.Failed(Issue.ANSWER_NOT_AVAILABLE));
    }
    var routes = directory.routes();
    var showable = new ArrayList<Showable>();
    MedicalId known = null;
    for (@Nullable MedicalId person : candidates.of(request)) {
      var places = disclosure.places(person, routes, actor);
      known = person == null ? known : person;
      if (person != null && !places.isEmpty()) {
        showable.add(new Showable(person, places));
      }
    }
    if (showable.size() == 1) {
      return ask(request, showable.getFirst(), actor);
    }
    boolean ambiguous = !showable.isEmpty();
    trail.refused(
        Action.DISCOVER,
        actor,
        ambiguous ? null : known,
        List.of(),
        ambiguous ? "AMBIGUOUS" : "NOT_DISCLOSED",
        DETAILS);
    return nobody(request, ambiguous && request.person().gender() == null);
  }

  /**
   * Two who both allow it: the asker is told what would tell them apart, never that there are two.
   */
  private Ready<PatientDiscoveryResponse> nobody(
      PatientDiscoveryRequest request, boolean wouldTellApart) {
    var own = properties.homeCommunityId();
    var now = clock.instant();
    return wouldTellApart
        ? Ready.more(request, own, now, new Outcome.MoreRequested(Set.of(Requested.GENDER)))
        : Ready.nobody(request, own, now);
  }

  private Ready<PatientDiscoveryResponse> ask(
      PatientDiscoveryRequest request, Showable showable, Actor actor) {
    var until = Until.in(properties.deadline());
    var receipt =
        trail.before(Action.DISCOVER, actor, showable.person(), what(showable.places()), DETAILS);
    var told = Criteria.told(disclosure.demographics(showable.person()));
    var outcomes =
        FanOut.ask(
            showable.places(),
            until,
            place -> {
              var question =
                  PatientDiscoveryRequest.of(
                      properties.homeCommunityId(),
                      place.route().home(),
                      clock.instant(),
                      told,
                      List.of(place.identifier()),
                      null);
              var heard =
                  communities.discover(place.route(), question.element(), actor, until, receipt);
              return new Said(place, Heeded.of(heard, place, showable.person(), disclosure));
            },
            late -> new Said(late, new Outcome.Failed(Issue.ANSWER_NOT_AVAILABLE)));
    var standing = disclosure.standing(showable.person(), showable.places(), actor);
    var gone = showable.places().stream().filter(place -> !standing.contains(place)).toList();
    if (!gone.isEmpty()) {
      trail.refused(
          Action.DISCOVER, actor, showable.person(), what(gone), "NOT_DISCLOSED", DETAILS);
    }
    var merged =
        Outcome.merge(
            outcomes.stream()
                .filter(said -> standing.contains(said.place()))
                .map(Said::outcome)
                .toList());
    var receipts = List.of(receipt);
    var answer = message(request, merged);
    if (standing.isEmpty()) {
      return Ready.failed(answer, receipts, "NOT_DISCLOSED");
    }
    return merged instanceof Outcome.Failed
        ? Ready.failed(answer, receipts, "ANSWER_NOT_AVAILABLE")
        : Ready.recorded(answer, receipts);
  }

  /** What one place said. */
  private record Said(Place place, Outcome outcome) {}

  private PatientDiscoveryResponse message(PatientDiscoveryRequest request, Outcome outcome) {
    return PatientDiscoveryResponse.answer(
        request, properties.homeCommunityId(), clock.instant(), outcome);
  }

  private static List<What> what(List<Place> places) {
    var what = new ArrayList<What>();
    for (Place place : places) {
      var home = place.route().home().toString();
      what.add(What.of(What.Kind.COMMUNITY, home, home));
      what.add(What.of(What.Kind.CONSENT, place.permit().consent().toString(), home));
    }
    return what;
  }
}
