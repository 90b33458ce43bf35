package org.musubi.gateway.iti39;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.musubi.audit.Action;
import org.musubi.audit.Outcome;
import org.musubi.audit.Receipt;
import org.musubi.audit.What;
import org.musubi.consent.Decision;
import org.musubi.core.Actor;
import org.musubi.core.MedicalId;
import org.musubi.gateway.exchange.Disclosure;
import org.musubi.gateway.exchange.Trail;
import org.musubi.ihe.DocumentKey;
import org.musubi.ihe.HomeCommunityId;
import org.musubi.ihe.xds.RegistryError;
import org.musubi.ihe.xds.RetrieveResponse.Retrieved;
import org.springframework.stereotype.Component;

/**
 * The last look before documents leave: consent once more, as fetching took time, then the record.
 * Fails closed: when the trail cannot be written, nothing is cleared and everything given up.
 */
@Component("gateway.Clearance")
final class Clearance {
  private static final Map<String, String> DETAILS = Map.of("transaction", "ITI-39");

  private final Disclosure disclosure;
  private final Trail trail;

  Clearance(Disclosure disclosure, Trail trail) {
    this.disclosure = disclosure;
    this.trail = trail;
  }

  /** Whose records, of which community. */
  private record Matter(MedicalId person, HomeCommunityId home) {}

  /**
   * Records that communities are about to be asked for documents, whose it is not known yet. What
   * is fetched comes no further than the spool: its release has a record of its own, with patient
   * and hash.
   */
  Receipt question(List<DocumentKey> keys, Actor actor) {
    return trail.before(
        Action.QUERY, actor, null, keys.stream().map(Clearance::what).toList(), DETAILS);
  }

  /** Records how a question ended of which nothing is sent as such. */
  void ended(Receipt question, Outcome outcome) {
    trail.ended(question, outcome);
  }

  /** Clears what communities delivered, in the order asked for. */
  Shipment clear(
      List<DocumentKey> asked, List<Fetched> fetched, Actor actor, List<Receipt> questions) {
    boolean cleared = false;
    try {
      var refused = new HashMap<DocumentKey, Refusal>();
      var whole = new HashMap<DocumentKey, Whole>();
      fetched.forEach(one -> {
        one.refused().forEach(refusal -> refused.put(refusal.key(), refusal));
        one.whole().forEach(document -> whole.put(document.wanted().key(), document));
      });
      var receipts = recordWhatStands(asked, whole, refused, actor);
      var shipment = shipment(asked, whole, refused, receipts, questions);
      cleared = true;
      return shipment;
    } finally {
      if (!cleared) {
        fetched.forEach(Fetched::close);
      }
    }
  }

  /** Clears one document that was delivered whole; null when it may no longer be shown. */
  @org.jspecify.annotations.Nullable
  Receipt clear(Whole document, Actor actor) {
    var whole = new HashMap<>(Map.of(document.wanted().key(), document));
    var keys = List.of(document.wanted().key());
    return recordWhatStands(keys, whole, new HashMap<>(), actor).get(document.wanted().person());
  }

  /**
   * Decides and records until what is recorded is still allowed: recording takes time, and whoever
   * withdraws meanwhile is told that nothing is disclosed any more.
   */
  private Map<MedicalId, Receipt> recordWhatStands(
      List<DocumentKey> asked,
      Map<DocumentKey, Whole> whole,
      Map<DocumentKey, Refusal> refused,
      Actor actor) {
    var fresh = new HashMap<>(refused);
    while (true) {
      fresh.putAll(withdrawn(whole, actor));
      refused.putAll(fresh);
      var receipts = record(asked, whole, fresh, actor);
      if (stands(whole, actor)) {
        return receipts;
      }
      receipts.values().forEach(receipt -> trail.ended(receipt, Outcome.failed("NOT_DISCLOSED")));
      fresh.clear();
    }
  }

  private boolean stands(Map<DocumentKey, Whole> whole, Actor actor) {
    return whole.values().stream()
        .map(Whole::wanted)
        .map(wanted ->
            new Consented(
                wanted.person(), Objects.requireNonNull(wanted.key().home()), wanted.consent()))
        .distinct()
        .allMatch(one -> disclosure.stands(one.person(), one.home(), one.consent(), actor));
  }

  /** What one consent allows. */
  private record Consented(MedicalId person, HomeCommunityId home, UUID consent) {}

  /** Records that documents were refused before anything was known of them. */
  void refuse(List<DocumentKey> keys, Actor actor, String reason) {
    trail.refused(
        Action.RETRIEVE, actor, null, keys.stream().map(Clearance::what).toList(), reason, DETAILS);
  }

