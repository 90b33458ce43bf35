package org.musubi.laws;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * docs/requirements.md, read.
 *
 * @param rows the table rows, in order
 * @param unreadable table lines that are no row, with their line number
 */
record Requirements(List<Row> rows, List<String> unreadable) {

  /**
   * One line of a seed.
   *
   * @param section the seed section of the heading above
   * @param tests references, empty for "not yet"
   */
  record Row(int line, String section, String id, String room, List<String> tests) {
    boolean notYet() {
      return tests.isEmpty();
    }
  }

  private static final Pattern HEADING = Pattern.compile("### (S[0-4]-\\S+) .*");
  private static final Pattern ID = Pattern.compile("S[0-4]-\\S+");
  private static final Pattern TEST = Pattern.compile("`(org\\.musubi\\.[\\w.$]+#\\w+)`");
  private static final String NOT_YET = "not yet";

  long notYet() {
    return rows.stream().filter(Row::notYet).count();
  }

  static Requirements parse(String markdown) {
    List<Row> rows = new ArrayList<>();
    List<String> unreadable = new ArrayList<>();
    String section = "";
    int number = 0;
    for (String line : markdown.split("\n", -1)) {
      number++;
      Matcher heading = HEADING.matcher(line);
      if (heading.matches()) {
        section = heading.group(1);
      } else if (line.startsWith("|") && !line.startsWith("| id |") && !line.startsWith("|---")) {
        Row row = row(number, section, line);
        if (row == null) {
          unreadable.add("line " + number + " is no row: " + line);
        } else {
          rows.add(row);
        }
      }
    }
    return new Requirements(List.copyOf(rows), List.copyOf(unreadable));
  }

  private static Row row(int number, String section, String line) {
    String[] cells = line.split("\\|", -1);
    if (cells.length != 6 || cells[2].isBlank() || !ID.matcher(cells[1].strip()).matches()) {
      return null;
    }
    List<String> tests = new ArrayList<>();
    if (!cells[4].strip().equals(NOT_YET)) {
      for (String cell : Arrays.asList(cells[4].split(",", -1))) {
        Matcher test = TEST.matcher(cell.strip());
        if (!test.matches()) {
          return null;
        }
        tests.add(test.group(1).replace('$', '.'));
      }
    }
    return new Row(number, section, cells[1].strip(), cells[3].strip(), List.copyOf(tests));
  }
}
