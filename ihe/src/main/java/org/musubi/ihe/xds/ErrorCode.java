package org.musubi.ihe.xds;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The error codes of document sharing (ITI TF-3 Table 4.2.4.1-2). */
public enum ErrorCode {
  DOCUMENT_QUEUED("DocumentQueued"),
  INVALID_DOCUMENT_CONTENT("InvalidDocumentContent"),
  PARTIAL_APPEND_CONTENT_NOT_PROCESSED("PartialAppendContentNotProcessed"),
  PARTIAL_FOLDER_CONTENT_NOT_PROCESSED("PartialFolderContentNotProcessed"),
  PARTIAL_RELATIONSHIP_CONTENT_NOT_PROCESSED("PartialRelationshipContentNotProcessed"),
  PARTIAL_REPLACE_CONTENT_NOT_PROCESSED("PartialReplaceContentNotProcessed"),
  PARTIAL_TRANSFORM_NOT_PROCESSED("PartialTransformNotProcessed"),
  PARTIAL_TRANSFORM_REPLACE_NOT_PROCESSED("PartialTransformReplaceNotProcessed"),
  UNRESOLVED_REFERENCE("UnresolvedReferenceException"),
  DOCUMENT_UNIQUE_ID_ERROR("XDSDocumentUniqueIdError"),
  DUPLICATE_UNIQUE_ID_IN_REGISTRY("XDSDuplicateUniqueIdInRegistry"),
  EXTRA_METADATA_NOT_SAVED("XDSExtraMetadataNotSaved"),
  MISSING_DOCUMENT("XDSMissingDocument"),
  MISSING_DOCUMENT_METADATA("XDSMissingDocumentMetadata"),
  MISSING_HOME_COMMUNITY_ID("XDSMissingHomeCommunityId"),
  NON_IDENTICAL_HASH("XDSNonIdenticalHash"),
  NON_IDENTICAL_SIZE("XDSNonIdenticalSize"),
  PATIENT_ID_DOES_NOT_MATCH("XDSPatientIdDoesNotMatch"),
  REGISTRY_BUSY("XDSRegistryBusy"),
  REPOSITORY_BUSY("XDSRepositoryBusy"),
  REGISTRY_DEPRECATED_DOCUMENT_ERROR("XDSRegistryDeprecatedDocumentError"),
  REGISTRY_DUPLICATE_UNIQUE_ID_IN_MESSAGE("XDSRegistryDuplicateUniqueIdInMessage"),
  REPOSITORY_DUPLICATE_UNIQUE_ID_IN_MESSAGE("XDSRepositoryDuplicateUniqueIdInMessage"),
  REGISTRY_ERROR("XDSRegistryError"),
  REPOSITORY_ERROR("XDSRepositoryError"),
  REGISTRY_METADATA_ERROR("XDSRegistryMetadataError"),
  REPOSITORY_METADATA_ERROR("XDSRepositoryMetadataError"),
  REGISTRY_NOT_AVAILABLE("XDSRegistryNotAvailable"),
  REGISTRY_OUT_OF_RESOURCES("XDSRegistryOutOfResources"),
  REPOSITORY_OUT_OF_RESOURCES("XDSRepositoryOutOfResources"),
  REPLACE_FAILED("XDSReplaceFailed"),
  RESULT_NOT_SINGLE_PATIENT("XDSResultNotSinglePatient"),
  STORED_QUERY_MISSING_PARAM("XDSStoredQueryMissingParam"),
  STORED_QUERY_PARAM_NUMBER("XDSStoredQueryParamNumber"),
  TOO_MANY_RESULTS("XDSTooManyResults"),
  UNAVAILABLE_COMMUNITY("XDSUnavailableCommunity"),
  UNKNOWN_COMMUNITY("XDSUnknownCommunity"),
  UNKNOWN_PATIENT_ID("XDSUnknownPatientId"),
  UNKNOWN_REPOSITORY_ID("XDSUnknownRepositoryId"),
  UNKNOWN_STORED_QUERY("XDSUnknownStoredQuery");

  private static final Map<String, ErrorCode> BY_CODE =
      Arrays.stream(values()).collect(Collectors.toMap(ErrorCode::code, Function.identity()));

  private final String code;

  ErrorCode(String code) {
    this.code = code;
  }

  /** The wire form, as the attribute {@code errorCode} carries it. */
  public String code() {
    return code;
  }

  /** The code of that wire form; empty for an extension. */
  public static Optional<ErrorCode> of(String code) {
    return Optional.ofNullable(BY_CODE.get(code));
  }

  @Override
  public String toString() {
    return code;
  }
}
