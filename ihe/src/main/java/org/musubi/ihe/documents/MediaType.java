package org.musubi.ihe.documents;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Content-Type (RFC 2045 section 5.1, RFC 9110 section 8.3).
 *
 * @param name {@code type/subtype} in lower case; empty when the header is not one
 * @param parameters by name in lower case
 */
public record MediaType(String name, Map<String, String> parameters) {
  private static final int LONGEST = 4096;
  private static final MediaType NONE = new MediaType("", Map.of());

  /** Keeps the parameters as they are now. */
  public MediaType {
    parameters = Map.copyOf(parameters);
  }

  /** Reads a header's value; what is not a media type has an empty name and is never matched. */
  public static MediaType parse(@Nullable String header) {
    if (header == null || header.length() > LONGEST) {
      return NONE;
    }
    int semicolon = header.indexOf(';');
    var name = (semicolon < 0 ? header : header.substring(0, semicolon)).strip();
    if (!name.matches("[A-Za-z0-9!#$&^_.+-]+/[A-Za-z0-9!#$&^_.+-]+")) {
      return NONE;
    }
    var parameters = new LinkedHashMap<String, String>();
    int at = semicolon;
    while (at >= 0 && at < header.length()) {
      at = parameter(header, at + 1, parameters);
    }
    return at == BROKEN ? NONE : new MediaType(name.toLowerCase(Locale.ROOT), parameters);
  }

  private static final int BROKEN = -2;

  /** Reads one parameter; gives the place of the next semicolon, the length, or BROKEN. */
  private static int parameter(String header, int from, Map<String, String> into) {
    int at = blanks(header, from);
    if (at == header.length()) {
      return at;
    }
    int equals = header.indexOf('=', at);
    if (equals < 0) {
      return BROKEN;
    }
    var name = header.substring(at, equals).strip().toLowerCase(Locale.ROOT);
    var value = new StringBuilder();
    at = value(header, blanks(header, equals + 1), value);
    at = at < 0 ? at : blanks(header, at);
    boolean ends = at == header.length() || (at >= 0 && header.charAt(at) == ';');
    if (!ends || !name.matches("[a-z0-9!#$&^_.+*-]+")) {
      return BROKEN;
    }
    return into.put(name, value.toString()) == null ? at : BROKEN;
  }

  private static int value(String header, int from, StringBuilder value) {
    int at = from;
    if (at == header.length() || header.charAt(at) != '"') {
      while (at < header.length() && ";\" \t".indexOf(header.charAt(at)) < 0) {
        value.append(header.charAt(at++));
      }
      return at;
    }
    for (at++; at < header.length() && header.charAt(at) != '"'; at++) {
      if (header.charAt(at) == '\\' && at + 1 < header.length()) {
        at++;
      }
      value.append(header.charAt(at));
    }
    return at < header.length() ? at + 1 : BROKEN;
  }

  private static int blanks(String header, int from) {
    int at = from;
    while (at < header.length() && (header.charAt(at) == ' ' || header.charAt(at) == '\t')) {
      at++;
    }
    return at;
  }

  /** Whether it is this type. */
  public boolean is(String wanted) {
    return name.equals(wanted);
  }

  /** A parameter's value, null when it is not there. */
  public @Nullable String parameter(String wanted) {
    return parameters.get(wanted);
  }
}
