package org.musubi.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What Linux accounts for a process and its descendants: CPU seconds, peak and proportional memory.
 */
final class Processes {
  private static final double TICKS = 100;

  private Processes() {}

  /**
   * CPU seconds (user + system) of the process, its living descendants and those it has waited for.
   */
  static double cpuSeconds(ProcessHandle root) {
    return tree(root).mapToDouble(Processes::own).sum();
  }

  /** The same of the process alone. */
  static double ownCpuSeconds(ProcessHandle process) {
    try {
      var fields = fields(process);
      return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS;
    } catch (IOException e) {
      return 0;
    }
  }

  /** CPU seconds of the JIT compilers' threads that live now. */
  static double jitSeconds(ProcessHandle jvm) throws IOException {
    double seconds = 0;
    try (var threads = Files.list(Path.of("/proc/" + jvm.pid() + "/task"))) {
      for (var thread : threads.toList()) {
        String stat = Files.readString(thread.resolve("stat"));
        if (stat.contains("(C1 Compiler") || stat.contains("(C2 Compiler")) {
          var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
          seconds += (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS;
        }
      }
    }
    return seconds;
  }

  /** Proportional set size of the process and its descendants in MB. */
  static double pssMegabytes(ProcessHandle root) {
    return tree(root).mapToDouble(process -> kilobytes(process, "smaps_rollup", "Pss:")).sum()
        / 1024;
  }

  /** Peak resident size of the process alone in MB. */
  static double peakMegabytes(ProcessHandle process) {
    return kilobytes(process, "status", "VmHWM:") / 1024;
  }

  private static Stream<ProcessHandle> tree(ProcessHandle root) {
    return Stream.concat(Stream.of(root), root.descendants());
  }

  private static double own(ProcessHandle process) {
    try {
      var fields = fields(process);
      long ticks = 0;
      for (int i = 11; i <= 14; i++) {
        ticks += Long.parseLong(fields[i]);
      }
      return ticks / TICKS;
    } catch (IOException e) {
      return 0;
    }
  }

  private static String[] fields(ProcessHandle process) throws IOException {
    String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
    return stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
  }

  private static double kilobytes(ProcessHandle process, String file, String key) {
    try {
      return Files.readAllLines(Path.of("/proc/" + process.pid() + "/" + file)).stream()
          .filter(line -> line.startsWith(key))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")))
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }
}
