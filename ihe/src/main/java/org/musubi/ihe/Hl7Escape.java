package org.musubi.ihe;

/** The delimiter escapes of HL7 v2.5 chapter 2.7: {@code \F\ \S\ \T\ \R\ \E\}, nothing else. */
final class Hl7Escape {
  private Hl7Escape() {}

  static String escape(String raw) {
    StringBuilder out = new StringBuilder(raw.length() + 8);
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      switch (c) {
        case '|' -> out.append("\\F\\");
        case '^' -> out.append("\\S\\");
        case '&' -> out.append("\\T\\");
        case '~' -> out.append("\\R\\");
        case '\\' -> out.append("\\E\\");
        default -> out.append(c);
      }
    }
    return out.toString();
  }

  static String unescape(String escaped) {
    if (escaped.indexOf('\\') < 0) {
      return escaped;
    }
    StringBuilder out = new StringBuilder(escaped.length());
    for (int i = 0; i < escaped.length(); i++) {
      char c = escaped.charAt(i);
      if (c != '\\') {
        out.append(c);
        continue;
      }
      if (i + 2 >= escaped.length() || escaped.charAt(i + 2) != '\\') {
        throw new IllegalArgumentException("an HL7 escape is one of \\F\\ \\S\\ \\T\\ \\R\\ \\E\\");
      }
      out.append(meaning(escaped.charAt(i + 1)));
      i += 2;
    }
    return out.toString();
  }

  private static char meaning(char letter) {
    return switch (letter) {
      case 'F' -> '|';
      case 'S' -> '^';
      case 'T' -> '&';
      case 'R' -> '~';
      case 'E' -> '\\';
      default ->
          throw new IllegalArgumentException(
              "an HL7 escape is one of \\F\\ \\S\\ \\T\\ \\R\\ \\E\\");
    };
  }
}
