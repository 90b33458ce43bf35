package org.musubi.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.musubi.e2e.harness.Program;

/**
 * A dated page under {@code benchmarks/results/}: machine, command, then the figures, the baseline
 * first.
 */
final class Report {
  private final String name;
  private final StringBuilder text = new StringBuilder();

  Report(String name, String title) {
    this.name = name;
    line("# " + title);
    line("");
    line("- date: " + today());
    line("- command: `./musubi bench " + name + "`");
    line(
        "- machine: "
            + processor()
            + ", "
            + Runtime.getRuntime().availableProcessors()
            + " cores, "
            + System.getProperty("os.name")
            + " "
            + System.getProperty("os.version")
            + ", JDK "
            + Runtime.version());
    line("- load average at start: " + load());
    line("");
  }

  void line(String line) {
    text.append(line).append('\n');
    System.out.println(line);
  }

  void row(Object... cells) {
    var row = new StringBuilder("|");
    for (var cell : cells) {
      row.append(' ')
          .append(cell instanceof Double number ? String.format(Locale.ROOT, "%.3f", number) : cell)
          .append(" |");
    }
    line(row.toString());
  }

  /** A median against what it must not exceed. */
  void target(String what, double median, double most) {
    line(
        "- %s: median %.3f, target at most %s: **%s**"
            .formatted(what, median, Report.plain(most), median <= most ? "met" : "not met"));
  }

  static double median(List<Double> values) {
    var sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  private static String plain(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }

  void save() throws IOException {
    line("");
    line("- load average at end: " + load());
    Path file = Program.root().resolve("benchmarks/results/" + today() + "-" + name + ".md");
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    System.out.println("written: " + file);
  }

  private static LocalDate today() {
    return LocalDate.now(ZoneId.of("Asia/Tokyo"));
  }

  private static String load() {
    try {
      return Files.readString(Path.of("/proc/loadavg")).strip();
    } catch (IOException e) {
      return "unknown";
    }
  }

  private static String processor() {
    try {
      return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    } catch (IOException e) {
      return System.getProperty("os.arch");
    }
  }
}
