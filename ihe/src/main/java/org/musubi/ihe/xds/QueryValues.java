package org.musubi.ihe.xds;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The value syntax of stored query slots (ITI TF-2 3.18.4.1.2.3.5): {@code 'text'}, {@code 123},
 * {@code ('a','b')}; an apostrophe inside a text is doubled.
 *
 * <p>Reading is strict: anything left over, an open quote, an empty list, or a list without its
 * parentheses is refused.
 */
public final class QueryValues {
  private final String source;
  private int at;

  private QueryValues(String source) {
    this.source = source;
  }

  /**
   * Reads one {@code Value}.
   *
   * @return the values in order, unquoted and unescaped, at least one
   * @throws IllegalArgumentException when the syntax is broken; the message never quotes the value
   */
  public static List<String> parse(String value) {
    QueryValues scanner = new QueryValues(value);
    scanner.blanks();
    List<String> values =
        scanner.peek() == '(' ? scanner.list() : new ArrayList<>(List.of(scanner.one()));
    scanner.blanks();
    if (scanner.at != value.length()) {
      throw new IllegalArgumentException("something follows the value");
    }
    return List.copyOf(values);
  }

  /** Writes a text as a single value, quoted. */
  public static String single(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /**
   * Writes texts as a list, each quoted.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static String list(List<String> texts) {
    if (texts.isEmpty()) {
      throw new IllegalArgumentException("a list of values holds at least one");
    }
    return texts.stream().map(QueryValues::single).collect(Collectors.joining(",", "(", ")"));
  }

  private List<String> list() {
    List<String> values = new ArrayList<>();
    do {
      at++;
      blanks();
      values.add(one());
      blanks();
    } while (peek() == ',');
    if (peek() != ')') {
      throw new IllegalArgumentException("a list of values is not closed");
    }
    at++;
    return values;
  }

  private String one() {
    return peek() == '\'' ? text() : number();
  }

  private String text() {
    StringBuilder out = new StringBuilder();
    at++;
    while (at < source.length()) {
      char c = source.charAt(at++);
      if (c != '\'') {
        out.append(c);
      } else if (peek() == '\'') {
        out.append(c);
        at++;
      } else {
        return out.toString();
      }
    }
    throw new IllegalArgumentException("a quoted value is not closed");
  }

  private String number() {
    int start = at;
    while (at < source.length() && source.charAt(at) >= '0' && source.charAt(at) <= '9') {
      at++;
    }
    if (start == at) {
      throw new IllegalArgumentException("a value is neither a number nor in single quotes");
    }
    return source.substring(start, at);
  }

  private void blanks() {
    while (at < source.length() && " \t\r\n".indexOf(source.charAt(at)) >= 0) {
      at++;
    }
  }

  private char peek() {
    return at < source.length() ? source.charAt(at) : '\0';
  }
}
