package org.musubi.gateway.iti38;

import java.util.List;
import java.util.Map;
import org.musubi.audit.Action;
import org.musubi.audit.What;
import org.musubi.core.Actor;
import org.musubi.gateway.exchange.GatewayProperties;
import org.musubi.gateway.exchange.Ready;
import org.musubi.gateway.exchange.Trail;
import org.musubi.gateway.exchange.Words;
import org.musubi.ihe.xds.AdhocQuery;
import org.musubi.ihe.xds.ErrorCode;
import org.musubi.ihe.xds.QueryResponse;
import org.musubi.ihe.xds.RegistryError;
import org.musubi.ihe.xds.Transaction;
import org.musubi.service.Route;
import org.musubi.service.ServiceDirectory;
import org.springframework.stereotype.Component;

/**
 * ITI-38, responding side: a stored query of an initiating gateway, answered by the communities
 * that hold what it asks for and may show it.
 */
@Component("gateway.CrossQuery")
public final class CrossQuery {
  /** What the trail calls it. */
  static final Map<String, String> DETAILS = Map.of("transaction", "ITI-38");

  private final ServiceDirectory directory;
  private final ByPatient byPatient;
  private final ByObject byObject;
  private final Trail trail;
  private final GatewayProperties properties;

  CrossQuery(
      ServiceDirectory directory,
      ByPatient byPatient,
      ByObject byObject,
      Trail trail,
      GatewayProperties properties) {
    this.directory = directory;
    this.byPatient = byPatient;
    this.byObject = byObject;
    this.trail = trail;
    this.properties = properties;
  }

  /** Answers a query; refusals are on the trail when this returns, disclosures before it. */
  public Ready<QueryResponse> answer(AdhocQuery query, Actor actor) {
    var problems = query.problems(Transaction.CROSS_GATEWAY);
    if (!problems.isEmpty()) {
      return refused(query, actor, problems);
    }
    var home = query.home();
    if (home.isEmpty()) {
      return byPatient.answer(query, query.patient().orElseThrow(), directory.routes(), actor);
    }
    var route = directory.route(home.get());
    if (route.isEmpty()) {
      return refused(
          query,
          actor,
          List.of(Words.UNKNOWN_COMMUNITY.error(ErrorCode.UNKNOWN_COMMUNITY).at(home.get())));
    }
    if (query.patient().isEmpty() && Parts.ids(query).size() > properties.documents()) {
      return refused(
          query,
          actor,
          List.of(Words.TOO_MANY_OBJECTS.error(ErrorCode.REGISTRY_ERROR).at(home.get())));
    }
    return at(route.get(), query, actor);
  }

  private Ready<QueryResponse> at(Route route, AdhocQuery query, Actor actor) {
    return query.patient().isPresent()
        ? byPatient.answer(query, query.patient().get(), List.of(route), actor)
        : byObject.answer(query, route, actor);
  }

  private Ready<QueryResponse> refused(
      AdhocQuery query, Actor actor, List<RegistryError> problems) {
    trail.refused(
        Action.QUERY, actor, null, List.of(what(query)), problems.getFirst().code(), DETAILS);
    var own = properties.homeCommunityId();
    return Ready.refused(problems.stream().map(problem -> problem.orAt(own)).toList());
  }

  /** The query as the trail names it: an id of the catalogue, never a text of the message. */
  static What what(AdhocQuery query) {
    var id = query.query().map(stored -> stored.id()).orElse("unknown");
    return What.of(What.Kind.QUERY, id, query.home().map(home -> home.toString()).orElse(null));
  }
}
