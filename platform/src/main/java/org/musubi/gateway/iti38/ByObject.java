package org.musubi.gateway.iti38;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.musubi.audit.Action;
import org.musubi.audit.Receipt;
import org.musubi.audit.What;
import org.musubi.core.Actor;
import org.musubi.core.MedicalId;
import org.musubi.gateway.exchange.Communities;
import org.musubi.gateway.exchange.Disclosure;
import org.musubi.gateway.exchange.GatewayProperties;
import org.musubi.gateway.exchange.Ready;
import org.musubi.gateway.exchange.Trail;
import org.musubi.gateway.exchange.Until;
import org.musubi.ihe.PatientIdentifier;
import org.musubi.ihe.xds.AdhocQuery;
import org.musubi.ihe.xds.AdhocQuery.ReturnType;
import org.musubi.ihe.xds.Association;
import org.musubi.ihe.xds.Ebxml;
import org.musubi.ihe.xds.QueryResponse;
import org.musubi.ihe.xds.Status;
import org.musubi.ihe.xml.Element;
import org.musubi.service.Route;
import org.springframework.stereotype.Component;

/**
 * Queries that name registry objects, not a patient: asked of their community in full, so that it
 * can be seen whom each object is about; then everything that may not be shown is left out, and the
 * rest is reduced to what was asked for.
 *
 * <p>Whom it is about shows only in the answer, so there are two records: the question, of nobody,
 * before the community is asked, and one for each person before anything of that person leaves.
 */
@Component("gateway.ByObject")
final class ByObject {
  private final Disclosure disclosure;
  private final Communities communities;
  private final Answers answers;
  private final Trail trail;
  private final GatewayProperties properties;

  ByObject(
      Disclosure disclosure,
      Communities communities,
      Answers answers,
      Trail trail,
      GatewayProperties properties) {
    this.disclosure = disclosure;
    this.communities = communities;
    this.answers = answers;
    this.trail = trail;
    this.properties = properties;
  }

  Ready<QueryResponse> answer(AdhocQuery query, Route route, Actor actor) {
    var until = Until.in(properties.deadline());
    var question = trail.before(Action.QUERY, actor, null, what(query, route), CrossQuery.DETAILS);
    var response = ask(query, route, actor, until, question);
    var ends = new Ends();
    ends.learn(response.objects());
    if (query.query().filter(Ends.ASSOCIATIONS::contains).isPresent()) {
      ends.lookUp(response.objects(), more -> ask(more, route, actor, until, question).objects());
    }
    var sieve = new Sieve(disclosure, route.home(), actor);
    var shown = response.objects().stream().filter(object -> passes(object, ends, sieve)).toList();
    if (!sieve.asked()) {
      // Nobody was found: the look-ups that somebody would have cost are made all the same.
      route.assigners().stream()
          .findFirst()
          .ifPresent(assigner -> sieve.passes(new PatientIdentifier(assigner, "0")));
    }
    var reduced = shown;
    if (query.returnType() == ReturnType.OBJECT_REF) {
      reduced = shown.stream().map(object -> reference(object, route)).toList();
    }
    // Slots of the answer may count what was left out.
    var kept = new QueryResponse(response.status(), response.errors(), reduced, List.of());
    return ready(query, route, kept, sieve, actor, question);
  }

  private Ready<QueryResponse> ready(
      AdhocQuery query,
      Route route,
      QueryResponse response,
      Sieve sieve,
      Actor actor,
      Receipt question) {
    if (response.objects().isEmpty()) {
      var reason =
          response.status() == Status.FAILURE
              ? response.errors().stream().findFirst().map(e -> e.code()).orElse("FAILURE")
              : "NOT_DISCLOSED";
      trail.refused(
          Action.QUERY,
          actor,
          sieve.refused().orElse(null),
          List.of(CrossQuery.what(query)),
          reason,
          CrossQuery.DETAILS);
      return Ready.failed(response, List.of(question), reason);
    }
    var receipts = new ArrayList<>(List.of(question));
    for (Map.Entry<MedicalId, UUID> about : sieve.disclosed().entrySet()) {
      var home = route.home().toString();
      var what = new ArrayList<>(what(query, route));
      what.add(What.of(What.Kind.CONSENT, about.getValue().toString(), home));
      receipts.add(trail.before(Action.QUERY, actor, about.getKey(), what, CrossQuery.DETAILS));
    }
    return Ready.recorded(response, receipts);
  }

  private static List<What> what(AdhocQuery query, Route route) {
    var home = route.home().toString();
    return List.of(CrossQuery.what(query), What.of(What.Kind.COMMUNITY, home, home));
  }

  private QueryResponse ask(
      AdhocQuery query, Route route, Actor actor, Until until, Receipt question) {
    var inFull =
        query
            .withHome(route.home())
            .toElement()
            .mapChildren(child ->
                child.is(Ebxml.QUERY, "ResponseOption")
                    ? child.withAttribute("returnType", ReturnType.LEAF_CLASS.wire())
                    : child);
    return answers.read(
        route.home(), communities.query(route, inFull, actor, until, question), false);
  }

  private static boolean passes(Element object, Ends ends, Sieve sieve) {
    var association = Association.of(object);
    if (association.isPresent()) {
      var about = ends.of(association.get());
      return !about.isEmpty() && about.stream().allMatch(subject -> passes(subject, sieve));
    }
    return passes(Subject.of(object), sieve);
  }

  private static boolean passes(Subject subject, Sieve sieve) {
    return subject instanceof Subject.Patient(PatientIdentifier identifier)
        && sieve.passes(identifier);
  }

  private static Element reference(Element object, Route route) {
    return Element.of(Ebxml.RIM, "rim:ObjectRef")
        .attribute("id", object.attribute("id").orElse(""))
        .attribute("home", route.home().toString())
        .build();
  }
}
