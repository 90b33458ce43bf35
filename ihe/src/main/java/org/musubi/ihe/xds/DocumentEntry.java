package org.musubi.ihe.xds;

import static org.musubi.ihe.xds.Ebxml.RIM;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.musubi.ihe.Coded;
import org.musubi.ihe.DocumentKey;
import org.musubi.ihe.HomeCommunityId;
import org.musubi.ihe.Oid;
import org.musubi.ihe.PatientIdentifier;
import org.musubi.ihe.xml.Element;

/**
 * A typed view over a document entry, an {@code ExtrinsicObject} (ITI TF-3 4.2.3.2). Reading is
 * lenient: what a peer left out or wrote wrongly is empty, and the element itself, with all it
 * holds beyond this view, is passed on unchanged.
 *
 * @param element the {@code ExtrinsicObject}
 */
public record DocumentEntry(Element element) {
  /** objectType of a stable document. */
  public static final String STABLE = "urn:uuid:7edca82f-054d-47f2-a032-9b2a5b5186c1";

  /** objectType of an on-demand document. */
  public static final String ON_DEMAND = "urn:uuid:34268e47-fdf5-41a6-ba33-82133c465248";

  /**
   * @throws IllegalArgumentException when the element is no ExtrinsicObject
   */
  public DocumentEntry {
    if (!element.is(RIM, "ExtrinsicObject")) {
      throw new IllegalArgumentException("a document entry is an ExtrinsicObject");
    }
  }

  /** The view, when the element is an ExtrinsicObject. */
  public static Optional<DocumentEntry> of(Element element) {
    return element.is(RIM, "ExtrinsicObject")
        ? Optional.of(new DocumentEntry(element))
        : Optional.empty();
  }

  /** Starts a new entry; see {@link DocumentEntryBuilder}. */
  public static DocumentEntryBuilder builder(String entryUuid, String uniqueId, String mimeType) {
    return new DocumentEntryBuilder(entryUuid, uniqueId, mimeType);
  }

  /** The {@code id}: {@code urn:uuid:…}, or a symbolic id before registration; may be empty. */
  public String entryUuid() {
    return element.attribute("id").orElse("");
  }

  public Optional<String> uniqueId() {
    return Ebxml.externalIdentifier(element, DocumentScheme.UNIQUE_ID).map(String::strip);
  }

  /** The community; empty when absent or not an OID URN. */
  public Optional<HomeCommunityId> home() {
    return element.attribute("home").flatMap(attempt(HomeCommunityId::parse));
  }

  public Optional<Oid> repository() {
    return Ebxml.slotValue(element, "repositoryUniqueId").flatMap(attempt(Oid::new));
  }

  /** What retrieves this document; empty when the repository or the unique id is missing. */
  public Optional<DocumentKey> key() {
    return repository()
        .flatMap(repository ->
            uniqueId()
                .flatMap(attempt(id -> new DocumentKey(home().orElse(null), repository, id))));
  }

  public Optional<PatientIdentifier> patientId() {
    return Ebxml.externalIdentifier(element, DocumentScheme.PATIENT_ID)
        .flatMap(attempt(PatientIdentifier::parseCx));
  }

  public Optional<PatientIdentifier> sourcePatientId() {
    return Ebxml.slotValue(element, "sourcePatientId").flatMap(attempt(PatientIdentifier::parseCx));
  }

  /** SHA-1 of the document in lower case hex; empty when absent or not 40 hex digits. */
  public Optional<String> hash() {
    return Ebxml.slotValue(element, "hash")
        .filter(hash -> hash.matches("[0-9a-fA-F]{40}"))
        .map(hash -> hash.toLowerCase(Locale.ROOT));
  }

  /** The size in bytes. */
  public OptionalLong size() {
    return Ebxml.slotValue(element, "size")
        .filter(size -> size.matches("[0-9]{1,18}"))
        .map(size -> OptionalLong.of(Long.parseLong(size)))
        .orElse(OptionalLong.empty());
  }

