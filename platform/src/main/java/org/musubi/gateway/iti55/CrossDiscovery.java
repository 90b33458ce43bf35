package org.musubi.gateway.iti55;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.musubi.audit.Action;
import org.musubi.audit.Receipt;
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
import org.musubi.ihe.HomeCommunityId;
import org.musubi.ihe.xcpd.Demographics;
import org.musubi.ihe.xcpd.Issue;
import org.musubi.ihe.xcpd.Outcome;
import org.musubi.ihe.xcpd.PatientDiscoveryRequest;
import org.musubi.ihe.xcpd.PatientDiscoveryResponse;
import org.musubi.ihe.xcpd.Requested;
import org.musubi.service.Route;
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
    var meant = candidates.of(request);
    var own = directory.routeOf(actor.member()).map(Route::home);
    var showable = new ArrayList<Showable>();
    var held = new ArrayList<Held>();
    disclosure
        .places(meant.persons().keySet(), routes, actor)
        .forEach((person, places) -> {
          boolean shown = !places.open().isEmpty() && meant.by(person, said(places, own));
          if (shown) {
            showable.add(new Showable(person, places.open()));
          }
          if (!shown || !places.held().isEmpty()) {
            held.add(new Held(person, places.held()));
          }
        });
    var clear = Showable.unambiguous(showable, meant.described());
    boolean ambiguous = meant.tooMany() || (!showable.isEmpty() && clear.isEmpty());
    var refused = refused(held, ambiguous ? "AMBIGUOUS" : "NOT_DISCLOSED");
    if (clear.isEmpty()) {
      trail.refused(Action.DISCOVER, actor, refused);
      return nobody(request, ambiguous && !meant.tooMany() && request.person().gender() == null);
    }
    return ask(request, clear, refused, actor);
  }

  /** The communities whose word on the person the asker may hear: the open ones, and its own. */
  private static Set<HomeCommunityId> said(
      Disclosure.Places places, Optional<HomeCommunityId> own) {
    var homes = new HashSet<HomeCommunityId>();
    places.open().forEach(place -> homes.add(place.route().home()));
    own.ifPresent(homes::add);
    return homes;
  }

  /** Somebody who is known and held back, and where. */
  private record Held(MedicalId person, List<HomeCommunityId> homes) {}

  /** An entry for each, and one of nobody where there is none. */
  private static List<Trail.Refused> refused(List<Held> held, String reason) {
    return held.isEmpty()
        ? List.of(new Trail.Matter(null, List.of(), DETAILS).refused(reason))
        : held.stream()
            .map(one ->
                new Trail.Matter(one.person(), Trail.communities(one.homes()), DETAILS)
                    .refused(reason))
            .toList();
  }

  /**
   * Several who all allow it: the asker is told what would tell them apart, never that there are.
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
      PatientDiscoveryRequest request,
      List<Showable> showable,
      List<Trail.Refused> refused,
      Actor actor) {
    var until = Until.in(properties.deadline());
    var questions = new ArrayList<Question>();
    var receipts =
        trail.before(
            Action.DISCOVER,
            actor,
            showable.stream()
                .map(one -> new Trail.Matter(one.person(), what(one.places()), DETAILS))
                .toList(),
            refused);
    for (int i = 0; i < showable.size(); i++) {
      var one = showable.get(i);
      var receipt = receipts.get(i);
      for (Place place : one.places()) {
        // Each in its own words: how another writes the name is not its affair.
        var told = Criteria.told(disclosure.demographics(one.person(), place.route().home()));
        questions.add(new Question(one.person(), place, told, receipt));
      }
    }
    var said =
        FanOut.ask(
            questions,
            until,
            question -> new Said(question, ask(question, actor, until)),
            late -> new Said(late, new Outcome.Failed(Issue.ANSWER_NOT_AVAILABLE)));
    var standing = new HashSet<Place>();
    for (Showable one : showable) {
      var still = disclosure.standing(one.person(), one.places(), actor);
      var gone = one.places().stream().filter(place -> !still.contains(place)).toList();
      if (!gone.isEmpty()) {
        trail.refused(Action.DISCOVER, actor, one.person(), what(gone), "NOT_DISCLOSED", DETAILS);
      }
      standing.addAll(still);
    }
    var merged =
        Outcome.merge(
            said.stream()
                .filter(one -> standing.contains(one.question().place()))
                .map(Said::outcome)
                .toList());
    var answer = message(request, merged);
    if (standing.isEmpty()) {
      return Ready.failed(answer, receipts, "NOT_DISCLOSED");
    }
    return merged instanceof Outcome.Failed
        ? Ready.failed(answer, receipts, "ANSWER_NOT_AVAILABLE")
        : Ready.recorded(answer, receipts);
  }

  /** What one place is asked: of whom, in which words, under which record. */
  private record Question(MedicalId person, Place place, Demographics told, Receipt receipt) {}

  /** What one place said. */
  private record Said(Question question, Outcome outcome) {}

  private Outcome ask(Question question, Actor actor, Until until) {
    var place = question.place();
    var message =
        PatientDiscoveryRequest.of(
            properties.homeCommunityId(),
            place.route().home(),
            clock.instant(),
            question.told(),
            List.of(place.identifier()),
            null);
    var heard =
        communities.discover(place.route(), message.element(), actor, until, question.receipt());
    return Heeded.of(heard, place, question.person(), disclosure);
  }

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
