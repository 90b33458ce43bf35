package org.musubi.ihe.xcpd;

import java.util.Arrays;
import java.util.Optional;

/** Administrative gender as HL7 v3 codes it. */
public enum Gender {
  MALE("M"),
  FEMALE("F"),
  UNDIFFERENTIATED("UN");

  private final String code;

  Gender(String code) {
    this.code = code;
  }

  /** The wire form. */
  public String code() {
    return code;
  }

  /** The gender of that wire form. */
  public static Optional<Gender> of(String code) {
    return Arrays.stream(values()).filter(gender -> gender.code.equals(code)).findFirst();
  }
}
