package org.musubi.ihe.xds;

/**
 * One parameter of a stored query (ITI TF-2 3.18.4.1.2.3.7).
 *
 * @param name with the dollar sign
 * @param type how its values are coded
 * @param required whether a query without it is refused
 * @param multiple whether it takes a list (OR)
 * @param conjunctive whether the slot may be repeated (AND of ORs, 3.18.4.1.2.3.5)
 */
public record Parameter(
    String name, Type type, boolean required, boolean multiple, boolean conjunctive) {

  /** How the values of a parameter are coded. */
  public enum Type {
    /** A patient identifier as CX. */
    PATIENT,
    /** {@code code^^scheme} (3.18.4.1.2.3.4). */
    CODE,
    /** An availability status; values not understood are ignored (3.18.4.1.2.3.6). */
    STATUS,
    /** HL7 v2 DTM of 4 to 14 digits, quoted or as a number. */
    TIME,
    /** {@code urn:uuid:…}, naming a registry object. */
    UUID,
    /** A SQL LIKE pattern. */
    PATTERN,
    /** Any other string. */
    TEXT
  }

  static Parameter single(String name, Type type) {
    return new Parameter(name, type, false, false, false);
  }

  static Parameter many(String name, Type type) {
    return new Parameter(name, type, false, true, false);
  }

  static Parameter conjunctive(String name, Type type) {
    return new Parameter(name, type, false, true, true);
  }

  Parameter mandatory() {
    return new Parameter(name, type, true, multiple, conjunctive);
  }
}
