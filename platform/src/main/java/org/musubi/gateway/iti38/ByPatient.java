package org.musubi.gateway.iti38;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
import org.musubi.gateway.exchange.Heard;
import org.musubi.gateway.exchange.KnownObjects;
import org.musubi.gateway.exchange.Ready;
import org.musubi.gateway.exchange.Trail;
import org.musubi.gateway.exchange.Until;
import org.musubi.gateway.exchange.Words;
import org.musubi.ihe.PatientIdentifier;
import org.musubi.ihe.xds.AdhocQuery;
import org.musubi.ihe.xds.QueryResponse;
import org.musubi.ihe.xds.Status;
import org.musubi.ihe.xml.Element;
import org.musubi.service.Route;
import org.springframework.stereotype.Component;

/** Queries that name a patient: translated for each community that knows the person. */
@Component("gateway.ByPatient")
public final class ByPatient {
  /** What the trail calls it. */
  public static final Map<String, String> DETAILS = CrossQuery.DETAILS;

  private final Disclosure disclosure;
  private final Communities communities;
  private final Answers answers;
  private final KnownObjects known;
  private final Trail trail;
  private final GatewayProperties properties;

  ByPatient(
      Disclosure disclosure,
      Communities communities,
      Answers answers,
      KnownObjects known,
      Trail trail,
      GatewayProperties properties) {
    this.disclosure = disclosure;
    this.communities = communities;
    this.answers = answers;
    this.known = known;
    this.trail = trail;
    this.properties = properties;
  }

  /** Answers a query about the person whom this number names, from among these communities. */
  Ready<QueryResponse> answer(
      AdhocQuery query, PatientIdentifier identifier, List<Route> routes, Actor actor) {
    var person = disclosure.person(identifier);
    var all = disclosure.places(person, routes, actor);
    var places = asNamed(identifier, all.open());
    if (person == null || places.isEmpty()) {
      var what = new ArrayList<>(List.of(CrossQuery.what(query)));
      what.addAll(Trail.communities(all.held()));
      trail.refused(Action.QUERY, actor, person, what, "NOT_DISCLOSED", CrossQuery.DETAILS);
      return Ready.nothingFound();
    }
    var held = Trail.heldBack(person, List.of(CrossQuery.what(query)), all, CrossQuery.DETAILS);
    return ask(query, person, places, actor, held);
  }

  /**
   * Asks these communities, all at once, after the trail has the record; what they say is put
   * together only where the recorded consent still stands.
   */
  public Ready<QueryResponse> ask(
      AdhocQuery query, MedicalId person, List<Place> places, Actor actor) {
    return ask(query, person, places, actor, List.of());
  }

  private Ready<QueryResponse> ask(
      AdhocQuery query,
      MedicalId person,
      List<Place> places,
      Actor actor,
      List<Trail.Refused> held) {
    var until = Until.in(properties.deadline());
    var asked = new Trail.Matter(person, what(query, places), CrossQuery.DETAILS);
    var receipt = trail.before(Action.QUERY, actor, List.of(asked), held).getFirst();
    var responses =
        FanOut.ask(
            places,
            until,
            place -> new Answer(place, askOne(query, person, place, actor, until, receipt)),
            place -> new Answer(place, late(place.route())));
    return merged(query, person, responses, actor, List.of(receipt));
  }

  /** What one place said. */
  private record Answer(Place place, QueryResponse response) {}

  private Ready<QueryResponse> merged(
      AdhocQuery query,
      MedicalId person,
      List<Answer> answers,
      Actor actor,
      List<Receipt> receipts) {
    var places = answers.stream().map(Answer::place).toList();
    var standing = disclosure.standing(person, places, actor);
    var gone = places.stream().filter(place -> !standing.contains(place)).toList();
    if (!gone.isEmpty()) {
      trail.refused(
          Action.QUERY, actor, person, what(query, gone), "NOT_DISCLOSED", CrossQuery.DETAILS);
    }
    if (standing.isEmpty()) {
      return Ready.failed(QueryResponse.of(List.of()), receipts, "NOT_DISCLOSED");
    }
    var merged =
        QueryResponse.merge(
            answers.stream()
                .filter(answer -> standing.contains(answer.place()))
                .map(Answer::response)
                .toList());
    return merged.status() == Status.FAILURE
        ? Ready.failed(merged, receipts, Answers.reason(merged))
        : Ready.recorded(merged, receipts);
  }

  /** A number of the community itself is used as it was given, where the person has several. */
  private static List<Place> asNamed(PatientIdentifier identifier, List<Place> places) {
    var byHome = new HashMap<Route, Place>();
    places.stream()
        .filter(place -> place.identifier().equals(identifier))
        .forEach(place -> byHome.put(place.route(), place));
    return places.stream()
        .filter(place -> byHome.getOrDefault(place.route(), place).equals(place))
        .toList();
  }

  private QueryResponse askOne(
      AdhocQuery query, MedicalId person, Place place, Actor actor, Until until, Receipt receipt) {
    var home = place.route().home();
    var translated = query.withHome(home).withPatient(place.identifier());
    Heard<Element> heard =
        communities.query(place.route(), translated.toElement(), actor, until, receipt);
    var response = answers.read(home, heard, true);
    var numbers = new HashMap<PatientIdentifier, Boolean>(Map.of(place.identifier(), true));
    var shown =
        response.objects().stream().filter(object -> isAbout(person, object, numbers)).toList();
    known.learn(home, place.identifier(), shown);
    return new QueryResponse(response.status(), response.errors(), shown, response.slots());
  }

  /**
   * A community may know the person by several numbers; what it says of anybody else is dropped.
   */
  private boolean isAbout(
      MedicalId person, Element object, Map<PatientIdentifier, Boolean> numbers) {
    return switch (Subject.of(object)) {
      case Subject.Patient(PatientIdentifier named) ->
          numbers.computeIfAbsent(named, other -> person.equals(disclosure.person(other)));
      case Subject.Unreadable unreadable -> false;
      case Subject.Silent silent -> true;
    };
  }

  private QueryResponse late(Route route) {
    return answers.read(route.home(), Heard.nothing(Words.LATE), true);
  }

  private static List<What> what(AdhocQuery query, List<Place> places) {
    var what = new ArrayList<What>();
    what.add(CrossQuery.what(query));
    for (var place : places) {
      var home = place.route().home().toString();
      what.add(What.of(What.Kind.COMMUNITY, home, home));
      what.add(What.of(What.Kind.CONSENT, place.permit().consent().toString(), home));
    }
    return what;
  }
}
