package org.musubi.ihe.xcpd;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.musubi.ihe.HomeCommunityId;
import org.musubi.ihe.MalformedMessage;
import org.musubi.ihe.Oid;
import org.musubi.ihe.PatientIdentifier;
import org.musubi.ihe.xds.Dtm;
import org.musubi.ihe.xml.Element;

/** The parts of HL7 v3 2008 that discovery messages share. */
final class Hl7v3 {
  static final String NS = "urn:hl7-org:v3";
  static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";

  /** HL7 v3 reads a time without an offset as the sender's local time; ours are UTC. */
  private static final String UTC = "+0000";

  static final String INTERACTION = "2.16.840.1.113883.1.6";
  static final String DETECTED_ISSUE = "2.16.840.1.113883.5.4";
  static final String REQUESTED_ATTRIBUTES = "1.3.6.1.4.1.19376.1.2.27.1";
  static final String LOCATOR = "1.3.6.1.4.1.19376.1.2.27.2";
  static final String PROBLEMS = "1.3.6.1.4.1.19376.1.2.27.3";

  private Hl7v3() {}

  static Element.Builder element(String name) {
    return Element.of(NS, name);
  }

  static Element code(String name, String code) {
    return element(name).attribute("code", code).build();
  }

  static Element code(String name, String code, String system) {
    return element(name).attribute("code", code).attribute("codeSystem", system).build();
  }

  static Element ii(String name, String root, @Nullable String extension) {
    Element.Builder builder = element(name).attribute("root", root);
    if (extension != null) {
      builder.attribute("extension", extension);
    }
    return builder.build();
  }

  static Element ii(String name, InstanceId id) {
    return ii(name, id.root(), id.extension());
  }

  static Element ii(String name, PatientIdentifier id) {
    return ii(name, id.assigner().value(), id.value());
  }

  /** The head of both messages, up to and including acceptAckCode. */
  static Element.Builder head(String interaction, InstanceId id, Instant now, String acceptAck) {
    return element(interaction)
        .attribute("ITSVersion", "XML_1.0")
        .namespace("", NS)
        .namespace("xsi", XSI)
        .add(ii("id", id))
        .add(element("creationTime").attribute("value", Dtm.of(now) + UTC).build())
        .add(ii("interactionId", INTERACTION, interaction))
        .add(code("processingCode", "P"))
        .add(code("processingModeCode", "T"))
        .add(code("acceptAckCode", acceptAck));
  }

  /** A sender or receiver; the community stands where ITI TF-2 3.55.4.1.2.4 wants it. */
  static Element party(String name, String type, HomeCommunityId home) {
    Element organization =
        element("representedOrganization")
            .attribute("classCode", "ORG")
            .attribute("determinerCode", "INSTANCE")
            .add(ii("id", home.oid().value(), null))
            .build();
    Element device =
        element("device")
            .attribute("classCode", "DEV")
            .attribute("determinerCode", "INSTANCE")
            .add(ii("id", home.oid().value(), null))
            .add(element("asAgent").attribute("classCode", "AGNT").add(organization).build())
            .build();
    return element(name).attribute("typeCode", type).add(device).build();
  }

  /** The community named in a sender or receiver. */
  static Optional<HomeCommunityId> home(Element message, String party) {
    return message
        .first(NS, party)
        .flatMap(element -> element.first(NS, "device"))
        .flatMap(element -> element.first(NS, "asAgent"))
        .flatMap(element -> element.first(NS, "representedOrganization"))
        .flatMap(element -> element.first(NS, "id"))
        .flatMap(element -> element.attribute("root"))
        .filter(Oid::isValid)
        .map(root -> new HomeCommunityId(new Oid(root)));
  }

  /** The only child of that name: of two, another reader might take the other. */
  static Element required(Element parent, String name) throws MalformedMessage {
    List<Element> found = parent.all(NS, name);
    if (found.size() != 1) {
      throw new MalformedMessage(parent.name() + " has not exactly one " + name);
    }
    return found.getFirst();
  }

  static InstanceId instance(Element parent, String name) throws MalformedMessage {
    Element id = required(parent, name);
    try {
      return new InstanceId(
          id.attribute("root").orElse(""), id.attribute("extension").orElse(null));
    } catch (IllegalArgumentException wrong) {
      throw new MalformedMessage(name + " has no root");
    }
  }

  /** An identifier of a patient; empty when it has no extension or its root is no OID. */
  static Optional<PatientIdentifier> patient(Element ii) {
    try {
      return Optional.of(
          new PatientIdentifier(
              new Oid(ii.attribute("root").orElse("")), ii.attribute("extension").orElse("")));
    } catch (IllegalArgumentException wrong) {
      return Optional.empty();
    }
  }

  static Optional<String> codeOf(Element parent, String name) {
    return parent.first(NS, name).flatMap(element -> element.attribute("code"));
  }
}
