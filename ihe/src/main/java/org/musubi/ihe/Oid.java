package org.musubi.ihe;

import java.util.regex.Pattern;

/**
 * An ISO object identifier in dotted decimal form, e.g. {@code 1.2.392.100495.20.3.51}.
 *
 * <p>At least two arcs, no leading zeros, the first arc 0 to 2, the second at most 39 unless the
 * first is 2, at most {@value #MAX_LENGTH} characters (ITI TF-2 3.38.4.1.2.1, HL7 v3 II.root).
 *
 * @param value the dotted form, without {@code urn:oid:}
 */
public record Oid(String value) implements Comparable<Oid> {
  /** What IHE allows for an OID that is used as an identifier. */
  public static final int MAX_LENGTH = 64;

  private static final String URN = "urn:oid:";
  private static final Pattern FORM =
      Pattern.compile(
          "(?:[01]\\.(?:[0-9]|[1-3][0-9])|2\\.(?:0|[1-9][0-9]*))(?:\\.(?:0|[1-9][0-9]*))*");

  /**
   * @throws IllegalArgumentException when the value is not an OID; the message names the rule,
   *     never the value
   */
  public Oid {
    if (value.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("an OID has at most " + MAX_LENGTH + " characters");
    }
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "an OID is at least two numbers joined by dots, without leading zeros, the first 0 to 2");
    }
  }

  /** Reads either form: {@code 1.2.3} or {@code urn:oid:1.2.3}. */
  public static Oid parse(String text) {
    return new Oid(text.startsWith(URN) ? text.substring(URN.length()) : text);
  }

  /** Whether the text is a dotted OID. */
  public static boolean isValid(String text) {
    return text.length() <= MAX_LENGTH && FORM.matcher(text).matches();
  }

  /** The URI form of RFC 3061: {@code urn:oid:1.2.3}. */
  public String toUrn() {
    return URN + value;
  }

  @Override
  public int compareTo(Oid other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
