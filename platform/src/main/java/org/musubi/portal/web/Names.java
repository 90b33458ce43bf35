package org.musubi.portal.web;

import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.musubi.core.Actor;
import org.musubi.core.MedicalId;
import org.musubi.core.MemberId;
import org.musubi.core.PersonRef;
import org.musubi.core.PractitionerId;
import org.musubi.facility.Facilities;
import org.musubi.facility.Facility;
import org.musubi.facility.Member;
import org.musubi.idp.People;
import org.musubi.idp.Practitioner;
import org.musubi.ihe.HomeCommunityId;
import org.musubi.service.Route;
import org.musubi.service.ServiceDirectory;
import org.springframework.stereotype.Component;

/** What the trail's identifiers are called on pages. */
@Component
class Names {
  /** Who acts on the own record. */
  static final String SELF = "本人";

  private final Facilities facilities;
  private final ServiceDirectory directory;
  private final People people;

  Names(Facilities facilities, ServiceDirectory directory, People people) {
    this.facilities = facilities;
    this.directory = directory;
    this.people = people;
  }

  /** The facility for which somebody acts; of a member's system the member. */
  String place(Actor actor) {
    return actor.facility() == null
        ? member(actor.member())
        : facilities.facility(actor.facility()).map(Facility::name).orElse("―");
  }

  String member(MemberId id) {
    return facilities.member(id).map(Member::name).orElse("―");
  }

  /**
   * A person of the platform by name, the patient as such, anybody else as the issuer names them.
   */
  String person(@Nullable PersonRef person, @Nullable MedicalId patient) {
    if (person == null) {
      return "システム";
    }
    if (!person.issuer().equals(PersonRef.PLATFORM)) {
      return person.subject();
    }
    return practitioner(person.subject())
        .map(known ->
            Stream.of(known.name().family(), known.name().given())
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" ")))
        .orElse(patient == null ? person.subject() : SELF);
  }

  private Optional<Practitioner> practitioner(String subject) {
    try {
      return people.practitioner(PractitionerId.parse(subject));
    } catch (IllegalArgumentException notOurs) {
      return Optional.empty();
    }
  }

  String community(String home) {
    return directory.route(HomeCommunityId.parse(home)).map(Route::name).orElse(home);
  }
}
