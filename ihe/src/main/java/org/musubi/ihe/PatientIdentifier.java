package org.musubi.ihe;

/**
 * A patient's identifier and who assigned it: the HL7 v2 CX of XDS metadata (ITI TF-3 Table
 * 4.2.3.1.7-2) and the II of HL7 v3.
 *
 * <p>Equality is exact: half-width kana, combining marks and characters outside the BMP are kept as
 * received and never normalised. {@code toString} shows the assigner only, so that the value does
 * not slip into a log; use {@link #toCx()} for the wire.
 *
 * @param assigner the assigning authority
 * @param value the identifier itself, not empty, at most {@value #MAX_LENGTH} characters, no
 *     control characters, no surrounding blanks
 */
public record PatientIdentifier(Oid assigner, String value) {
  /** Longest value accepted; an XDS slot value or LongName holds 256. */
  public static final int MAX_LENGTH = 128;

  /**
   * @throws IllegalArgumentException when the value is not usable; the message never quotes it
   */
  public PatientIdentifier {
    if (value.isEmpty() || value.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "a patient identifier has 1 to " + MAX_LENGTH + " characters");
    }
    if (!value.equals(value.strip())) {
      throw new IllegalArgumentException(
          "a patient identifier neither begins nor ends with a blank");
    }
    if (value.codePoints().anyMatch(PatientIdentifier::isForbidden)) {
      throw new IllegalArgumentException(
          "a patient identifier holds no control characters and no broken surrogates");
    }
  }

  private static boolean isForbidden(int codePoint) {
    return Character.isISOControl(codePoint)
        || (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE);
  }

  /** The CX form {@code value^^^&oid&ISO}, with HL7 v2 escapes in the value. */
  public String toCx() {
    return Hl7Escape.escape(value) + "^^^&" + assigner.value() + "&ISO";
  }

  /**
   * Reads the CX form {@code value^^^&oid&ISO}; nothing else is allowed by IHE in metadata and
   * queries.
   *
   * @throws IllegalArgumentException when any other component is present, the assigner is not an
   *     ISO OID, or an escape is wrong
   */
  public static PatientIdentifier parseCx(String cx) {
    String[] parts = cx.split("\\^", -1);
    if (parts.length != 4 || !parts[1].isEmpty() || !parts[2].isEmpty()) {
      throw malformed();
    }
    String[] authority = parts[3].split("&", -1);
    if (authority.length != 3 || !authority[0].isEmpty() || !authority[2].equals("ISO")) {
      throw malformed();
    }
    if (parts[0].indexOf('&') >= 0 || parts[0].indexOf('~') >= 0 || parts[0].indexOf('|') >= 0) {
      throw malformed();
    }
    return new PatientIdentifier(new Oid(authority[1]), Hl7Escape.unescape(parts[0]));
  }

  private static IllegalArgumentException malformed() {
    return new IllegalArgumentException(
        "a patient identifier has the form value^^^&OID&ISO and no other component");
  }

  @Override
  public String toString() {
    return "PatientIdentifier[assigner=" + assigner + ", value=…]";
  }
}
