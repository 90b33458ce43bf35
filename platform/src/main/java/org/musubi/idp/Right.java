package org.musubi.idp;

/** What a person may do on the pages. */
public enum Right {
  /** Look for patients and read documents: 医療従事者. */
  READ_RECORDS,
  /** Take consents and withdrawals at the desk: 同意窓口. */
  TAKE_CONSENT,
  /** One's own consents and the history of who looked: 患者本人. */
  OWN_RECORD,
  /** Search the audit trail: 監査担当. */
  AUDIT,
  /** Anybody who has signed in. */
  SIGNED_IN,
  /** Anybody at all: the sign-in page, style sheet, errors. */
  PUBLIC
}
