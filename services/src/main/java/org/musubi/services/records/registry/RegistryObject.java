package org.musubi.services.records.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.musubi.ihe.PatientIdentifier;
import org.musubi.ihe.xds.Dtm;
import org.musubi.ihe.xds.Ebxml;
import org.musubi.ihe.xml.Element;

/**
 * A typed view over a document entry, submission set or folder, for what registering and querying
 * compare.
 *
 * @param kind which of the three
 * @param element as received
 */
record RegistryObject(Kind kind, Element element) {
  private static final String FIRST = "00000101000000";

  /** What queries compare: a name and a value, codes as {@code code^^scheme}. */
  record Facet(String name, String value) {}

  String id() {
    return element.attribute("id").orElse("");
  }

  Optional<String> uniqueId() {
    return identifier(kind.uniqueIdScheme()).map(String::strip).filter(id -> !id.isEmpty());
  }

  /** The patient; empty when absent or not a CX. */
  Optional<PatientIdentifier> patient() {
    try {
      return identifier(kind.patientScheme()).map(PatientIdentifier::parseCx);
    } catch (IllegalArgumentException wrong) {
      return Optional.empty();
    }
  }

  /** submissionTime, creationTime or lastUpdateTime, padded to 14 digits. */
  Optional<String> time() {
    return time(kind.timeSlot());
  }

  Optional<String> time(String slot) {
    return Ebxml.slotValue(element, slot).filter(Dtm::isValid).map(RegistryObject::pad);
  }

  /** The first instant a DTM can mean, as 14 digits. */
  static String pad(String dtm) {
    return dtm + FIRST.substring(dtm.length());
  }

  String objectType() {
    return element.attribute("objectType").orElse("");
  }

  Optional<String> hash() {
    return Ebxml.slotValue(element, "hash");
  }

  List<Facet> facets() {
    var facets = new ArrayList<Facet>();
    kind.codes()
        .forEach((name, scheme) -> codes(scheme).forEach(c -> facets.add(new Facet(name, c))));
    for (var author : classifications(kind.authorScheme())) {
      Ebxml.slot(author, "authorPerson").forEach(p -> facets.add(new Facet("author", p)));
    }
    Ebxml.slot(element, "urn:ihe:iti:xds:2013:referenceIdList")
        .forEach(id -> facets.add(new Facet("reference", id)));
    if (kind == Kind.SET) {
      identifier(Kind.SOURCE_ID).ifPresent(id -> facets.add(new Facet("source", id.strip())));
    }
    return facets;
  }

  /** Names of required attributes that are missing or cannot be read. */
  List<String> missing() {
    var missing = new ArrayList<String>();
    need(missing, "uniqueId", uniqueId().isPresent());
    need(missing, "patientId", patient().isPresent());
    for (var name : kind.required()) {
      var scheme = kind.codes().get(name);
      need(missing, name + "Code", scheme != null && !codes(scheme).isEmpty());
    }
    switch (kind) {
      case ENTRY -> {
        need(missing, "objectType", Kind.isEntryType(objectType()));
        need(missing, "mimeType", element.attribute("mimeType").isPresent());
        need(missing, "languageCode", Ebxml.slotValue(element, "languageCode").isPresent());
        need(missing, "creationTime", time().isPresent());
        need(missing, "sourcePatientId", Ebxml.slotValue(element, "sourcePatientId").isPresent());
      }
      case SET -> {
        need(missing, "submissionTime", time().isPresent());
        need(missing, "sourceId", identifier(Kind.SOURCE_ID).isPresent());
      }
      case FOLDER -> {}
    }
    return missing;
  }

  private static void need(List<String> missing, String name, boolean there) {
    if (!there) {
      missing.add(name);
    }
  }

  RegistryObject with(Element changed) {
    return new RegistryObject(kind, changed);
  }

  private List<String> codes(String scheme) {
    return classifications(scheme).stream()
        .flatMap(c ->
            Ebxml.slotValue(c, "codingScheme").stream()
                .map(system -> c.attribute("nodeRepresentation").orElse("") + "^^" + system))
        .filter(code -> !code.startsWith("^"))
        .toList();
  }

  private List<Element> classifications(String scheme) {
    return element.all(Ebxml.RIM, "Classification").stream()
        .filter(c -> c.attribute("classificationScheme").filter(scheme::equals).isPresent())
        .toList();
  }

  private Optional<String> identifier(String scheme) {
    return element.all(Ebxml.RIM, "ExternalIdentifier").stream()
        .filter(id -> id.attribute("identificationScheme").filter(scheme::equals).isPresent())
        .findFirst()
        .flatMap(id -> id.attribute("value"));
  }
}
