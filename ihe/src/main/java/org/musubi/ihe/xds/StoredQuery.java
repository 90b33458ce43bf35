package org.musubi.ihe.xds;

import static org.musubi.ihe.xds.Parameter.conjunctive;
import static org.musubi.ihe.xds.Parameter.many;
import static org.musubi.ihe.xds.Parameter.single;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.musubi.ihe.xds.Parameter.Type;

/**
 * The stored queries of XDS.b that XCA carries (ITI TF-2 3.18.4.1.2.3.7 and .4, 3.38.4.1.2.3): what
 * each is called on the wire, and which parameters it takes.
 */
public enum StoredQuery {
  FIND_DOCUMENTS("14d4debf-8f97-4251-9a74-a90016b0af0d", Filters.documents()),
  FIND_SUBMISSION_SETS(
      "f26abbcb-ac74-4422-8a30-edb644bbc1a9",
      List.of(
          single("$XDSSubmissionSetPatientId", Type.PATIENT).mandatory(),
          many("$XDSSubmissionSetSourceId", Type.TEXT),
          single("$XDSSubmissionSetSubmissionTimeFrom", Type.TIME),
          single("$XDSSubmissionSetSubmissionTimeTo", Type.TIME),
          single("$XDSSubmissionSetAuthorPerson", Type.PATTERN),
          many("$XDSSubmissionSetContentType", Type.CODE),
          many("$XDSSubmissionSetStatus", Type.STATUS).mandatory())),
  FIND_FOLDERS(
      "958f3006-baad-4929-a4de-ff1114824431",
      List.of(
          single("$XDSFolderPatientId", Type.PATIENT).mandatory(),
          single("$XDSFolderLastUpdateTimeFrom", Type.TIME),
          single("$XDSFolderLastUpdateTimeTo", Type.TIME),
          conjunctive("$XDSFolderCodeList", Type.CODE),
          many("$XDSFolderStatus", Type.STATUS).mandatory())),
  GET_ALL(
      "10b545ea-725c-446d-9b95-8aeb444eddf3",
      List.of(
          single("$patientId", Type.PATIENT).mandatory(),
          many("$XDSDocumentEntryStatus", Type.STATUS).mandatory(),
          many("$XDSSubmissionSetStatus", Type.STATUS).mandatory(),
          many("$XDSFolderStatus", Type.STATUS).mandatory(),
          many(Filters.FORMAT, Type.CODE),
          conjunctive(Filters.CONFIDENTIALITY, Type.CODE),
          many(Filters.ENTRY_TYPE, Type.TEXT))),
  GET_DOCUMENTS(
      "5c4f972b-d56b-40ac-a5fc-c8ca9b40b9d4",
      List.of(many(Filters.ENTRY_UUID, Type.UUID), many(Filters.UNIQUE_ID, Type.TEXT)),
      Filters.ENTRY_UUID,
      Filters.UNIQUE_ID),
  GET_FOLDERS(
      "5737b14c-8a1a-4539-b659-e03a34a5e1e4",
      List.of(many("$XDSFolderEntryUUID", Type.UUID), many("$XDSFolderUniqueId", Type.TEXT)),
      "$XDSFolderEntryUUID",
      "$XDSFolderUniqueId"),
  GET_ASSOCIATIONS(
      "a7ae438b-4bc2-4642-93e9-be891f7bb155", List.of(many("$uuid", Type.UUID).mandatory())),
  GET_DOCUMENTS_AND_ASSOCIATIONS(
      "bab9529a-4a10-40b3-a01f-f68a615d247a",
      List.of(many(Filters.ENTRY_UUID, Type.UUID), many(Filters.UNIQUE_ID, Type.TEXT)),
      Filters.ENTRY_UUID,
      Filters.UNIQUE_ID),
  GET_SUBMISSION_SETS(
      "51224314-5390-4169-9b91-b1980040715a", List.of(many("$uuid", Type.UUID).mandatory())),
  GET_SUBMISSION_SET_AND_CONTENTS(
      "e8e3cb2c-e39c-46b9-99e4-c12f57260b83",
      Filters.contents("$XDSSubmissionSetEntryUUID", "$XDSSubmissionSetUniqueId"),
      "$XDSSubmissionSetEntryUUID",
      "$XDSSubmissionSetUniqueId"),
  GET_FOLDER_AND_CONTENTS(
      "b909a503-523d-4517-8acf-8e5834dfc4c7",
      Filters.contents("$XDSFolderEntryUUID", "$XDSFolderUniqueId"),
      "$XDSFolderEntryUUID",
      "$XDSFolderUniqueId"),
  GET_FOLDERS_FOR_DOCUMENT(
      "10cae35a-c7f9-4cf5-b61e-fc3278ffb578",
      List.of(single(Filters.ENTRY_UUID, Type.UUID), single(Filters.UNIQUE_ID, Type.TEXT)),
      Filters.ENTRY_UUID,
      Filters.UNIQUE_ID),
  GET_RELATED_DOCUMENTS(
      "d90e5407-b356-4d91-a89f-873917b4b0e6",
      List.of(
          single(Filters.ENTRY_UUID, Type.UUID),
          single(Filters.UNIQUE_ID, Type.TEXT),
          many("$AssociationTypes", Type.TEXT).mandatory(),
          many(Filters.ENTRY_TYPE, Type.TEXT)),
      Filters.ENTRY_UUID,
      Filters.UNIQUE_ID),
  FIND_DOCUMENTS_BY_REFERENCE_ID(
      "12941a89-e02e-4be5-967c-ce4bfc8fe492", Filters.documentsByReference());

