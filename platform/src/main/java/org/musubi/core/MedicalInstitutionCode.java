package org.musubi.core;

import java.util.regex.Pattern;

/**
 * 保険医療機関番号 in its 10-digit form {@code PP F AA NNNN C}: prefecture 01-47, 点数表番号, area, number,
 * check digit (JP Core; DOMAIN 2.1).
 *
 * <p>A wrong check digit is a warning, never a refusal: real data follows two rules, and codes
 * exist that follow neither.
 */
public record MedicalInstitutionCode(String value) {
  private static final Pattern FORM = Pattern.compile("(0[1-9]|[1-3][0-9]|4[0-7])[1-6][0-9]{7}");

  public MedicalInstitutionCode {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "a medical institution code has ten digits and begins with a prefecture 01-47");
    }
  }

  /**
   * Whether the check digit holds: over the last 7 digits in prefectures 11-14, over all 10
   * elsewhere (modulus 10, weights 2-1).
   */
  public boolean checkDigitHolds() {
    int prefecture = Integer.parseInt(value.substring(0, 2));
    return luhn(prefecture >= 11 && prefecture <= 14 ? value.substring(3) : value);
  }

  private static boolean luhn(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      int weighted = i % 2 == 0 ? digit : digit * 2;
      sum += weighted > 9 ? weighted - 9 : weighted;
    }
    return sum % 10 == 0;
  }

  @Override
  public String toString() {
    return value;
  }
}
