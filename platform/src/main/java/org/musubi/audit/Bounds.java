package org.musubi.audit;

/** Keeps payloads out of the trail: short, printable values only. */
final class Bounds {
  private Bounds() {}

  static void text(String what, String value, int longest) {
    if (value.isBlank() || value.length() > longest) {
      throw new IllegalArgumentException(what + " needs 1 to " + longest + " characters");
    }
    if (value.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(what + " holds a control character");
    }
  }
}
