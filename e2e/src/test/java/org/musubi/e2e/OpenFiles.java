package org.musubi.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The files that a process holds open, with a name or without: as Linux shows them under {@code
 * /proc}. Each can be read through the path given.
 */
final class OpenFiles {
  private OpenFiles() {}

  /** Those that lie, or lay before they lost their name, in a folder, and hold anything. */
  static List<Path> below(long pid, Path folder) throws IOException {
    var found = new ArrayList<Path>();
    try (var all = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
      for (var handle : all.toList()) {
        if (target(handle).startsWith(folder.toRealPath() + "/") && size(handle) > 0) {
          found.add(handle);
        }
      }
    }
    return found;
  }

  /** How many bytes; 0 when it was closed meanwhile. */
  static long size(Path handle) {
    try {
      return Files.size(handle);
    } catch (NoSuchFileException closed) {
      return 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String target(Path handle) throws IOException {
    try {
      return Files.readSymbolicLink(handle).toString();
    } catch (NoSuchFileException closed) {
      return "";
    }
  }
}
