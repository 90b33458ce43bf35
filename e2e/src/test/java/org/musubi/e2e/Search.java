package org.musubi.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Looks for words on a disk. */
final class Search {
  private static final int WINDOW = 1 << 20;

  private Search() {}

  /** The files below a folder that contain the words as UTF-8. */
  static List<Path> files(Path root, String words) throws IOException {
    var found = new ArrayList<Path>();
    search(root, words.getBytes(StandardCharsets.UTF_8), found);
    return found;
  }

  /** Those of the files that contain the words as UTF-8. */
  static List<Path> among(List<Path> files, String words) throws IOException {
    var found = new ArrayList<Path>();
    for (var file : files) {
      if (contains(file, words.getBytes(StandardCharsets.UTF_8))) {
        found.add(file);
      }
    }
    return found;
  }

  private static void search(Path root, byte[] wanted, List<Path> found) throws IOException {
    try (var files = Files.walk(root)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        if (contains(file, wanted)) {
          found.add(file);
        }
      }
    } catch (UncheckedIOException gone) {
      if (!(gone.getCause() instanceof NoSuchFileException)) {
        throw gone;
      }
      search(root, wanted, found);
    }
  }

  private static boolean contains(Path file, byte[] wanted) throws IOException {
    String pattern = new String(wanted, StandardCharsets.ISO_8859_1);
    String carried = "";
    try (var in = Files.newInputStream(file)) {
      for (byte[] part = in.readNBytes(WINDOW); part.length > 0; part = in.readNBytes(WINDOW)) {
        String window = carried + new String(part, StandardCharsets.ISO_8859_1);
        if (window.contains(pattern)) {
          return true;
        }
        carried = window.substring(Math.max(0, window.length() - pattern.length()));
      }
      return false;
    } catch (NoSuchFileException gone) {
      return false;
    }
  }
}
