package org.musubi.laws;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Laws about Java files: size, names, time. */
final class SourceCheck {
  static final long LARGEST = 16 * 1024;
  static final long LARGEST_MEAN = 4 * 1024;

  private static final Pattern ENDING =
      Pattern.compile(".+(Service|Manager|Impl|Util|Utils|Helper|DTO|Dto)");
  private static final Set<String> MACHINE_TIME =
      Set.of(
          "Instant.now",
          "LocalDate.now",
          "LocalTime.now",
          "LocalDateTime.now",
          "OffsetDateTime.now",
          "ZonedDateTime.now",
          "Year.now",
          "System.currentTimeMillis",
          "new Date");

  private SourceCheck() {}

  /** Files above the largest size, and a mean above the largest mean. */
  static List<String> sizes(Map<String, Long> bytes) {
    List<String> found = new ArrayList<>();
    bytes.forEach((name, size) -> {
      if (size > LARGEST) {
        found.add(name + " is no page: " + size + " bytes");
      }
    });
    double mean = bytes.values().stream().mapToLong(size -> size).average().orElse(0);
    if (mean > LARGEST_MEAN) {
      found.add("the mean file has %.0f bytes".formatted(mean));
    }
    return found;
  }

  static List<String> names(JavaSource source) {
    return source.types().stream()
        .map(type -> type.substring(type.lastIndexOf('.') + 1))
        .filter(type -> ENDING.matcher(type).matches())
        .map(type -> source.name() + " names a type " + type)
        .toList();
  }

  static List<String> time(JavaSource source) {
    return source.bareCalls().stream()
        .filter(
            call -> MACHINE_TIME.contains(call.replace("java.time.", "").replace("java.util.", "")))
        .map(call -> source.name() + " asks the machine for the time: " + call)
        .toList();
  }

  /** Whether a file runs in one of the deployables or their libraries. */
  static boolean inProduction(String name) {
    return name.matches("(tlog|ihe|forward|postgres|platform|services)/src/main/java/.*");
  }
}
