package org.musubi.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What the programs of PostgreSQL wrote from one moment on.
 *
 * @param file to which they append
 * @param from how long it was at that moment
 */
record ServerLog(Path file, long from) {
  private static final Pattern GRAVE = Pattern.compile("(?i)\\b(FATAL|PANIC|error): ");
  private static final int MOST = 3;

  /** From now on. */
  static ServerLog from(Path file) {
    return new ServerLog(file, Math.max(0, file.toFile().length()));
  }

  /** The data directory in which it lies. */
  Path folder() {
    return file.toAbsolutePath().resolveSibling("");
  }

  /** Whether a program said that the disk is full. */
  boolean namesFullDisk() {
    return said().contains("No space left on device");
  }

  /** What it said up to its last grave word, or at last; empty when it said nothing. */
  String lastWords() {
    List<String> lines = said().lines().filter(line -> !line.isBlank()).toList();
    int end = lines.size();
    while (end > 0 && !GRAVE.matcher(lines.get(end - 1)).find()) {
      end--;
    }
    int until = end == 0 ? lines.size() : end;
    return String.join("\n", lines.subList(Math.max(0, until - MOST), until));
  }

  private String said() {
    try {
      byte[] all = Files.readAllBytes(file);
      int start = (int) Math.min(from, all.length);
      return new String(all, start, all.length - start, StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }
}