  public String mimeType() {
    return element.attribute("mimeType").orElse("application/octet-stream");
  }

  public Optional<String> title() {
    return Ebxml.localized(element, "Name");
  }

  public Optional<String> comments() {
    return Ebxml.localized(element, "Description");
  }

  public Optional<Coded> classCode() {
    return code(DocumentScheme.CLASS);
  }

  public Optional<Coded> typeCode() {
    return code(DocumentScheme.TYPE);
  }

  public Optional<Coded> formatCode() {
    return code(DocumentScheme.FORMAT);
  }

  public Optional<Coded> facilityTypeCode() {
    return code(DocumentScheme.FACILITY_TYPE);
  }

  public Optional<Coded> practiceSettingCode() {
    return code(DocumentScheme.PRACTICE_SETTING);
  }

  public List<Coded> confidentialityCodes() {
    return codes(DocumentScheme.CONFIDENTIALITY);
  }

  public List<Coded> eventCodes() {
    return codes(DocumentScheme.EVENT);
  }

  public List<Author> authors() {
    return Ebxml.classifications(element, DocumentScheme.AUTHOR).stream()
        .map(Author::read)
        .toList();
  }

  /** A valid DTM in UTC; see {@link Dtm}. */
  public Optional<String> creationTime() {
    return time("creationTime");
  }

  public Optional<String> serviceStartTime() {
    return time("serviceStartTime");
  }

  public Optional<String> serviceStopTime() {
    return time("serviceStopTime");
  }

  public Optional<String> languageCode() {
    return Ebxml.slotValue(element, "languageCode");
  }

  /** {@code urn:ihe:iti:xds:2013:referenceIdList} values, as CXi. */
  public List<String> referenceIds() {
    return Ebxml.slot(element, "urn:ihe:iti:xds:2013:referenceIdList");
  }

  /** {@link Ebxml#APPROVED}, {@link Ebxml#DEPRECATED}, another URN, or empty. */
  public String status() {
    return element.attribute("status").orElse("");
  }

  /** {@link #STABLE}, {@link #ON_DEMAND}, or what the peer wrote. */
  public String objectType() {
    return element.attribute("objectType").orElse("");
  }

  public DocumentEntry withHome(HomeCommunityId home) {
    return new DocumentEntry(element.withAttribute("home", home.toString()));
  }

  public DocumentEntry withStatus(String status) {
    return new DocumentEntry(element.withAttribute("status", status));
  }

  /** With what a repository adds on ITI-42: where it keeps the document, its SHA-1 and its size. */
  public DocumentEntry stored(Oid repository, String sha1Hex, long size) {
    Element next = Rim.withSlot(element, "repositoryUniqueId", List.of(repository.value()));
    next = Rim.withSlot(next, "hash", List.of(sha1Hex));
    return new DocumentEntry(Rim.withSlot(next, "size", List.of(Long.toString(size))));
  }

  /** The reference that answers {@code returnType="ObjectRef"}, with the home when there is one. */
  public Element toObjectRef() {
    Element.Builder ref = Element.of(RIM, "rim:ObjectRef").attribute("id", entryUuid());
    element.attribute("home").ifPresent(home -> ref.attribute("home", home));
    return ref.build();
  }

  private Optional<Coded> code(String scheme) {
    return codes(scheme).stream().findFirst();
  }

  private List<Coded> codes(String scheme) {
    return Ebxml.classifications(element, scheme).stream()
        .flatMap(c -> Codes.read(c).stream())
        .toList();
  }

  private Optional<String> time(String slot) {
    return Ebxml.slotValue(element, slot).filter(Dtm::isValid);
  }

  private static <T> Function<String, Optional<T>> attempt(Function<String, T> parse) {
    return text -> {
      try {
        return Optional.of(parse.apply(text));
      } catch (IllegalArgumentException wrong) {
        return Optional.empty();
      }
    };
  }
}
