package org.musubi.laws;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A walk has one page and one end-to-end test of the same title, or says "not yet". */
record WalkCheck(List<JavaSource.Test> tests) {
  private static final Pattern TITLE = Pattern.compile("# (W\\d): (.+)\n");
  private static final Pattern TEST =
      Pattern.compile("\nTest: (not yet|`(org\\.musubi\\.e2e\\.[\\w.$]+#\\w+)`)\n");

  /** What is wrong with the page of one walk. */
  List<String> page(String name, String text) {
    Matcher title = TITLE.matcher(text);
    Matcher named = TEST.matcher(text);
    if (!title.lookingAt() || !name.endsWith("/" + title.group(1) + ".md")) {
      return List.of(name + " has no title with its number");
    }
    if (!named.find()) {
      return List.of(name + " names no test and does not say \"not yet\"");
    }
    if (named.group(2) == null) {
      return List.of();
    }
    Map<String, JavaSource.Test> all =
        tests.stream()
            .collect(
                Collectors.toMap(
                    JavaSource.Test::reference, Function.identity(), (one, other) -> one));
    JavaSource.Test test = all.get(named.group(2).replace('$', '.'));
    if (test == null) {
      return List.of(name + " names a test that does not exist: " + named.group(2));
    }
    List<String> found = new ArrayList<>();
    if (test.disabled()) {
      found.add(name + " names a disabled test");
    }
    if (!letters(test.title()).equals(letters(title.group(2)))) {
      found.add(name + " and its test have different titles: " + test.title());
    }
    return found;
  }

  /** What is wrong with the list of walks: each W-number once, with its page or "not yet". */
  static List<String> index(String text, Map<String, String> pages) {
    List<String> found = new ArrayList<>();
    List<List<String>> rows = DocumentCheck.table(text, "# Walks");
    List<String> numbers = rows.stream().map(List::getFirst).toList();
    if (!numbers.equals(List.of("W1", "W2", "W3", "W4", "W5", "W6", "W7", "W8"))) {
      found.add("the walks are W1 to W8, not " + numbers);
    }
    for (List<String> row : rows) {
      String page = pages.get(row.getFirst());
      if (page == null) {
        if (!row.get(2).equals("not yet") || !row.get(3).equals("not yet")) {
          found.add(row.getFirst() + " has no page but does not say so");
        }
        continue;
      }
      Matcher title = TITLE.matcher(page);
      Matcher test = TEST.matcher(page);
      if (title.lookingAt() && !title.group(2).equals(row.get(1))) {
        found.add(row.getFirst() + " has another title on its page");
      }
      if (test.find() && !test.group(1).equals(row.get(3))) {
        found.add(row.getFirst() + " names another test on its page");
      }
    }
    return found;
  }

  private static String letters(String title) {
    return title.replaceAll("[^\\p{L}\\p{N}]", "").toLowerCase(Locale.ROOT);
  }
}
