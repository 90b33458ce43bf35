package org.musubi.ihe.atna;

/** What an object is (DICOM PS3.15 A.5.1, ParticipantObjectTypeCode). */
public enum ObjectType {
  PERSON,
  SYSTEM_OBJECT,
  ORGANIZATION,
  OTHER;

  /** The number on the wire: 1 to 4. */
  public int code() {
    return ordinal() + 1;
  }
}
