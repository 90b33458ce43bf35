package org.musubi.ihe.atna;

/** What became of the data (DICOM PS3.15 A.5.1.2.3, ParticipantObjectDataLifeCycle), in order. */
public enum LifeCycle {
  ORIGINATION,
  IMPORT,
  AMENDMENT,
  VERIFICATION,
  TRANSLATION,
  ACCESS,
  DE_IDENTIFICATION,
  AGGREGATION,
  REPORT,
  EXPORT,
  DISCLOSURE,
  RECEIPT_OF_DISCLOSURE,
  ARCHIVING,
  LOGICAL_DELETION,
  PERMANENT_ERASURE;

  /** The number on the wire: 1 to 15. */
  public int code() {
    return ordinal() + 1;
  }
}
