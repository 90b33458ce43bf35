package org.musubi.ihe.xcpd;

import static org.musubi.ihe.xcpd.Hl7v3.NS;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.musubi.ihe.HomeCommunityId;
import org.musubi.ihe.MalformedMessage;
import org.musubi.ihe.Oid;
import org.musubi.ihe.PatientIdentifier;
import org.musubi.ihe.xml.Element;

/**
 * One person whom a community knows: a {@code registrationEvent} in its {@code subject} (ITI TF-2
 * 3.55.4.2.2). A view: the element is passed on as received.
 *
 * @param element the {@code subject} of the controlActProcess
 * @param home the community, from the custodian
 * @param locator whether it is a health data locator for this patient
 * @param patient the identifier to use towards this community
 * @param others identifiers of the same person elsewhere, may be empty
 */
public record Match(
    Element element,
    HomeCommunityId home,
    HealthDataLocator locator,
    PatientIdentifier patient,
    List<PatientIdentifier> others) {
  public Match {
    others = List.copyOf(others);
  }

  /**
   * Reads a {@code subject}.
   *
   * @throws MalformedMessage when the patient, its identifier or the custodian's home is missing
   */
  static Match parse(Element subject) throws MalformedMessage {
    Element event = Hl7v3.required(subject, "registrationEvent");
    Element patient = Hl7v3.required(Hl7v3.required(event, "subject1"), "patient");
    Element custodian = Hl7v3.required(Hl7v3.required(event, "custodian"), "assignedEntity");
    String root = Hl7v3.required(custodian, "id").attribute("root").orElse("");
    if (!Oid.isValid(root)) {
      throw new MalformedMessage("the custodian's id is no homeCommunityId");
    }
    PatientIdentifier id =
        patient.all(NS, "id").stream()
            .flatMap(ii -> Hl7v3.patient(ii).stream())
            .findFirst()
            .orElseThrow(() -> new MalformedMessage("a patient has no identifier"));
    return new Match(
        subject,
        new HomeCommunityId(new Oid(root)),
        HealthDataLocator.of(Hl7v3.codeOf(custodian, "code").orElse("")),
        id,
        others(patient));
  }

  private static List<PatientIdentifier> others(Element patient) {
    return person(patient).stream()
        .flatMap(person -> person.all(NS, "asOtherIDs").stream())
        .flatMap(role -> role.all(NS, "id").stream())
        .flatMap(ii -> Hl7v3.patient(ii).stream())
        .toList();
  }

  private static Optional<Element> person(Element patient) {
    return patient.first(NS, "patientPerson");
  }

  /**
   * A new match.
   *
   * @param degree how sure the match is, 0 to 100
   */
  public static Match of(
      HomeCommunityId home,
      HealthDataLocator locator,
      PatientIdentifier patient,
      List<PatientIdentifier> others,
      Demographics person,
      int degree) {
    return new Match(
        MatchWriter.write(home, locator, patient, others, person, degree),
        home,
        locator,
        patient,
        others);
  }

  /** What the community says of the person; what cannot be read is left out. */
  public Demographics demographics() {
    List<Element> persons =
        element
            .first(NS, "registrationEvent")
            .flatMap(event -> event.first(NS, "subject1"))
            .flatMap(subject -> subject.first(NS, "patient"))
            .flatMap(Match::person)
            .stream()
            .toList();
    return new Demographics(
        all(persons, "name", PersonName::read),
        first(
            all(persons, "administrativeGenderCode", code -> code.attribute("code")).stream()
                .flatMap(code -> Gender.of(code).stream())
                .toList()),
        first(all(persons, "birthTime", Match::birth)),
        all(persons, "addr", Address::read),
        all(persons, "telecom", telecom -> telecom.attribute("value")),
        List.of());
  }

  private static Optional<BirthTime> birth(Element element) {
    try {
      return BirthTime.read(element);
    } catch (IllegalArgumentException noDate) {
      return Optional.empty();
    }
  }

  private static <T> List<T> all(
      List<Element> parents, String name, Function<Element, Optional<T>> reader) {
    List<T> found = new ArrayList<>();
    for (Element parent : parents) {
      parent.all(NS, name).forEach(child -> reader.apply(child).ifPresent(found::add));
    }
    return found;
  }

  private static <T> @Nullable T first(List<T> values) {
    return values.isEmpty() ? null : values.getFirst();
  }

  /** How sure the community is, 0 to 100; empty when it did not say. */
  public OptionalInt degree() {
    return element
        .descendants(NS, "queryMatchObservation")
        .flatMap(observation -> observation.first(NS, "value").stream())
        .flatMap(value -> value.attribute("value").stream())
        .filter(value -> value.matches("[0-9]{1,3}"))
        .mapToInt(Integer::parseInt)
        .findFirst();
  }

  /** The community only. */
  @Override
  public String toString() {
    return "Match[" + home + "]";
  }
}
