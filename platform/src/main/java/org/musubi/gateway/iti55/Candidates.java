package org.musubi.gateway.iti55;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.musubi.core.MedicalId;
import org.musubi.gateway.exchange.Disclosure;
import org.musubi.ihe.HomeCommunityId;
import org.musubi.ihe.PatientIdentifier;
import org.musubi.ihe.xcpd.PatientDiscoveryRequest;
import org.springframework.stereotype.Component;

/**
 * Who may be meant by a request, before anybody's consent is asked. As many statements for a kind
 * of request, whether somebody is known, is not, or has namesakes: whoever has not consented
 * changes nothing.
 */
@Component("gateway.Candidates")
final class Candidates {
  /**
   * People of one name and birth date, each with an entry of every community that could not be
   * linked. Where there are more, the name tells nobody apart, and nobody is meant.
   */
  static final int NAMESAKES = 500;

  private static final int MOST_IDENTIFIERS = 8;

  private final Disclosure disclosure;

  Candidates(Disclosure disclosure) {
    this.disclosure = disclosure;
  }

  /**
   * Who is meant.
   *
   * @param persons those who may be, and in which communities name and birth date fit; none when
   *     nobody is, or too many
   * @param described whether name and birth date agree with each of them; else numbers alone say so
   * @param tooMany whether more bear the name than can be told apart
   */
  record Meant(Map<MedicalId, Set<HomeCommunityId>> persons, boolean described, boolean tooMany) {
    /**
     * Whether the person is meant by what these communities say. How one that is not among them
     * writes a name is not told, neither by finding the person by it nor by not finding.
     */
    boolean by(MedicalId person, Set<HomeCommunityId> homes) {
      return !described
          || persons.getOrDefault(person, Set.of()).stream().anyMatch(homes::contains);
    }
  }

  /** The persons, in the index's order. */
  Meant of(PatientDiscoveryRequest request) {
    var search = Criteria.of(request.person());
    if (!request.identifiers().isEmpty()) {
      Set<MedicalId> named = named(request.identifiers());
      // A number decides; a name beside it must not contradict it.
      return search
          .map(criteria -> new Meant(disclosure.described(criteria, named), true, false))
          .orElseGet(() -> new Meant(undescribed(named), false, false));
    }
    Map<MedicalId, Set<HomeCommunityId>> found =
        search.map(criteria -> disclosure.described(criteria, NAMESAKES + 1)).orElse(Map.of());
    return found.size() > NAMESAKES
        ? new Meant(Map.of(), true, true)
        : new Meant(found, true, false);
  }

  private static Map<MedicalId, Set<HomeCommunityId>> undescribed(Set<MedicalId> persons) {
    Map<MedicalId, Set<HomeCommunityId>> all = new LinkedHashMap<>();
    persons.forEach(person -> all.put(person, Set.of()));
    return all;
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
