package org.musubi.ihe.atna;

import org.jspecify.annotations.Nullable;

/**
 * A coded value of an audit message (DICOM PS3.15 A.5.1, CodedValueType). DICOM wants code, system
 * and original text; real senders leave out one or the other, hence what may be absent.
 *
 * @param code the code ({@code csd-code}, {@code code} in RFC 3881), not blank
 * @param system {@code codeSystemName}, an OID or a name
 * @param text {@code originalText}, what the sender calls it
 * @param displayName {@code displayName}
 */
public record AuditCode(
    String code, @Nullable String system, @Nullable String text, @Nullable String displayName) {
  /**
   * @throws IllegalArgumentException when the code is blank
   */
  public AuditCode {
    if (code.isBlank()) {
      throw new IllegalArgumentException("a coded value has a code");
    }
  }

  /** A whole coded value. */
  public static AuditCode of(String code, String system, String text) {
    return new AuditCode(code, system, text, null);
  }

  /** A code of DICOM PS3.16 Annex D. */
  static AuditCode dicom(String code, String text) {
    return of(code, "DCM", text);
  }

  /** A number of RFC 3881, written as ITI TF-2 3.20.7.1.3 asks. */
  static AuditCode rfc3881(String code, String text) {
    return of(code, "RFC-3881", text);
  }

  /** Whether both name the same concept, whatever they call it. */
  public boolean means(AuditCode other) {
    return code.equals(other.code) && system != null && system.equals(other.system);
  }
}
