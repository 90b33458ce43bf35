package org.musubi.gateway.iti38;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.musubi.audit.Action;
import org.musubi.audit.Outcome;
import org.musubi.audit.Receipt;
import org.musubi.audit.What;
import org.musubi.core.Actor;
import org.musubi.core.MedicalId;
import org.musubi.gateway.exchange.Communities;
import org.musubi.gateway.exchange.Disclosure;
import org.musubi.gateway.exchange.FanOut;
import org.musubi.gateway.exchange.GatewayProperties;
import org.musubi.gateway.exchange.Heard;
import org.musubi.gateway.exchange.Ready;
import org.musubi.gateway.exchange.Trail;
import org.musubi.gateway.exchange.Until;
import org.musubi.gateway.exchange.Words;
import org.musubi.gateway.iti38.Parts.Part;
import org.musubi.ihe.xds.AdhocQuery;
import org.musubi.ihe.xds.AdhocQuery.ReturnType;
import org.musubi.ihe.xds.Ebxml;
import org.musubi.ihe.xds.QueryResponse;
import org.musubi.ihe.xds.Status;
import org.musubi.ihe.xml.Element;
import org.musubi.service.Route;
import org.springframework.stereotype.Component;

/**
 * Queries that name registry objects, not a patient: asked of their community in full and in parts
 * of one patient each, so that it can be seen whom each object is about; then everything that may
 * not be shown is left out, and the rest is reduced to what was asked for.
 *
 * <p>Whom it is about shows only in the answer, so there are several records: the question, of
 * nobody, before the community is asked; one for each person before anything of that person leaves;
 * and a refusal for each part of which nothing is shown, whether there is anything or not.
 */
@Component("gateway.ByObject")
final class ByObject {
  private final Parts parts;
  private final Disclosure disclosure;
  private final Communities communities;
  private final Answers answers;
  private final Trail trail;
  private final GatewayProperties properties;

  ByObject(
      Parts parts,
      Disclosure disclosure,
      Communities communities,
      Answers answers,
      Trail trail,
      GatewayProperties properties) {
    this.parts = parts;
    this.disclosure = disclosure;
    this.communities = communities;
    this.answers = answers;
    this.trail = trail;
    this.properties = properties;
  }

  Ready<QueryResponse> answer(AdhocQuery query, Route route, Actor actor) {
    var until = Until.in(properties.deadline());
    var question = trail.before(Action.QUERY, actor, null, what(query, route), CrossQuery.DETAILS);
    var heard =
        FanOut.ask(
            parts.of(query, route, actor),
            properties.questionsAtOnce(),
            until,
            part -> ask(part, route, actor, until, question),
            part -> late(part, route));
    while (true) {
      var shown = new ArrayList<QueryResponse>();
      var disclosed = new LinkedHashMap<MedicalId, UUID>();
      var refused = new ArrayList<Trail.Refused>();
      for (Said said : heard) {
        var sieve = new Sieve(disclosure, route, actor);
        var objects = sieve.shown(said.response().objects(), said.ends());
        refused.addAll(refused(query, said, objects.isEmpty(), sieve));
        disclosed.putAll(sieve.disclosed());
        shown.add(kept(said, objects, query, route));
      }
      var receipts = record(query, route, disclosed, refused, actor);
      if (stand(disclosed, route, actor)) {
        return ready(merged(shown), question, receipts);
      }
      // Somebody withdrew while it was being recorded: decided anew.
      receipts.forEach(receipt -> trail.ended(receipt, Outcome.failed("NOT_DISCLOSED")));
    }
  }

  private boolean stand(Map<MedicalId, UUID> disclosed, Route route, Actor actor) {
    return disclosed.entrySet().stream()
        .allMatch(one -> disclosure.stands(one.getKey(), route.home(), one.getValue(), actor));
  }

  /** What the community said to one part, and what is known of the ends of associations. */
  private record Said(Part part, QueryResponse response, Ends ends) {}

  private Said ask(Part part, Route route, Actor actor, Until until, Receipt question) {
    var response = ask(part.query(), route, actor, until, question);
    var ends = new Ends();
    ends.learn(response.objects());
    if (part.query().query().filter(Ends.ASSOCIATIONS::contains).isPresent()) {
      ends.lookUp(response.objects(), more -> ask(more, route, actor, until, question).objects());
    }
    return new Said(part, response, ends);
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

  private Said late(Part part, Route route) {
    return new Said(part, answers.read(route.home(), Heard.nothing(Words.LATE), false), new Ends());
  }

  /** Slots of an answer may count what was left out: they are dropped. */
  private QueryResponse kept(Said said, List<Element> objects, AdhocQuery query, Route route) {
    var response = said.response();
    if (objects.isEmpty() && !said.part().settled()) {
      return answers.withoutObjects(route.home(), response);
    }
    var reduced = objects;
    if (query.returnType() == ReturnType.OBJECT_REF) {
      reduced = objects.stream().map(object -> reference(object, route)).toList();
    }
    return new QueryResponse(response.status(), response.errors(), reduced, List.of());
  }

  /** One answer of the parts; an object or an error that several gave is said once. */
  private static QueryResponse merged(List<QueryResponse> parts) {
    var merged = QueryResponse.merge(parts);
    return new QueryResponse(
        merged.status(),
        merged.errors().stream().distinct().toList(),
        merged.objects().stream().distinct().toList(),
        List.of());
  }

  /** As many entries when the object is not there as when it may not be shown. */
  private static List<Trail.Refused> refused(
      AdhocQuery query, Said said, boolean nothing, Sieve sieve) {
    List<Optional<MedicalId>> refused = sieve.refused();
    if (nothing && refused.isEmpty()) {
      refused = List.of(Optional.empty());
    }
    var failed = said.response().status() == Status.FAILURE;
    var reason = failed ? Answers.reason(said.response()) : "NOT_DISCLOSED";
    return refused.stream()
        .map(person ->
            new Trail.Matter(
                    person.orElse(null), List.of(CrossQuery.what(query)), CrossQuery.DETAILS)
                .refused(reason))
        .toList();
  }

  /** Records about whom objects are shown, and what is not. */
  private List<Receipt> record(
      AdhocQuery query,
      Route route,
      Map<MedicalId, UUID> disclosed,
      List<Trail.Refused> refused,
      Actor actor) {
    var intended = new ArrayList<Trail.Matter>();
    disclosed.forEach((person, consent) -> {
      var what = new ArrayList<>(what(query, route));
      what.add(What.of(What.Kind.CONSENT, consent.toString(), route.home().toString()));
      intended.add(new Trail.Matter(person, what, CrossQuery.DETAILS));
    });
    return trail.before(Action.QUERY, actor, intended, refused);
  }

  private static Ready<QueryResponse> ready(
      QueryResponse response, Receipt question, List<Receipt> disclosed) {
    if (response.objects().isEmpty()) {
      var failed = response.status() == Status.FAILURE;
      return Ready.failed(
          response, List.of(question), failed ? Answers.reason(response) : "NOT_DISCLOSED");
    }
    var receipts = new ArrayList<>(List.of(question));
    receipts.addAll(disclosed);
    return Ready.recorded(response, receipts);
  }

  private static List<What> what(AdhocQuery query, Route route) {
    var home = route.home().toString();
    return List.of(CrossQuery.what(query), What.of(What.Kind.COMMUNITY, home, home));
  }

  private static Element reference(Element object, Route route) {
    return Element.of(Ebxml.RIM, "rim:ObjectRef")
        .attribute("id", object.attribute("id").orElse(""))
        .attribute("home", route.home().toString())
        .build();
  }
}
