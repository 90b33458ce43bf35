package org.musubi.services.records.patients;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A patient of this community.
 *
 * @param number the number in this community's namespace, 1 to 64 characters without blanks
 * @param name in both forms, as far as known
 * @param birthDate absent when not known
 * @param sex administrative sex
 * @param insured 被保険者個人識別子 as received, {@code insurer:symbol:number:branch}; absent when not known
 */
public record Patient(
    String number,
    PersonName name,
    @Nullable LocalDate birthDate,
    Sex sex,
    @Nullable String insured) {

  private static final int LONGEST = 64;

  public Patient {
    if (!isNumber(number)) {
      throw new IllegalArgumentException("not a patient number");
    }
  }

  /** Whether a text can be a patient's number here. */
  public static boolean isNumber(String text) {
    return !text.isEmpty()
        && text.length() <= LONGEST
        && text.chars().noneMatch(c -> c <= ' ' || Character.isWhitespace(c) || c == 0x7f);
  }

  /** Persons do not belong into logs. */
  @Override
  public String toString() {
    return "Patient";
  }

  /** HL7 administrative sex. */
  public enum Sex {
    M,
    F,
    O,
    U;

    /** The code of HL7 v2 table 0001 or its v3 form (UN); U for anything else. */
    public static Sex of(@Nullable String code) {
      return switch (code == null ? "" : code) {
        case "M" -> M;
        case "F" -> F;
        case "O", "UN" -> O;
        default -> U;
      };
    }
  }
}
