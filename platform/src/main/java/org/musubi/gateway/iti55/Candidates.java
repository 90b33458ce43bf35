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
 * Who may be meant by a request, before anybody's consent is asked. A fixed number of places for a
 * kind of request, filled with nobody where there are fewer: what follows takes the same steps
 * whether somebody is known, is not, or has namesakes, and whoever has not consented changes
 * nothing.
 */
@Component("gateway.Candidates")
final class Candidates {
  /** One person may have an entry of each community that could not be linked. */
  static final int NAMESAKES = 16;

  private static final int MOST_IDENTIFIERS = 8;

  private final Disclosure disclosure;

  Candidates(Disclosure disclosure) {
    this.disclosure = disclosure;
  }

  /**
   * Who is meant.
   *
   * @param places the persons, null for nobody
   * @param described whether name and birth date agree with each of them; else numbers alone say so
   */
  record Meant(List<@Nullable MedicalId> places, boolean described) {}

  /** The persons; of those of one name and birth date, the first so many in the index's order. */
  Meant of(PatientDiscoveryRequest request) {
    var search = Criteria.of(request.person());
    Set<MedicalId> found = new LinkedHashSet<>();
    search.ifPresent(criteria -> found.addAll(disclosure.find(criteria, NAMESAKES)));
    boolean agreed = search.isPresent() && found.size() < NAMESAKES;
    boolean numbered = !request.identifiers().isEmpty();
    if (numbered) {
      Set<MedicalId> named = named(request.identifiers());
      // A number decides; a name beside it must not contradict it.
      if (agreed) {
        named.retainAll(found);
      }
      found.clear();
      found.addAll(named);
    }
    List<@Nullable MedicalId> places = new ArrayList<>(found);
    int most = numbered ? Math.min(MOST_IDENTIFIERS, request.identifiers().size()) : NAMESAKES;
    while (places.size() < most) {
      places.add(null);
    }
    return new Meant(places, agreed || !numbered);
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
