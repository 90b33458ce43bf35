package org.musubi.gateway.iti39;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.musubi.audit.Receipt;
import org.musubi.core.Actor;
import org.musubi.gateway.exchange.Disclosure;
import org.musubi.gateway.exchange.GatewayProperties;
import org.musubi.gateway.exchange.Heard;
import org.musubi.gateway.exchange.KnownDocuments;
import org.musubi.gateway.exchange.KnownDocuments.Known;
import org.musubi.gateway.exchange.Until;
import org.musubi.gateway.exchange.Words;
import org.musubi.gateway.iti38.DocumentLookup;
import org.musubi.ihe.DocumentKey;
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

  Considered of(Route route, List<DocumentKey> keys, Actor actor, Receipt question) {
    var wanted = new ArrayList<Wanted>();
    var unsettled = new ArrayList<DocumentKey>();
    for (DocumentKey key : keys) {
      Optional<Known> found = known.find(key);
      var allowed = disclosure.allowed(found.map(Known::patient), route, actor);
      var consent = allowed.consent();
      if (found.isPresent() && allowed.person() != null && consent.isPresent()) {
        wanted.add(new Wanted(key, found.get(), allowed.person(), consent.get(), null));
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
    var ids = keys.stream().map(DocumentKey::uniqueId).distinct().toList();
    var until = Until.in(properties.deadline());
    var heard = lookup.ask(route, ids, actor, until, question);
    for (DocumentKey key : keys) {
      switch (heard.get(ids.indexOf(key.uniqueId()))) {
        case Heard.Nothing<Optional<DocumentEntry>> nothing ->
            refused.add(Refusal.silent(key, nothing, null));
        case Heard.Said<Optional<DocumentEntry>>(Optional<DocumentEntry> entry) ->
            settle(route, key, entry.orElse(null), actor, wanted, refused);
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
    var allowed = disclosure.allowed(patient, route, actor);
    var person = allowed.person();
    var consent = allowed.consent();
    if (entry == null || person == null || consent.isEmpty()) {
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
            verifiable -> wanted.add(new Wanted(key, verifiable, person, consent.get(), entry)),
            () ->
                refused.add(
                    new Refusal(
                        key, ErrorCode.REPOSITORY_METADATA_ERROR, Words.NOT_VERIFIABLE, person)));
  }
}
