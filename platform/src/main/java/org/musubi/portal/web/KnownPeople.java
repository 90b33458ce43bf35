package org.musubi.portal.web;

import java.util.Optional;
import java.util.Set;
import org.musubi.audit.Receipt;
import org.musubi.core.MedicalId;
import org.musubi.idp.SignedIn;
import org.musubi.ihe.HomeCommunityId;
import org.musubi.mpi.PatientIndex;
import org.musubi.service.Route;
import org.musubi.service.ServiceDirectory;
import org.springframework.stereotype.Component;

/**
 * People as a page names them: to somebody of a region as that region knows them, and in no other
 * region's words; to themselves as whoever registered them first.
 */
@Component
class KnownPeople {
  private final PatientIndex index;
  private final ServiceDirectory directory;

  KnownPeople(PatientIndex index, ServiceDirectory directory) {
    this.index = index;
    this.directory = directory;
  }

  /**
   * The person; empty when the region of who looks does not know them.
   *
   * @param receipt the proof that this showing is recorded
   */
  Optional<PersonView> view(SignedIn who, String handle, MedicalId person, Receipt receipt) {
    var knownIn =
        person.equals(who.patient())
            ? Optional.of(Set.<HomeCommunityId>of())
            : directory.routeOf(who.actor().member()).map(Route::home).map(Set::of);
    return knownIn
        .flatMap(homes -> index.demographics(person, homes))
        .map(known -> PersonView.of(handle, known, receipt));
  }
}
