package org.musubi.e2e.walk;

import org.musubi.e2e.harness.Community;

/**
 * A fictitious patient as the asking community knows her.
 *
 * @param assigner OID of whoever gave the identifier
 * @param identifier the identifier there
 * @param family family name in kanji
 * @param given given name in kanji
 * @param birth yyyyMMdd
 * @param gender M or F
 */
public record Patient(
    String assigner, String identifier, String family, String given, String birth, String gender) {
  /** 結城 花子 as region east knows her. */
  public static final Patient HANAKO =
      new Patient(Community.EAST.assigner(), "E-1001", "結城", "花子", "19680412", "F");
}
