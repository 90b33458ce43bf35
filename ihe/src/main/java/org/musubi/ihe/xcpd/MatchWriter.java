package org.musubi.ihe.xcpd;

import static org.musubi.ihe.xcpd.Hl7v3.element;

import java.util.List;
import org.musubi.ihe.HomeCommunityId;
import org.musubi.ihe.PatientIdentifier;
import org.musubi.ihe.xml.Element;

/** Writes a {@code subject} with its registration event, in the order of the schema. */
final class MatchWriter {
  private MatchWriter() {}

  static Element write(
      HomeCommunityId home,
      HealthDataLocator locator,
      PatientIdentifier patient,
      List<PatientIdentifier> others,
      Demographics person,
      int degree) {
    Element role =
        element("patient")
            .attribute("classCode", "PAT")
            .add(Hl7v3.ii("id", patient))
            .add(Hl7v3.code("statusCode", "active"))
            .add(person(person, others))
            .add(provider(patient))
            .add(observation(degree))
            .build();
    Element event =
        element("registrationEvent")
            .attribute("classCode", "REG")
            .attribute("moodCode", "EVN")
            .add(element("id").attribute("nullFlavor", "NA").build())
            .add(Hl7v3.code("statusCode", "active"))
            .add(element("subject1").attribute("typeCode", "SBJ").add(role).build())
            .add(custodian(home, locator))
            .build();
    return element("subject").attribute("typeCode", "SUBJ").add(event).build();
  }

  private static Element person(Demographics person, List<PatientIdentifier> others) {
    Element.Builder builder =
        element("patientPerson")
            .attribute("classCode", "PSN")
            .attribute("determinerCode", "INSTANCE");
    if (person.names().isEmpty()) {
      builder.add(element("name").attribute("nullFlavor", "NA").build());
    }
    person.names().forEach(name -> builder.add(name.write(element("name"))));
    person
        .telecoms()
        .forEach(uri -> builder.add(element("telecom").attribute("value", uri).build()));
    Gender gender = person.gender();
    if (gender != null) {
      builder.add(Hl7v3.code("administrativeGenderCode", gender.code()));
    }
    BirthTime birth = person.birth();
    if (birth != null) {
      builder.add(element("birthTime").attribute("value", birth.low()).build());
    }
    person.addresses().forEach(address -> builder.add(address.write("addr")));
    others.forEach(id -> builder.add(other(id)));
    return builder.build();
  }

  private static Element other(PatientIdentifier id) {
    return element("asOtherIDs")
        .attribute("classCode", "PAT")
        .add(Hl7v3.ii("id", id))
        .add(organization("scopingOrganization", id).build())
        .build();
  }

  private static Element provider(PatientIdentifier patient) {
    return organization("providerOrganization", patient)
        .add(element("contactParty").attribute("classCode", "CON").build())
        .build();
  }

  private static Element.Builder organization(String name, PatientIdentifier id) {
    return element(name)
        .attribute("classCode", "ORG")
        .attribute("determinerCode", "INSTANCE")
        .add(Hl7v3.ii("id", id.assigner().value(), null));
  }

  private static Element observation(int degree) {
    if (degree < 0 || degree > 100) {
      throw new IllegalArgumentException("the degree of a match is 0 to 100");
    }
    return element("subjectOf1")
        .add(
            element("queryMatchObservation")
                .attribute("classCode", "COND")
                .attribute("moodCode", "EVN")
                .add(Hl7v3.code("code", "IHE_PDQ"))
                .add(
                    element("value")
                        .attribute(Hl7v3.XSI, "xsi:type", "INT")
                        .attribute("value", Integer.toString(degree))
                        .build())
                .build())
        .build();
  }

  private static Element custodian(HomeCommunityId home, HealthDataLocator locator) {
    return element("custodian")
        .attribute("typeCode", "CST")
        .add(
            element("assignedEntity")
                .attribute("classCode", "ASSIGNED")
                .add(Hl7v3.ii("id", home.oid().value(), null))
                .add(Hl7v3.code("code", locator.code(), Hl7v3.LOCATOR))
                .build())
        .build();
  }
}
