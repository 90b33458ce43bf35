package org.musubi.ihe.devicelog;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Knows the lines of one program. */
interface LineParser {
  /** The record, or null when the line is none of its. */
  @Nullable Draft read(Line line);

  /** The record of a line that is a JSON object, or null when it is none of its. */
  default @Nullable Draft read(Line line, Map<String, String> fields) {
    return null;
  }

  /** The first of these fields that is there. */
  static @Nullable String first(Map<String, String> fields, String... names) {
    for (var name : names) {
      var value = fields.get(name);
      if (value != null && !value.isEmpty() && !value.equals("-")) {
        return value;
      }
    }
    return null;
  }

  /** A method and a URL without its query and fragment, which may hold what is personal. */
  static @Nullable String request(@Nullable String method, @Nullable String url) {
    if (method == null) {
      return null;
    }
    return url == null ? method : method + " " + url.split("[?#]", 2)[0];
  }
}
