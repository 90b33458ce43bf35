package org.musubi.laws;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Laws about pages in Markdown. Each check takes the text and gives what is wrong with it. */
final class DocumentCheck {
  private static final Pattern LINK = Pattern.compile("]\\(([^)\\s#]+)(#[^)]*)?\\)");
  private static final Pattern MACHINE_PATH =
      Pattern.compile("(?<![\\w.$}@])/(?:home|Users|root|work)/[A-Za-z]+");
  private static final Pattern PAGE = Pattern.compile("(?<![\\w/.])[A-Z]{3,}\\.md");
  private static final Pattern DOCS_PATH = Pattern.compile("(?<![\\w/])docs/[\\w./-]+");
  private static final Pattern TYPE =
      Pattern.compile("\\borg\\.musubi(?:\\.[a-z][a-z0-9]*)*\\.[A-Z]\\w*");
  private static final Pattern STORE_SENTENCE =
      Pattern.compile("(Trusted|Not trusted): whoever can (modify|read) it can .+");

  private DocumentCheck() {}

  /** Relative links of a page that lead nowhere. */
  static List<String> links(String name, String text, SourceTree tree) {
    List<String> found = new ArrayList<>();
    Matcher link = LINK.matcher(text);
    while (link.find()) {
      String target = link.group(1);
      if (!target.matches("[a-z]+:.*")) {
        int folder = name.lastIndexOf('/');
        String path = (folder < 0 ? "" : name.substring(0, folder + 1)) + target;
        if (!tree.has(path)) {
          found.add(name + " links to " + target + ", which is not there");
        }
      }
    }
    return found;
  }

  /** Paths that exist only on somebody's machine. */
  static List<String> machinePaths(String name, String text) {
    Matcher path = MACHINE_PATH.matcher(text);
    return path.find() ? List.of(name + " names a path of a machine: " + path.group()) : List.of();
  }

  /**
   * Pages of the root that a file names (in capitals, as such pages are) but that are not there.
   */
  static List<String> pages(String name, String text, SourceTree tree) {
    List<String> found = new ArrayList<>();
    Matcher page = PAGE.matcher(text);
    while (page.find()) {
      if (!tree.has(page.group())) {
        found.add(name + " names " + page.group() + ", which is not there");
      }
    }
    return found;
  }

  /**
   * Paths below docs/ that a file names, whole or up to a decision's number, but that lead nowhere.
   */
  static List<String> paths(String name, String text, List<String> pages) {
    List<String> found = new ArrayList<>();
    Matcher path = DOCS_PATH.matcher(text);
    while (path.find()) {
      String start = path.group().replaceAll("[./]+$", "");
      if (pages.stream().noneMatch(page -> page.startsWith(start))) {
        found.add(name + " names " + start + ", which is not there");
      }
    }
    return found;
  }

  /** Types of ours that a page names with their package but that no source file declares. */
  static List<String> types(String name, String text, List<String> sources) {
    List<String> found = new ArrayList<>();
    Matcher type = TYPE.matcher(text);
    while (type.find()) {
      String end = "/java/" + type.group().replace('.', '/') + ".java";
      if (sources.stream().noneMatch(source -> source.endsWith(end))) {
        found.add(name + " names " + type.group() + ", which is not there");
      }
    }
    return found;
  }

  /** A decision page: numbered title, status, date, and the three parts in order. */
  static List<String> decision(String name, String text) {
    List<String> found = new ArrayList<>();
    String number = name.replaceAll(".*/(\\d{4})-.*", "$1");
    if (!text.startsWith("# " + number + ". ")) {
      found.add(name + " has no title with its number");
    }
    if (!text.matches("(?s).*\n- Status: (proposed|accepted|superseded by \\[?\\d{4}).*")) {
      found.add(name + " has no status");
    }
    if (!text.matches("(?s).*\n- Date: \\d{4}-\\d{2}-\\d{2}\n.*")) {
      found.add(name + " has no date");
    }
    int decision = text.indexOf("\n## Decision\n");
    int why = text.indexOf("\n## Why\n");
    int consequences = text.indexOf("\n## Consequences\n");
    if (decision < 0 || why < decision || consequences < why) {
      found.add(name + " does not say decision, why, consequences in this order");
    }
    return found;
  }

  /** The rows of the stores table must each say what a fall of that store would allow. */
  static List<String> stores(String text, List<String> needed) {
    List<String> found = new ArrayList<>();
    Map<String, String> stores = new HashMap<>();
    for (List<String> row : table(text, "## Stores")) {
      stores.put(row.getFirst().toLowerCase(Locale.ROOT), row.getLast());
      if (!STORE_SENTENCE.matcher(row.getLast()).matches()) {
        found.add("no sentence on whether it is trusted: " + row.getFirst());
      }
    }
    for (String store : needed) {
      if (stores.keySet().stream().noneMatch(name -> name.contains(store))) {
        found.add("no row for the store " + store);
      }
    }
    return found;
  }

  /** Rows of the glossary in which a word of one language stands for two of the other. */
  static List<String> glossary(String text) {
    List<String> found = new ArrayList<>();
    Map<String, String> words = new HashMap<>();
    for (List<String> row : table(text, "")) {
      if (row.size() != 4 || row.get(0).isBlank() || !row.get(1).matches("[A-Z][A-Za-z0-9]+")) {
        found.add("no row of a glossary: " + row);
        continue;
      }
      List<String> japanese = new ArrayList<>(List.of(row.get(0)));
      japanese.addAll(List.of(row.get(2).split(",\\s*")));
      japanese.removeIf(String::isBlank);
      for (String word : japanese) {
        note(found, words, "ja " + word, row.get(1), word + " has two English words");
      }
      String english = row.get(1).toLowerCase(Locale.ROOT);
      note(
          found, words, "en " + english, row.get(0), row.get(1) + " stands for two Japanese words");
    }
    return found;
  }

  private static void note(
      List<String> found, Map<String, String> words, String key, String other, String wrong) {
    if (words.putIfAbsent(key, other) != null) {
      found.add(wrong);
    }
  }

  /** Body rows of the tables below a heading (of all tables when it is empty). */
  static List<List<String>> table(String text, String heading) {
    List<List<String>> rows = new ArrayList<>();
    boolean below = heading.isEmpty();
    boolean body = false;
    for (String line : text.split("\n", -1)) {
      if (!heading.isEmpty() && line.startsWith("#")) {
        below = line.equals(heading);
      }
      if (!line.startsWith("|")) {
        body = false;
      } else if (line.startsWith("|---")) {
        body = true;
      } else if (below && body) {
        String[] cells = line.split("\\|", -1);
        rows.add(List.of(cells).subList(1, cells.length - 1).stream().map(String::strip).toList());
      }
    }
    return rows;
  }
}
