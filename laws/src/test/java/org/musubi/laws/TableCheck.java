package org.musubi.laws;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Every table of the platform says of what kind it is (docs/adr/0004), once for the tables up to
 * the next empty line, and lies in its room's schema.
 */
final class TableCheck {
  private static final Pattern CREATE =
      Pattern.compile("(?i)create\\s+(?:unlogged\\s+)?table\\s+(?:if not exists\\s+)?([\\w.]+)");
  private static final Pattern ALL =
      Pattern.compile("(?m)^-- (registry|local|statement): every table of this room ");
  private static final Pattern KIND = Pattern.compile("-- (registry|local|statement): \\S.*");

  private TableCheck() {}

  /**
   * @param room the folder the migration lies in
   */
  static List<String> violations(String room, String sql) {
    List<String> found = new ArrayList<>();
    boolean all = ALL.matcher(sql).find();
    boolean said = all;
    for (String line : sql.split("\n", -1)) {
      if (KIND.matcher(line).matches()) {
        said = true;
      }
      Matcher create = CREATE.matcher(line);
      if (create.find()) {
        String table = create.group(1);
        if (!said) {
          found.add(table + " does not say whether it is registry, local or statement");
        }
        if (!table.startsWith(room + ".")) {
          found.add(table + " lies outside the schema of " + room);
        }
      }
      if (line.isBlank()) {
        said = all;
      }
    }
    return found;
  }
}
