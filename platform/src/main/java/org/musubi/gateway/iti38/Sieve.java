package org.musubi.gateway.iti38;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.musubi.core.Actor;
import org.musubi.core.MedicalId;
import org.musubi.gateway.exchange.Disclosure;
import org.musubi.ihe.PatientIdentifier;
import org.musubi.ihe.xds.Association;
import org.musubi.ihe.xml.Element;
import org.musubi.service.Route;

/**
 * Asks consent for the patients that the objects of one answer name, each patient once; where they
 * name nobody, of nobody, once.
 */
final class Sieve {
  private final Disclosure disclosure;
  private final Route route;
  private final Actor actor;
  private final Map<PatientIdentifier, Boolean> decided = new HashMap<>();
  private final Map<MedicalId, UUID> disclosed = new LinkedHashMap<>();
  private final List<Optional<MedicalId>> refused = new ArrayList<>();

  Sieve(Disclosure disclosure, Route route, Actor actor) {
    this.disclosure = disclosure;
    this.route = route;
    this.actor = actor;
  }

  /** Those of these objects that may be shown. */
  List<Element> shown(List<Element> objects, Ends ends) {
    var shown = objects.stream().filter(object -> passes(object, ends)).toList();
    if (decided.isEmpty()) {
      decide(Optional.empty());
    }
    return shown;
  }

  private boolean passes(Element object, Ends ends) {
    var association = Association.of(object);
    if (association.isPresent()) {
      var about = ends.of(association.get());
      return !about.isEmpty() && about.stream().allMatch(this::passes);
    }
    return passes(Subject.of(object));
  }

  private boolean passes(Subject subject) {
    return subject instanceof Subject.Patient(PatientIdentifier identifier)
        && decided.computeIfAbsent(identifier, named -> decide(Optional.of(named)));
  }

  private boolean decide(Optional<PatientIdentifier> patient) {
    var allowed = disclosure.allowed(patient, route, actor);
    var consent = allowed.consent();
    if (consent.isPresent() && allowed.person() != null) {
      disclosed.put(allowed.person(), consent.get());
      return true;
    }
    refused.add(Optional.ofNullable(allowed.person()));
    return false;
  }

  /** Whom the answer is about, with the consent that allows it. */
  Map<MedicalId, UUID> disclosed() {
    return disclosed;
  }

  /** Whose objects were held back, each once; empty for somebody whom the index does not know. */
  List<Optional<MedicalId>> refused() {
    return refused;
  }
}
