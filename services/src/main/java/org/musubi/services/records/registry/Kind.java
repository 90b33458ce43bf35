package org.musubi.services.records.registry;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.musubi.ihe.xds.DocumentEntry;
import org.musubi.ihe.xds.Ebxml;
import org.musubi.ihe.xds.SubmissionSet;
import org.musubi.ihe.xml.Element;

/**
 * What a registry holds for a patient, and the UUIDs that give it its attributes (ITI TF-3 4.2.5).
 */
enum Kind {
  ENTRY(
      "urn:uuid:58a6f841-87b3-4a3e-92fd-a8ffeff98427",
      "urn:uuid:2e82c1f6-a085-4c72-9da3-8640a32e42ab",
      "creationTime",
      Map.of(
          "class", "urn:uuid:41a5887f-8865-4c09-adf7-e362475b143a",
          "type", "urn:uuid:f0306f51-975f-434e-a61c-c59651d33983",
          "format", "urn:uuid:a09d5840-386c-46f2-b5ad-9c3699a4309d",
          "facility", "urn:uuid:f33fb8ac-18af-42cc-ae0e-ed0b0bdb91e1",
          "practice", "urn:uuid:cccf5598-8b07-4b77-a05e-ae952c785ead",
          "confidentiality", "urn:uuid:f4f85eac-e6cb-4883-b524-f2705394840f",
          "event", "urn:uuid:2c6b8cb7-8b2a-4051-b291-b1ae6a575ef4"),
      "urn:uuid:93606bcf-9494-43ec-9b4e-a7748d1a838d",
      List.of("class", "type", "format", "facility", "practice", "confidentiality")),
  SET(
      "urn:uuid:6b5aea1a-874d-4603-a4bc-96a0a7b38446",
      "urn:uuid:96fdda7c-d067-4183-912e-bf5ee74998a8",
      "submissionTime",
      Map.of("content", "urn:uuid:aa543740-bdda-424e-8c96-df4873be8500"),
      "urn:uuid:a7058bb9-b4e4-4307-ba5b-e3f0ab85e12d",
      List.of("content")),
  FOLDER(
      "urn:uuid:f64ffdf0-4b97-4e06-b79f-a52b38ec2f8a",
      "urn:uuid:75df8f67-9973-4fbe-a900-df66cefecc5a",
      "lastUpdateTime",
      Map.of("folder", "urn:uuid:1ba97051-7806-41a8-a48b-8fce7af683c5"),
      "",
      List.of());

  static final String SOURCE_ID = "urn:uuid:554ac39e-e3fe-47fe-b233-965d2a147832";

  private final String patientId;
  private final String uniqueId;
  private final String time;
  private final Map<String, String> codes;
  private final String author;
  private final List<String> required;

  Kind(
      String patientId,
      String uniqueId,
      String time,
      Map<String, String> codes,
      String author,
      List<String> required) {
    this.patientId = patientId;
    this.uniqueId = uniqueId;
    this.time = time;
    this.codes = codes;
    this.author = author;
    this.required = required;
  }

  String patientScheme() {
    return patientId;
  }

  String uniqueIdScheme() {
    return uniqueId;
  }

  /** The slot with the time that queries compare. */
  String timeSlot() {
    return time;
  }

  /** Facet name to classification scheme. */
  Map<String, String> codes() {
    return codes;
  }

  String authorScheme() {
    return author;
  }

  /** Facets without which such an object is not registered. */
  List<String> required() {
    return required;
  }

  /** What an element is; empty when it is neither. */
  static Optional<Kind> of(Element element) {
    if (element.is(Ebxml.RIM, "ExtrinsicObject")) {
      return Optional.of(ENTRY);
    }
    if (!element.is(Ebxml.RIM, "RegistryPackage")) {
      return Optional.empty();
    }
    if (isClassified(element, SubmissionSet.NODE)) {
      return Optional.of(SET);
    }
    return isClassified(element, SubmissionSet.FOLDER_NODE)
        ? Optional.of(FOLDER)
        : Optional.empty();
  }

  private static boolean isClassified(Element element, String node) {
    return element.all(Ebxml.RIM, "Classification").stream()
        .anyMatch(c -> c.attribute("classificationNode").filter(node::equals).isPresent());
  }

  /** Whether an object type is one that XDS.b knows for document entries. */
  static boolean isEntryType(String objectType) {
    return objectType.equals(DocumentEntry.STABLE) || objectType.equals(DocumentEntry.ON_DEMAND);
  }
}
