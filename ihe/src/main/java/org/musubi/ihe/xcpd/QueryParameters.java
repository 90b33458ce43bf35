package org.musubi.ihe.xcpd;

import static org.musubi.ihe.xcpd.Hl7v3.NS;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.musubi.ihe.MalformedMessage;
import org.musubi.ihe.PatientIdentifier;
import org.musubi.ihe.xml.Element;

/** Reads and writes {@code parameterList} (ITI TF-2 3.55.4.1.2.2). */
final class QueryParameters {
  private QueryParameters() {}

  static List<PatientIdentifier> identifiers(Element list) throws MalformedMessage {
    List<PatientIdentifier> ids = new ArrayList<>();
    for (Element value : values(list, "livingSubjectId")) {
      ids.add(
          Hl7v3.patient(value)
              .orElseThrow(() ->
                  new MalformedMessage("a livingSubjectId is not an OID root with an extension")));
    }
    return ids;
  }

  static Demographics demographics(Element list) throws MalformedMessage {
    try {
      return new Demographics(
          read(list, "livingSubjectName", PersonName::read),
          first(read(list, "livingSubjectAdministrativeGender", QueryParameters::gender)),
          first(read(list, "livingSubjectBirthTime", BirthTime::read)),
          read(list, "patientAddress", Address::read),
          read(list, "patientTelecom", value -> value.attribute("value")),
          read(list, "mothersMaidenName", PersonName::read));
    } catch (IllegalArgumentException wrong) {
      throw new MalformedMessage("a query parameter is wrong: " + wrong.getMessage());
    }
  }

  private static Optional<Gender> gender(Element value) {
    return value.attribute("code").flatMap(Gender::of);
  }

  private static <T> @Nullable T first(List<T> values) {
    return values.isEmpty() ? null : values.getFirst();
  }

  private static <T> List<T> read(
      Element list, String parameter, Function<Element, Optional<T>> reader) {
    return values(list, parameter).stream().flatMap(v -> reader.apply(v).stream()).toList();
  }

  private static List<Element> values(Element list, String parameter) {
    return list.all(NS, parameter).stream()
        .flatMap(element -> element.all(NS, "value").stream())
        .toList();
  }

  /** In the order of the schema, which is that of the alphabet. */
  static Element write(Demographics person, List<PatientIdentifier> ids) {
    Element.Builder list = Hl7v3.element("parameterList");
    Gender gender = person.gender();
    if (gender != null) {
      list.add(
          parameter(
              "livingSubjectAdministrativeGender",
              "LivingSubject.administrativeGender",
              Hl7v3.code("value", gender.code())));
    }
    BirthTime birth = person.birth();
    if (birth != null) {
      list.add(
          parameter("livingSubjectBirthTime", "LivingSubject.birthTime", birth.write("value")));
    }
    ids.forEach(
        id -> list.add(parameter("livingSubjectId", "LivingSubject.id", Hl7v3.ii("value", id))));
    person
        .names()
        .forEach(name ->
            list.add(
                parameter(
                    "livingSubjectName",
                    "LivingSubject.name",
                    name.write(Hl7v3.element("value").attribute(Hl7v3.XSI, "xsi:type", "PN")))));
    person
        .mothersMaidenNames()
        .forEach(name ->
            list.add(
                parameter(
                    "mothersMaidenName",
                    "Person.MothersMaidenName",
                    name.write(Hl7v3.element("value")))));
    person
        .addresses()
        .forEach(address ->
            list.add(parameter("patientAddress", "Patient.addr", address.write("value"))));
    person
        .telecoms()
        .forEach(uri ->
            list.add(
                parameter(
                    "patientTelecom",
                    "Patient.telecom",
                    Hl7v3.element("value").attribute("value", uri).build())));
    return list.build();
  }

  private static Element parameter(String name, String semantics, Element value) {
    return Hl7v3.element(name).add(value).add(Element.text(NS, "semanticsText", semantics)).build();
  }
}
