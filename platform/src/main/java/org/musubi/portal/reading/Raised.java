package org.musubi.portal.reading;

/**
 * Superscript and subscript as characters: 10⁹, H₂O; what has no such character as ^( ) or _( ).
 */
final class Raised {
  private static final String PLAIN = "0123456789+-=()−";
  private static final String ABOVE = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾⁻";
  private static final String BELOW = "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎₋";

  private Raised() {}

  static String above(String text) {
    return as(text, ABOVE, "^");
  }

  static String below(String text) {
    return as(text, BELOW, "_");
  }

  private static String as(String text, String characters, String mark) {
    if (text.isEmpty()) {
      return "";
    }
    var said = new StringBuilder();
    for (char c : text.toCharArray()) {
      int at = PLAIN.indexOf(c);
      if (at < 0) {
        return text.length() == 1 ? mark + text : mark + "(" + text + ")";
      }
      said.append(characters.charAt(at));
    }
    return said.toString();
  }
}
