package org.musubi.services.records.web;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.musubi.ihe.MalformedMessage;
import org.musubi.ihe.Oid;
import org.musubi.ihe.PatientIdentifier;
import org.musubi.ihe.soap.SoapFault;
import org.musubi.ihe.xcpd.BirthTime;
import org.musubi.ihe.xcpd.Demographics;
import org.musubi.ihe.xcpd.Gender;
import org.musubi.ihe.xcpd.HealthDataLocator;
import org.musubi.ihe.xcpd.Issue;
import org.musubi.ihe.xcpd.Match;
import org.musubi.ihe.xcpd.Outcome;
import org.musubi.ihe.xcpd.PatientDiscoveryRequest;
import org.musubi.ihe.xcpd.PatientDiscoveryResponse;
import org.musubi.ihe.xcpd.PersonName.Representation;
import org.musubi.ihe.xcpd.Requested;
import org.musubi.services.records.patients.Hl7Names;
import org.musubi.services.records.patients.Patient;
import org.musubi.services.records.patients.Patients;
import org.musubi.services.records.patients.PersonName;
import org.musubi.services.records.patients.Traits;
import org.musubi.services.records.registry.Community;
import org.springframework.dao.DataAccessException;

/**
 * ITI-55: whether this community knows a person. One match is named; several are not, more is asked
 * for instead, so that nobody learns whom else we know.
 */
final class Discovering {
  private static final int BY_IDENTIFIER = 100;
  private static final int BY_TRAITS = 95;

  private final Community community;
  private final Patients patients;
  private final Issuers issuers;
  private final @Nullable Oid insuredAssigner;
  private final InstantSource clock;

  Discovering(
      Community community,
      Patients patients,
      Issuers issuers,
      @Nullable Oid insuredAssigner,
      InstantSource clock) {
    this.community = community;
    this.patients = patients;
    this.issuers = issuers;
    this.insuredAssigner = insuredAssigner;
    this.clock = clock;
  }

  /** ITI-55. */
  Outgoing discover(Incoming message) throws SoapFault, MalformedMessage {
    issuers.required(message);
    Submitting.noDocuments(message);
    var request = PatientDiscoveryRequest.parse(message.body());
    var response =
        PatientDiscoveryResponse.answer(
            request, community.home(), clock.instant(), outcome(request));
    return Outgoing.plain(Actions.ITI_55_ANSWER, response.element());
  }

  private Outcome outcome(PatientDiscoveryRequest request) {
    if (request.deferred()) {
      return new Outcome.Failed(Issue.ANSWER_NOT_AVAILABLE);
    }
    try {
      var traits = traits(request);
      var found = patients.find(traits, 2);
      return switch (found.size()) {
        case 0 -> Outcome.notFound();
        case 1 -> Outcome.found(List.of(match(found.getFirst(), traits)));
        default -> new Outcome.MoreRequested(wanted(traits));
      };
    } catch (DataAccessException e) {
      return new Outcome.Failed(Issue.INTERNAL_ERROR);
    }
  }

  private static EnumSet<Requested> wanted(Traits traits) {
    return traits.sex() == Patient.Sex.U
        ? EnumSet.of(Requested.GENDER)
        : EnumSet.of(Requested.ADDRESS, Requested.TELECOM);
  }

  private Traits traits(PatientDiscoveryRequest request) {
    var numbers = new ArrayList<String>();
    var insured = new ArrayList<String>();
    for (var identifier : request.identifiers()) {
      if (identifier.assigner().equals(community.assigner())) {
        numbers.add(identifier.value());
      } else if (identifier.assigner().equals(insuredAssigner)) {
        insured.add(identifier.value());
      }
    }
    var person = request.person();
    var birth = person.birth();
    var gender = person.gender();
    return new Traits(
        numbers,
        insured,
        person.names().stream().map(Discovering::name).filter(n -> !n.isEmpty()).toList(),
        birth == null ? null : birth.date().orElse(null),
        gender == null ? Patient.Sex.U : Patient.Sex.of(gender.code()));
  }

  private static PersonName name(org.musubi.ihe.xcpd.PersonName name) {
    String given = String.join("", name.given());
    Representation script = name.representation();
    if (script == null) {
      return Hl7Names.read(List.of(name.family() + "^" + given));
    }
    return switch (script) {
      case SYLLABIC -> new PersonName(null, null, name.family(), given);
      case IDEOGRAPHIC -> new PersonName(name.family(), given, null, null);
      case ALPHABETIC -> PersonName.NONE;
    };
  }

  private Match match(Patient patient, Traits traits) {
    var others = new ArrayList<PatientIdentifier>();
    if (patient.insured() != null && insuredAssigner != null) {
      others.add(new PatientIdentifier(insuredAssigner, patient.insured()));
    }
    boolean identified = !traits.numbers().isEmpty() || !traits.insured().isEmpty();
    return Match.of(
        community.home(),
        HealthDataLocator.NOT_SUPPORTED,
        community.identifier(patient.number()),
        others,
        demographics(patient),
        identified ? BY_IDENTIFIER : BY_TRAITS);
  }

  private static Demographics demographics(Patient patient) {
    var names = new ArrayList<org.musubi.ihe.xcpd.PersonName>();
    var name = patient.name();
    add(names, name.family(), name.given(), Representation.IDEOGRAPHIC);
    add(names, name.familyKana(), name.givenKana(), Representation.SYLLABIC);
    var birth = patient.birthDate();
    return Demographics.of(
        names,
        switch (patient.sex()) {
          case M -> Gender.MALE;
          case F -> Gender.FEMALE;
          case O -> Gender.UNDIFFERENTIATED;
          case U -> null;
        },
        birth == null ? null : BirthTime.of(birth));
  }

  private static void add(
      List<org.musubi.ihe.xcpd.PersonName> names,
      @Nullable String family,
      @Nullable String given,
      Representation script) {
    if (family != null) {
      names.add(
          new org.musubi.ihe.xcpd.PersonName(
              family, given == null ? List.of() : List.of(given), script));
    }
  }
}
