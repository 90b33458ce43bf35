package org.musubi.gateway.iti39;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.musubi.audit.Receipt;
import org.musubi.consent.Decision;
import org.musubi.core.Actor;
import org.musubi.core.MedicalId;
import org.musubi.gateway.exchange.Disclosure;
import org.musubi.gateway.exchange.GatewayProperties;
import org.musubi.gateway.exchange.Heard;
import org.musubi.gateway.exchange.KnownDocuments;
import org.musubi.gateway.exchange.KnownDocuments.Known;
import org.musubi.gateway.exchange.Until;
import org.musubi.gateway.exchange.Words;
import org.musubi.gateway.iti38.DocumentLookup;
import org.musubi.ihe.DocumentKey;
import org.musubi.ihe.Oid;
import org.musubi.ihe.PatientIdentifier;
import org.musubi.ihe.xds.DocumentEntry;
import org.musubi.ihe.xds.ErrorCode;
import org.musubi.service.Route;
import org.springframework.stereotype.Component;

/**
 * Decides what may be fetched, before anything is: whose each document is (from a query just now,
 * or by asking the community), and whether that person allows it. A document that is not there and
 * one that is not allowed take the same steps.
 */
@Component("gateway.Consideration")
final class Consideration {
  private final KnownDocuments known;
  private final DocumentLookup lookup;
  private final Disclosure disclosure;
  private final GatewayProperties properties;

  Consideration(
      KnownDocuments known,
      DocumentLookup lookup,
      Disclosure disclosure,
      GatewayProperties properties) {
    this.known = known;
    this.lookup = lookup;
    this.disclosure = disclosure;
    this.properties = properties;
  }

  /** A person, and whether the community's records of that person may be shown. */
  private record Allowed(@Nullable MedicalId person, Decision decision) {}

  Considered of(Route route, List<DocumentKey> keys, Actor actor, Receipt question) {
    var wanted = new ArrayList<Wanted>();
    var unsettled = new ArrayList<DocumentKey>();
    for (DocumentKey key : keys) {
      Optional<Known> found = known.find(key);
      var allowed = ask(found.map(Known::patient), route, actor);
      if (found.isPresent()
          && allowed.person() != null
          && allowed.decision() instanceof Decision.Permit permit) {
        wanted.add(new Wanted(key, found.get(), allowed.person(), permit.consent(), null));
      } else {
        unsettled.add(key);
      }
    }
    return unsettled.isEmpty()
        ? new Considered(wanted, List.of())
        : inFull(route, unsettled, actor, wanted, question);
  }

  /** The same, with the metadata asked for anew. */
  Considered afresh(Route route, List<DocumentKey> keys, Actor actor, Receipt question) {
    return inFull(route, keys, actor, new ArrayList<>(), question);
  }

  private Considered inFull(
      Route route, List<DocumentKey> keys, Actor actor, List<Wanted> wanted, Receipt question) {
    var refused = new ArrayList<Refusal>();
    var ids = new LinkedHashMap<String, DocumentKey>();
    keys.forEach(key -> ids.put(key.uniqueId(), key));
    var until = Until.in(properties.deadline());
    switch (lookup.ask(route, List.copyOf(ids.keySet()), actor, until, question)) {
      case Heard.Nothing<Map<String, DocumentEntry>> nothing ->
          keys.forEach(key -> refused.add(Refusal.silent(key, nothing, null)));
      case Heard.Said<Map<String, DocumentEntry>>(Map<String, DocumentEntry> entries) -> {
        for (DocumentKey key : keys) {
          settle(route, key, entries.get(key.uniqueId()), actor, wanted, refused);
        }
      }
    }
    return new Considered(wanted, refused);
  }

  private void settle(
      Route route,
      DocumentKey key,
      @Nullable DocumentEntry entry,
      Actor actor,
      List<Wanted> wanted,
      List<Refusal> refused) {
    var patient = Optional.ofNullable(entry).flatMap(DocumentEntry::patientId);
    var allowed = ask(patient, route, actor);
    var person = allowed.person();
    if (entry == null
        || person == null
        || !(allowed.decision() instanceof Decision.Permit permit)) {
      refused.add(Refusal.undisclosed(key, person));
      return;
    }
    if (!entry.repository().equals(Optional.of(key.repository()))) {
      refused.add(
          new Refusal(key, ErrorCode.UNKNOWN_REPOSITORY_ID, Words.UNKNOWN_REPOSITORY, person));
      return;
    }
    Known.of(entry)
        .ifPresentOrElse(
            verifiable -> wanted.add(new Wanted(key, verifiable, person, permit.consent(), entry)),
            () ->
                refused.add(
                    new Refusal(
                        key, ErrorCode.REPOSITORY_METADATA_ERROR, Words.NOT_VERIFIABLE, person)));
  }

  /** Asked of somebody even when there is nobody: the statements are the same. */
  private Allowed ask(Optional<PatientIdentifier> patient, Route route, Actor actor) {
    var person = disclosure.person(patient.orElseGet(() -> nobody(route)));
    var held = patient.isPresent() ? person : null;
    return new Allowed(held, disclosure.decide(held, route.home(), actor));
  }

  private static PatientIdentifier nobody(Route route) {
    return new PatientIdentifier(
        route.assigners().stream().sorted().findFirst().orElse(new Oid("2.25.0")), "0");
  }
}
