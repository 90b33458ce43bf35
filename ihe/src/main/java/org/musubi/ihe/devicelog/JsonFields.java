package org.musubi.ihe.devicelog;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one JSON object (RFC 8259), nested ones as {@code a.b} and {@code a.0}; all values
 * as text, null left out, of equal names the first. Small, because a line of a log needs no more,
 * and bounded in depth and number.
 */
final class JsonFields {
  private static final int DEEPEST = 16;
  private static final int MOST = 2_000;

  private final String text;
  private final Map<String, String> fields = new LinkedHashMap<>();
  private int place;

  private JsonFields(String text) {
    this.text = text;
  }

  /** Null when it is not one object and nothing after it, or larger than the bounds. */
  static @Nullable Map<String, String> of(String text) {
    var reader = new JsonFields(text.strip());
    boolean whole =
        reader.text.startsWith("{") && reader.value("", 0) && reader.place == reader.text.length();
    return whole ? reader.fields : null;
  }

  private char here() {
    return place < text.length() ? text.charAt(place) : '\0';
  }

  private boolean take(char wanted) {
    blanks();
    if (here() == wanted && place < text.length()) {
      place++;
      return true;
    }
    return false;
  }

  private void blanks() {
    while (place < text.length() && " \t\r\n".indexOf(text.charAt(place)) >= 0) {
      place++;
    }
  }

  private boolean value(String path, int depth) {
    blanks();
    if (depth > DEEPEST || fields.size() > MOST) {
      return false;
    }
    return switch (here()) {
      case '{' -> members(path, depth, true);
      case '[' -> members(path, depth, false);
      case '"' -> {
        var string = string();
        if (string != null) {
          fields.putIfAbsent(path, string);
        }
        yield string != null;
      }
      default -> literal(path);
    };
  }

  private boolean members(String path, int depth, boolean object) {
    char end = object ? '}' : ']';
    place++;
    if (take(end)) {
      return true;
    }
    int number = 0;
    do {
      var name = Integer.toString(number++);
      if (object) {
        blanks();
        name = here() == '"' ? string() : null;
        if (name == null || !take(':')) {
          return false;
        }
      }
      if (number > MOST || !value(path.isEmpty() ? name : path + "." + name, depth + 1)) {
        return false;
      }
    } while (take(','));
    return take(end);
  }

  private boolean literal(String path) {
    int start = place;
    while (place < text.length() && "+-.0123456789eEaflnrstu".indexOf(text.charAt(place)) >= 0) {
      place++;
    }
    var literal = text.substring(start, place);
    if (literal.equals("null")) {
      return true;
    }
    boolean known =
        literal.equals("true")
            || literal.equals("false")
            || literal.matches("-?\\d{1,30}(?:\\.\\d{1,30})?(?:[eE][+-]?\\d{1,4})?");
    if (known) {
      fields.putIfAbsent(path, literal);
    }
    return known;
  }

  private @Nullable String string() {
    var out = new StringBuilder();
    for (place++; place < text.length(); place++) {
      char c = text.charAt(place);
      if (c == '"') {
        place++;
        return out.toString();
      }
      if (c < 0x20) {
        return null;
      }
      if (c == '\\') {
        c = escaped();
        if (c == '\0') {
          return null;
        }
      }
      out.append(c);
    }
    return null;
  }

  /** The character of an escape, its last character being here now; NUL when it is none. */
  private char escaped() {
    place++;
    return switch (here()) {
      case '"', '\\', '/' -> here();
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> {
        var digits =
            text.substring(Math.min(place + 1, text.length()), Math.min(place + 5, text.length()));
        if (!digits.matches("[0-9A-Fa-f]{4}")) {
          yield '\0';
        }
        place += 4;
        char c = (char) Integer.parseInt(digits, 16);
        yield c == '\0' ? '\uFFFD' : c;
      }
      default -> '\0';
    };
  }
}
