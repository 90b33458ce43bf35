package org.musubi.ihe.xds;

import static org.musubi.ihe.xds.Ebxml.RIM;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.musubi.ihe.Coded;
import org.musubi.ihe.HomeCommunityId;
import org.musubi.ihe.Oid;
import org.musubi.ihe.PatientIdentifier;
import org.musubi.ihe.xml.Element;

/** Makes document entries; the parts come out in the order the ebRIM schema wants. */
public final class DocumentEntryBuilder {
  private final String entryUuid;
  private final String uniqueId;
  private final String mimeType;
  private final List<Element> slots = new ArrayList<>();
  private final List<Element> classifications = new ArrayList<>();
  private final List<Element> identifiers = new ArrayList<>();
  private String status = Ebxml.APPROVED;
  private String objectType = DocumentEntry.STABLE;
  private @Nullable HomeCommunityId home;
  private @Nullable String title;
  private @Nullable String comments;
  private int authors;

  DocumentEntryBuilder(String entryUuid, String uniqueId, String mimeType) {
    this.entryUuid = entryUuid;
    this.uniqueId = uniqueId;
    this.mimeType = mimeType;
  }

  public DocumentEntryBuilder home(HomeCommunityId home) {
    this.home = home;
    return this;
  }

  public DocumentEntryBuilder status(String status) {
    this.status = status;
    return this;
  }

  public DocumentEntryBuilder objectType(String objectType) {
    this.objectType = objectType;
    return this;
  }

  public DocumentEntryBuilder title(String title) {
    this.title = title;
    return this;
  }

  public DocumentEntryBuilder comments(String comments) {
    this.comments = comments;
    return this;
  }

  /** The patient in the registry's domain. */
  public DocumentEntryBuilder patient(PatientIdentifier patient) {
    identifiers.add(
        Rim.identifier(
            DocumentScheme.PATIENT_ID, entryUuid, "XDSDocumentEntry.patientId", patient.toCx()));
    return this;
  }

  /** The patient in the domain of the facility that wrote the document. */
  public DocumentEntryBuilder sourcePatient(PatientIdentifier patient) {
    return slot("sourcePatientId", patient.toCx());
  }

  /** Where the document is kept, its SHA-1 in hex and its size in bytes. */
  public DocumentEntryBuilder stored(Oid repository, String sha1Hex, long size) {
    return slot("repositoryUniqueId", repository.value())
        .slot("hash", sha1Hex)
        .slot("size", Long.toString(size));
  }

  public DocumentEntryBuilder created(Instant instant) {
    return slot("creationTime", Dtm.of(instant));
  }

  public DocumentEntryBuilder service(Instant start, Instant stop) {
    return slot("serviceStartTime", Dtm.of(start)).slot("serviceStopTime", Dtm.of(stop));
  }

  /** RFC 5646, e.g. {@code ja-JP}. */
  public DocumentEntryBuilder language(String code) {
    return slot("languageCode", code);
  }

  /** Any further slot. */
  public DocumentEntryBuilder slot(String name, String... values) {
    slots.add(Rim.slot(name, List.of(values)));
    return this;
  }

  public DocumentEntryBuilder author(Author author) {
    classifications.add(Rim.author(DocumentScheme.AUTHOR, entryUuid, author, ++authors));
    return this;
  }

  public DocumentEntryBuilder classCode(Coded code) {
    return coded(DocumentScheme.CLASS, code);
  }

  public DocumentEntryBuilder typeCode(Coded code) {
    return coded(DocumentScheme.TYPE, code);
  }

  public DocumentEntryBuilder formatCode(Coded code) {
    return coded(DocumentScheme.FORMAT, code);
  }

  public DocumentEntryBuilder facilityTypeCode(Coded code) {
    return coded(DocumentScheme.FACILITY_TYPE, code);
  }

  public DocumentEntryBuilder practiceSettingCode(Coded code) {
    return coded(DocumentScheme.PRACTICE_SETTING, code);
  }

  public DocumentEntryBuilder confidentialityCode(Coded code) {
    return coded(DocumentScheme.CONFIDENTIALITY, code);
  }

  public DocumentEntryBuilder eventCode(Coded code) {
    return coded(DocumentScheme.EVENT, code);
  }

  private DocumentEntryBuilder coded(String scheme, Coded code) {
    classifications.add(Rim.coded(scheme, entryUuid, code));
    return this;
  }

  public DocumentEntry build() {
    Element.Builder object =
        Element.of(RIM, "rim:ExtrinsicObject")
            .attribute("id", entryUuid)
            .attribute("mimeType", mimeType)
            .attribute("objectType", objectType)
            .attribute("status", status);
    if (home != null) {
      object.attribute("home", home.toString());
    }
    slots.forEach(object::add);
    if (title != null) {
      object.add(Rim.localized("Name", title));
    }
    if (comments != null) {
      object.add(Rim.localized("Description", comments));
    }
    classifications.forEach(object::add);
    identifiers.forEach(object::add);
    object.add(
        Rim.identifier(DocumentScheme.UNIQUE_ID, entryUuid, "XDSDocumentEntry.uniqueId", uniqueId));
    return new DocumentEntry(object.build());
  }
}
