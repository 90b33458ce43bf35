package org.musubi.ihe.xml;

/** The rules of XML 1.0 and Namespaces that building and writing share. */
final class Xml {
  static final String XML = "http://www.w3.org/XML/1998/namespace";
  static final String XMLNS = "http://www.w3.org/2000/xmlns/";
  static final String XINCLUDE = "http://www.w3.org/2001/XInclude";

  private Xml() {}

  /** The text itself; refuses what XML 1.0 cannot carry (control characters, lone surrogates). */
  static String characters(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean fits =
          c >= 0x20
              ? c < 0xD800 || (c > 0xDFFF && c < 0xFFFE) || pair(text, i)
              : c == '\t' || c == '\n' || c == '\r';
      if (!fits) {
        throw new IllegalArgumentException("a character that XML cannot carry");
      }
      if (Character.isHighSurrogate(c)) {
        i++;
      }
    }
    return text;
  }

  private static boolean pair(String text, int at) {
    return Character.isHighSurrogate(text.charAt(at))
        && at + 1 < text.length()
        && Character.isLowSurrogate(text.charAt(at + 1));
  }

  /** The name itself; refuses what is not a name without a colon. */
  static String name(String name) {
    if (name.isEmpty() || !start(name.charAt(0)) || !name.chars().allMatch(c -> part((char) c))) {
      throw new IllegalArgumentException("not an XML name");
    }
    return name;
  }

  private static boolean start(char c) {
    return c == '_' || Character.isLetter(c);
  }

  private static boolean part(char c) {
    return start(c) || c == '-' || c == '.' || Character.isDigit(c);
  }
}
