package org.musubi.e2e.harness;

import java.util.List;
import java.util.regex.Pattern;

/** The part of a failed process's log that a person can act on: its words, not its stack trace. */
final class LastWords {
  private static final Pattern DESCRIPTION =
      Pattern.compile("Description:\\s*\\R(.*?)(?:\\RAction:|\\z)", Pattern.DOTALL);

  private LastWords() {}

  static String of(String log) {
    var description = DESCRIPTION.matcher(log);
    if (description.find()) {
      return description.group(1).strip();
    }
    List<String> lines =
        log.lines()
            .filter(line -> !line.isBlank() && !line.startsWith("\t") && !line.startsWith("Caused"))
            .toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 3), lines.size()));
  }
}
