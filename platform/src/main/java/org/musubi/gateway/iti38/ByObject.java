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
    var response = ask(query, route, actor, until);
    var ends = new Ends();
    ends.learn(response.objects());
    ends.lookUp(response.objects(), more -> ask(more, route, actor, until).objects());
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
    return ready(query, route, kept, sieve, actor);
  }

  private Ready<QueryResponse> ready(
      AdhocQuery query, Route route, QueryResponse response, Sieve sieve, Actor actor) {
    if (response.objects().isEmpty()) {
      trail.refused(
          Action.QUERY,
          actor,
          sieve.refused().orElse(null),
          List.of(CrossQuery.what(query)),
          response.status() == Status.FAILURE
              ? response.errors().stream().findFirst().map(e -> e.code()).orElse("FAILURE")
              : "NOT_DISCLOSED",
          CrossQuery.DETAILS);
      return Ready.empty(response);
    }
    var receipts = new ArrayList<Receipt>();
    for (Map.Entry<MedicalId, UUID> about : sieve.disclosed().entrySet()) {
      var home = route.home().toString();
      var what =
          List.of(
              CrossQuery.what(query),
              What.of(What.Kind.COMMUNITY, home, home),
              What.of(What.Kind.CONSENT, about.getValue().toString(), home));
      receipts.add(trail.before(Action.QUERY, actor, about.getKey(), what, CrossQuery.DETAILS));
    }
    return Ready.recorded(response, receipts);
  }

  private QueryResponse ask(AdhocQuery query, Route route, Actor actor, Until until) {
    var inFull =
        query
            .withHome(route.home())
            .toElement()
            .mapChildren(child ->
                child.is(Ebxml.QUERY, "ResponseOption")
                    ? child.withAttribute("returnType", ReturnType.LEAF_CLASS.wire())
                    : child);
    return answers.read(route.home(), communities.query(route, inFull, actor, until), false);
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
