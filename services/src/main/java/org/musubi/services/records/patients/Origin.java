package org.musubi.services.records.patients;

/**
 * Where a patient's data came from. Basic data (ADT-00, the catalogue) outranks what a document's
 * submission or a message says in passing; within a rank the later wins.
 */
public enum Origin {
  ADT_00("ADT-00", true),
  CATALOGUE("CATALOGUE", true),
  SUBMISSION("SUBMISSION", false),
  MESSAGE("MESSAGE", false);

  private final String code;
  private final boolean basic;

  Origin(String code, boolean basic) {
    this.code = code;
    this.basic = basic;
  }

  String code() {
    return code;
  }

  boolean basic() {
    return basic;
  }
}
