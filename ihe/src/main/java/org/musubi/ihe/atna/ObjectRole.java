package org.musubi.ihe.atna;

/** What part an object played (DICOM PS3.15 A.5.1.2.2, ParticipantObjectTypeCodeRole), in order. */
public enum ObjectRole {
  PATIENT,
  LOCATION,
  REPORT,
  RESOURCE,
  MASTER_FILE,
  USER,
  LIST,
  DOCTOR,
  SUBSCRIBER,
  GUARANTOR,
  SECURITY_USER_ENTITY,
  SECURITY_USER_GROUP,
  SECURITY_RESOURCE,
  SECURITY_GRANULARITY_DEFINITION,
  PROVIDER,
  DATA_DESTINATION,
  DATA_REPOSITORY,
  SCHEDULE,
  CUSTOMER,
  JOB,
  JOB_STREAM,
  TABLE,
  ROUTING_CRITERIA,
  QUERY,
  DATA_SOURCE,
  PROCESSING_ELEMENT;

  /** The number on the wire: 1 to 26. */
  public int code() {
    return ordinal() + 1;
  }
}
