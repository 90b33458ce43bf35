package org.musubi.ihe.xds;

import static org.musubi.ihe.xds.Ebxml.RIM;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.musubi.ihe.Coded;
import org.musubi.ihe.Oid;
import org.musubi.ihe.PatientIdentifier;
import org.musubi.ihe.xml.Element;

/**
 * A typed view over a submission set, a {@code RegistryPackage} (ITI TF-3 4.2.3.3).
 *
 * @param element the {@code RegistryPackage}
 */
public record SubmissionSet(Element element) {
  /** The classification node that makes a package a submission set. */
  public static final String NODE = "urn:uuid:a54d6aa5-d40d-43f9-88c5-b4633d873bdd";

  /** The classification node that makes a package a folder. */
  public static final String FOLDER_NODE = "urn:uuid:d9d542f3-6cc4-48b6-8870-ea235fbc94c2";

  private static final String AUTHOR = "urn:uuid:a7058bb9-b4e4-4307-ba5b-e3f0ab85e12d";
  private static final String CONTENT_TYPE = "urn:uuid:aa543740-bdda-424e-8c96-df4873be8500";
  private static final String PATIENT_ID = "urn:uuid:6b5aea1a-874d-4603-a4bc-96a0a7b38446";
  private static final String UNIQUE_ID = "urn:uuid:96fdda7c-d067-4183-912e-bf5ee74998a8";
  private static final String SOURCE_ID = "urn:uuid:554ac39e-e3fe-47fe-b233-965d2a147832";

  /**
   * @throws IllegalArgumentException when the element is no RegistryPackage
   */
  public SubmissionSet {
    if (!element.is(RIM, "RegistryPackage")) {
      throw new IllegalArgumentException("a submission set is a RegistryPackage");
    }
  }

  /** A new submission set. */
  public static SubmissionSet of(
      String id,
      String uniqueId,
      Oid source,
      PatientIdentifier patient,
      Instant submitted,
      Coded contentType,
      List<Author> authors) {
    Element.Builder set =
        Element.of(RIM, "rim:RegistryPackage")
            .attribute("id", id)
            .attribute("status", Ebxml.APPROVED)
            .add(Rim.slot("submissionTime", List.of(Dtm.of(submitted))))
            .add(
                Element.of(RIM, "rim:Classification")
                    .attribute("id", Rim.derived(id, NODE))
                    .attribute("classifiedObject", id)
                    .attribute("classificationNode", NODE)
                    .build());
    for (int i = 0; i < authors.size(); i++) {
      set.add(Rim.author(AUTHOR, id, authors.get(i), i + 1));
    }
    set.add(Rim.coded(CONTENT_TYPE, id, contentType));
    set.add(Rim.identifier(PATIENT_ID, id, "XDSSubmissionSet.patientId", patient.toCx()));
    set.add(Rim.identifier(SOURCE_ID, id, "XDSSubmissionSet.sourceId", source.value()));
    set.add(Rim.identifier(UNIQUE_ID, id, "XDSSubmissionSet.uniqueId", uniqueId));
    return new SubmissionSet(set.build());
  }

  public String id() {
    return element.attribute("id").orElse("");
  }

  public Optional<String> uniqueId() {
    return Ebxml.externalIdentifier(element, UNIQUE_ID).map(String::strip);
  }

  public Optional<String> sourceId() {
    return Ebxml.externalIdentifier(element, SOURCE_ID).map(String::strip);
  }

  /** The patient; empty when absent or not a CX. */
  public Optional<PatientIdentifier> patientId() {
    try {
      return Ebxml.externalIdentifier(element, PATIENT_ID).map(PatientIdentifier::parseCx);
    } catch (IllegalArgumentException wrong) {
      return Optional.empty();
    }
  }

  /** A valid DTM in UTC. */
  public Optional<String> submissionTime() {
    return Ebxml.slotValue(element, "submissionTime").filter(Dtm::isValid);
  }

  public Optional<Coded> contentType() {
    return Ebxml.classifications(element, CONTENT_TYPE).stream()
        .flatMap(c -> Codes.read(c).stream())
        .findFirst();
  }

  public List<Author> authors() {
    return Ebxml.classifications(element, AUTHOR).stream().map(Author::read).toList();
  }

  /** {@link Ebxml#APPROVED} or what the peer wrote. */
  public String status() {
    return element.attribute("status").orElse("");
  }
}
