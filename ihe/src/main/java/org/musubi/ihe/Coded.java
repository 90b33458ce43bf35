package org.musubi.ihe;

import org.jspecify.annotations.Nullable;

/**
 * A code and the system it belongs to: HL7 v3 CE, and the coded attributes of XDS metadata.
 *
 * @param code the code, not blank
 * @param system the code system (mostly an OID), not blank
 * @param display what a person reads; absent when the sender gave none
 */
public record Coded(String code, String system, @Nullable String display) {
  /**
   * @throws IllegalArgumentException when the code or its system is blank
   */
  public Coded {
    if (code.isBlank() || system.isBlank()) {
      throw new IllegalArgumentException("a coded value has a code and a code system");
    }
  }

  /** A code without a name. */
  public static Coded of(String code, String system) {
    return new Coded(code, system, null);
  }

  /** Whether both name the same concept, whatever the display text. */
  public boolean means(Coded other) {
    return code.equals(other.code) && system.equals(other.system);
  }
}
