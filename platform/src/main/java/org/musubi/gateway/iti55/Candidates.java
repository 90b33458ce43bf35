package org.musubi.gateway.iti55;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.musubi.core.MedicalId;
import org.musubi.gateway.exchange.Disclosure;
import org.musubi.ihe.PatientIdentifier;
import org.musubi.ihe.xcpd.PatientDiscoveryRequest;
import org.springframework.stereotype.Component;

/**
 * Who may be meant by a request. Always two places, filled with nobody where there are fewer: what
 * follows takes the same steps whether somebody is known, is not, or has a namesake.
 */
@Component("gateway.Candidates")
final class Candidates {
  static final int PLACES = 2;
  private static final int MOST_IDENTIFIERS = 8;

  private final Disclosure disclosure;

  Candidates(Disclosure disclosure) {
    this.disclosure = disclosure;
  }

  /** The persons, null for nobody; with more than two of the same name and birth date, nobody. */
  List<@Nullable MedicalId> of(PatientDiscoveryRequest request) {
    var search = Criteria.of(request.person());
    Set<MedicalId> found = new LinkedHashSet<>();
    search.ifPresent(criteria -> found.addAll(disclosure.find(criteria, PLACES + 1)));
    if (!request.identifiers().isEmpty()) {
      Set<MedicalId> named = named(request.identifiers());
      // A number decides; a name beside it must not contradict it.
      if (search.isPresent() && found.size() <= PLACES) {
        named.retainAll(found);
      }
      found.clear();
      found.addAll(named);
    }
    List<@Nullable MedicalId> places = new ArrayList<>();
    if (found.size() <= PLACES) {
      places.addAll(found);
    }
    while (places.size() < PLACES) {
      places.add(null);
    }
    return places;
  }

  private Set<MedicalId> named(List<PatientIdentifier> identifiers) {
    Set<MedicalId> named = new LinkedHashSet<>();
    for (PatientIdentifier identifier :
        identifiers.subList(0, Math.min(MOST_IDENTIFIERS, identifiers.size()))) {
      var person = disclosure.person(identifier);
      if (person != null) {
        named.add(person);
      }
    }
    return named;
  }
}
