package org.musubi.core;

import java.util.Arrays;
import java.util.Optional;

/**
 * Why data is asked for. Codes of HL7 v3 PurposeOfUse (2.16.840.1.113883.1.11.20448), as XUA
 * carries them.
 */
public enum PurposeOfUse {
  TREATMENT("TREAT", "診療"),
  PATIENT_REQUEST("PATRQT", "本人の請求"),
  OPERATIONS("HOPERAT", "運用");

  /** The code system's OID. */
  public static final String CODE_SYSTEM = "2.16.840.1.113883.1.11.20448";

  private final String code;
  private final String japanese;

  PurposeOfUse(String code, String japanese) {
    this.code = code;
    this.japanese = japanese;
  }

  public String code() {
    return code;
  }

  public String japanese() {
    return japanese;
  }

  /** The purpose with this code, or empty when the platform serves no such purpose. */
  public static Optional<PurposeOfUse> ofCode(String code) {
    return Arrays.stream(values()).filter(purpose -> purpose.code.equals(code)).findFirst();
  }
}
