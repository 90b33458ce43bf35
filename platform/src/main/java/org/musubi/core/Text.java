package org.musubi.core;

/** Checks shared by the kernel's records. */
final class Text {
  private Text() {}

  static String require(String what, String value, int longest) {
    if (value.isBlank()) {
      throw new IllegalArgumentException(what + " is blank");
    }
    if (value.length() > longest) {
      throw new IllegalArgumentException(what + " is longer than " + longest + " characters");
    }
    if (value.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(what + " holds a control character");
    }
    return value;
  }
}
