package org.musubi.services.records.support;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.musubi.ihe.Coded;
import org.musubi.ihe.Oid;
import org.musubi.ihe.PatientIdentifier;
import org.musubi.ihe.xds.Association;
import org.musubi.ihe.xds.Author;
import org.musubi.ihe.xds.DocumentEntry;
import org.musubi.ihe.xds.DocumentEntryBuilder;
import org.musubi.ihe.xds.ProvideAndRegister;
import org.musubi.ihe.xds.RegisterDocumentSet;
import org.musubi.ihe.xds.SubmissionSet;
import org.musubi.ihe.xml.Element;

/** Submissions as a clinic's system writes them. */
public final class Submissions {
  public static final Coded TYPE = new Coded("57133-1", "2.16.840.1.113883.6.1", "診療情報提供書");
  private static final Coded ANY = new Coded("N", "2.16.840.1.113883.5.25", "通常");
  private static final Instant CREATED = Instant.parse("2026-11-02T07:45:00Z");

  private Submissions() {}

  public static String oid() {
    return "2.25." + Math.abs(UUID.randomUUID().getLeastSignificantBits());
  }

  public static DocumentEntryBuilder entry(String id, String uniqueId, PatientIdentifier patient) {
    return DocumentEntry.builder(id, uniqueId, "text/plain")
        .title("診療情報提供書")
        .created(CREATED)
        .language("ja-JP")
        .sourcePatient(patient)
        .author(Author.of("港", "三郎", "西浜みなとクリニック"))
        .classCode(TYPE)
        .typeCode(TYPE)
        .formatCode(
            new Coded("urn:ihe:iti:xds:2017:mimeTypeSufficient", "1.3.6.1.4.1.19376.1.2.3", "text"))
        .facilityTypeCode(ANY)
        .practiceSettingCode(ANY)
        .confidentialityCode(ANY)
        .patient(patient);
  }

  public static DocumentEntryBuilder withPerson(DocumentEntryBuilder entry) {
    return entry.slot(
        "sourcePatientInfo", "PID-5|𠮷田^太郎^^^^^L^I~ヨシダ^タロウ^^^^^L^P", "PID-7|19751103", "PID-8|M");
  }

  public static RegisterDocumentSet set(
      String uniqueId, PatientIdentifier patient, List<DocumentEntry> entries, Element... further) {
    var set =
        SubmissionSet.of(
            "set-" + uniqueId, uniqueId, new Oid("1.2.3.4"), patient, CREATED, TYPE, List.of());
    var objects = new ArrayList<>(RegisterDocumentSet.of(set, entries).objects());
    objects.addAll(List.of(further));
    return new RegisterDocumentSet(objects);
  }

  public static Element relation(String type, String source, String target) {
    return Association.of("a-" + UUID.randomUUID(), type, source, target).element();
  }

  public static Element provide(RegisterDocumentSet set) {
    return ProvideAndRegister.of(set).toElement();
  }

  public static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  public static String sha1(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(content));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A folder as ITI-41 brings it. */
  public static Element folder(String id, String uniqueId, PatientIdentifier patient) {
    String rim = org.musubi.ihe.xds.Ebxml.RIM;
    var node =
        Element.of(rim, "rim:Classification")
            .attribute("id", id + "-node")
            .attribute("classifiedObject", id)
            .attribute("classificationNode", SubmissionSet.FOLDER_NODE)
            .build();
    return Element.of(rim, "rim:RegistryPackage")
        .attribute("id", id)
        .add(node)
        .add(identifier(id, "urn:uuid:f64ffdf0-4b97-4e06-b79f-a52b38ec2f8a", patient.toCx()))
        .add(identifier(id, "urn:uuid:75df8f67-9973-4fbe-a900-df66cefecc5a", uniqueId))
        .build();
  }

  private static Element identifier(String object, String scheme, String value) {
    return Element.of(org.musubi.ihe.xds.Ebxml.RIM, "rim:ExternalIdentifier")
        .attribute("id", "e-" + UUID.randomUUID())
        .attribute("registryObject", object)
        .attribute("identificationScheme", scheme)
        .attribute("value", value)
        .build();
  }

  /** The same set with associations from {@code from} coming from {@code to}. */
  public static RegisterDocumentSet replace(RegisterDocumentSet set, String from, String to) {
    return new RegisterDocumentSet(
        set.objects().stream()
            .map(object ->
                object.attribute("sourceObject").filter(from::equals).isPresent()
                    ? object.withAttribute("sourceObject", to)
                    : object)
            .toList());
  }
}