  private static final Map<String, StoredQuery> BY_ID =
      Arrays.stream(values()).collect(Collectors.toMap(StoredQuery::id, Function.identity()));

  private final String id;
  private final List<Parameter> parameters;
  private final List<String> exactlyOneOf;

  StoredQuery(String uuid, List<Parameter> parameters, String... exactlyOneOf) {
    this.id = "urn:uuid:" + uuid;
    this.parameters = parameters;
    this.exactlyOneOf = List.of(exactlyOneOf);
  }

  /** The wire form, {@code urn:uuid:…}. */
  public String id() {
    return id;
  }

  /** Every parameter the query defines. */
  public List<Parameter> parameters() {
    return parameters;
  }

  /** Parameters of which exactly one must be given; empty when there is no such choice. */
  public List<String> exactlyOneOf() {
    return exactlyOneOf;
  }

  /** The parameter of that name. */
  public Optional<Parameter> parameter(String name) {
    return parameters.stream().filter(parameter -> parameter.name().equals(name)).findFirst();
  }

  /**
   * The parameter that names the patient. Empty for the queries that name registry objects: across
   * gateways those must carry the homeCommunityId instead (3.38.4.1.2.1).
   */
  public Optional<Parameter> patientParameter() {
    return parameters.stream().filter(p -> p.type() == Type.PATIENT).findFirst();
  }

  /** The query of that wire form. */
  public static Optional<StoredQuery> of(String id) {
    return Optional.ofNullable(BY_ID.get(id));
  }

  /** Parameters that several queries share; a class of its own so that it exists before them. */
  private static final class Filters {
    static final String ENTRY_UUID = "$XDSDocumentEntryEntryUUID";
    static final String UNIQUE_ID = "$XDSDocumentEntryUniqueId";
    static final String FORMAT = "$XDSDocumentEntryFormatCode";
    static final String CONFIDENTIALITY = "$XDSDocumentEntryConfidentialityCode";
    static final String ENTRY_TYPE = "$XDSDocumentEntryType";

    static List<Parameter> documents() {
      return List.of(
          single("$XDSDocumentEntryPatientId", Type.PATIENT).mandatory(),
          many("$XDSDocumentEntryClassCode", Type.CODE),
          many("$XDSDocumentEntryTypeCode", Type.CODE),
          many("$XDSDocumentEntryPracticeSettingCode", Type.CODE),
          single("$XDSDocumentEntryCreationTimeFrom", Type.TIME),
          single("$XDSDocumentEntryCreationTimeTo", Type.TIME),
          single("$XDSDocumentEntryServiceStartTimeFrom", Type.TIME),
          single("$XDSDocumentEntryServiceStartTimeTo", Type.TIME),
          single("$XDSDocumentEntryServiceStopTimeFrom", Type.TIME),
          single("$XDSDocumentEntryServiceStopTimeTo", Type.TIME),
          many("$XDSDocumentEntryHealthcareFacilityTypeCode", Type.CODE),
          conjunctive("$XDSDocumentEntryEventCodeList", Type.CODE),
          conjunctive(CONFIDENTIALITY, Type.CODE),
          many("$XDSDocumentEntryAuthorPerson", Type.PATTERN),
          many(FORMAT, Type.CODE),
          many("$XDSDocumentEntryStatus", Type.STATUS).mandatory(),
          many(ENTRY_TYPE, Type.TEXT));
    }

    static List<Parameter> documentsByReference() {
      List<Parameter> all = new ArrayList<>(documents());
      all.add(1, conjunctive("$XDSDocumentEntryReferenceIdList", Type.TEXT).mandatory());
      return List.copyOf(all);
    }

    static List<Parameter> contents(String uuid, String uniqueId) {
      return List.of(
          single(uuid, Type.UUID),
          single(uniqueId, Type.TEXT),
          many(FORMAT, Type.CODE),
          conjunctive(CONFIDENTIALITY, Type.CODE),
          many(ENTRY_TYPE, Type.TEXT));
    }
  }
}
