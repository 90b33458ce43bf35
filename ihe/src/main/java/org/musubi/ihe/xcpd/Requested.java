package org.musubi.ihe.xcpd;

import java.util.Arrays;
import java.util.Optional;

/** Demographics that might lead to a match (ITI TF-2 Table 3.55.4.2.2.6-1). */
public enum Requested {
  GENDER("LivingSubjectAdministrativeGenderRequested"),
  ADDRESS("PatientAddressRequested"),
  TELECOM("PatientTelecomRequested"),
  BIRTH_PLACE_NAME("LivingSubjectBirthPlaceNameRequested"),
  BIRTH_PLACE_ADDRESS("LivingSubjectBirthPlaceAddressRequested"),
  MOTHERS_MAIDEN_NAME("MothersMaidenNameRequested");

  private final String code;

  Requested(String code) {
    this.code = code;
  }

  /** The wire form. */
  public String code() {
    return code;
  }

  static Optional<Requested> of(String code) {
    return Arrays.stream(values()).filter(value -> value.code.equals(code)).findFirst();
  }
}
