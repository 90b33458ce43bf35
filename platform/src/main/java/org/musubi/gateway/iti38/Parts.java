package org.musubi.gateway.iti38;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.musubi.core.Actor;
import org.musubi.gateway.exchange.Disclosure;
import org.musubi.gateway.exchange.KnownObjects;
import org.musubi.ihe.PatientIdentifier;
import org.musubi.ihe.xds.AdhocQuery;
import org.musubi.ihe.xds.StoredQuery;
import org.musubi.service.Route;
import org.springframework.stereotype.Component;

/**
 * Takes a query that names objects apart, so that no part is about two patients: a registry refuses
 * whole objects of several (XDSResultNotSinglePatient, ITI TF-2 3.18.4.1.2.6), and that refusal
 * would tell of the patient who has not consented.
 *
 * <p>Each object is asked for by itself, but for those that the hub has just shown the way to and
 * whose patient allows it to this very asker: they go together. How many parts there are thus
 * follows from what was asked and from what the asker may see; not from whether an object of
 * anybody else exists.
 */
@Component("gateway.Parts")
final class Parts {
  private final KnownObjects known;
  private final Disclosure disclosure;

  Parts(KnownObjects known, Disclosure disclosure) {
    this.known = known;
    this.disclosure = disclosure;
  }

  /**
   * One question to the community.
   *
   * @param settled whether its objects are known to be of a patient who allows it
   */
  record Part(AdhocQuery query, boolean settled) {}

  /** The parameter by which a query names objects. */
  private static String parameter(AdhocQuery query) {
    return query.query().map(StoredQuery::exactlyOneOf).orElse(List.of()).stream()
        .filter(name -> !query.values(name).isEmpty())
        .findFirst()
        .orElse("$uuid");
  }

  /** The objects a query names, each once. */
  static List<String> ids(AdhocQuery query) {
    return query.values(parameter(query)).stream().distinct().toList();
  }

  List<Part> of(AdhocQuery query, Route route, Actor actor) {
    var parameter = parameter(query);
    var ids = ids(query);
    var parts = new ArrayList<Part>();
    Map<PatientIdentifier, List<String>> together = new LinkedHashMap<>();
    for (String id : ids) {
      var patient = known.find(route.home(), id);
      if (disclosure.allowed(patient, route, actor).consent().isPresent() && patient.isPresent()) {
        together.computeIfAbsent(patient.get(), one -> new ArrayList<>()).add(id);
      } else {
        parts.add(part(query, parameter, ids, List.of(id), false));
      }
    }
    together.values().forEach(some -> parts.add(part(query, parameter, ids, some, true)));
    return parts;
  }

  /** A query for these of its objects; for all of them, as it was received. */
  private static Part part(
      AdhocQuery query, String parameter, List<String> all, List<String> some, boolean settled) {
    return new Part(some.size() == all.size() ? query : query.withAnyOf(parameter, some), settled);
  }
}