  /**
   * Takes out, and gives up, what may no longer be shown; what may carries the consent by which it
   * may now.
   */
  private Map<DocumentKey, Refusal> withdrawn(Map<DocumentKey, Whole> whole, Actor actor) {
    var asked = new HashMap<Matter, Decision>();
    var refused = new HashMap<DocumentKey, Refusal>();
    for (Whole document : List.copyOf(whole.values())) {
      var key = document.wanted().key();
      var matter = new Matter(document.wanted().person(), Objects.requireNonNull(key.home()));
      var decision =
          asked.computeIfAbsent(matter, one -> disclosure.decide(one.person(), one.home(), actor));
      switch (decision) {
        case Decision.Permit permit -> whole.put(key, document.by(permit.consent()));
        case Decision.Deny denied -> {
          whole.remove(key);
          document.content().close();
          refused.put(key, Refusal.undisclosed(key, matter.person()));
        }
      }
    }
    return refused;
  }

  /** Records that these were refused. */
  void noteRefused(List<DocumentKey> asked, Map<DocumentKey, Refusal> refused, Actor actor) {
    trail.refused(Action.RETRIEVE, actor, refusals(asked, refused));
  }

  /** An entry a document: their number tells nothing of whose the documents are. */
  private static List<Trail.Refused> refusals(
      List<DocumentKey> asked, Map<DocumentKey, Refusal> refused) {
    return asked.stream()
        .map(refused::get)
        .filter(Objects::nonNull)
        .map(refusal ->
            new Trail.Matter(refusal.person(), List.of(what(refusal.key())), DETAILS)
                .refused(refusal.words().name()))
        .toList();
  }

  /** Records both: what is released, a receipt a person, and what is not. */
  private Map<MedicalId, Receipt> record(
      List<DocumentKey> asked,
      Map<DocumentKey, Whole> whole,
      Map<DocumentKey, Refusal> refused,
      Actor actor) {
    var about = new LinkedHashMap<MedicalId, List<What>>();
    for (DocumentKey key : asked) {
      var document = whole.get(key);
      if (document != null) {
        var home = String.valueOf(key.home());
        var what = about.computeIfAbsent(document.wanted().person(), person -> new ArrayList<>());
        what.add(
            What.document(
                key.uniqueId(), home, document.content().sha256(), document.content().size()));
        UUID consent = document.wanted().consent();
        var permit = What.of(What.Kind.CONSENT, consent.toString(), home);
        if (!what.contains(permit)) {
          what.add(permit);
        }
      }
    }
    var persons = List.copyOf(about.keySet());
    var matters = new ArrayList<Trail.Matter>();
    var details = details(whole);
    about.forEach((person, what) -> matters.add(new Trail.Matter(person, what, details)));
    var recorded = trail.before(Action.RETRIEVE, actor, matters, refusals(asked, refused));
    var receipts = new HashMap<MedicalId, Receipt>();
    for (int i = 0; i < persons.size(); i++) {
      receipts.put(persons.get(i), recorded.get(i));
    }
    return receipts;
  }

  private static Map<String, String> details(Map<DocumentKey, Whole> whole) {
    var details = new HashMap<>(DETAILS);
    whole.values().stream()
        .map(document -> document.verdict().name())
        .distinct()
        .sorted()
        .reduce((one, other) -> one + " " + other)
        .ifPresent(verdicts -> details.put("verdict", verdicts));
    return details;
  }

  private static Shipment shipment(
      List<DocumentKey> asked,
      Map<DocumentKey, Whole> whole,
      Map<DocumentKey, Refusal> refused,
      Map<MedicalId, Receipt> receipts,
      List<Receipt> questions) {
    var documents = new ArrayList<Cleared>();
    var errors = new ArrayList<RegistryError>();
    for (DocumentKey key : asked) {
      var document = whole.get(key);
      var refusal = refused.get(key);
      if (document != null) {
        documents.add(
            new Cleared(
                // Of what type it is, its metadata say, by which it was verified; not who delivers
                // it.
                Retrieved.of(key, document.wanted().known().mimeType()),
                document.content(),
                Objects.requireNonNull(receipts.get(document.wanted().person()))));
      } else if (refusal != null) {
        errors.add(refusal.error());
      } else {
        throw new IllegalStateException("a document is neither whole nor refused");
      }
    }
    return new Shipment(documents, errors, questions);
  }

  private static What what(DocumentKey key) {
    var home = key.home();
    return What.of(What.Kind.DOCUMENT, key.uniqueId(), home == null ? null : home.toString());
  }
}
