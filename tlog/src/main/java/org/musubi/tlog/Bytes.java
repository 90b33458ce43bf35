package org.musubi.tlog;

import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Whole small files. A stream, because a channel fails when its thread was interrupted. */
final class Bytes {
  private Bytes() {}

  /** What the file holds; null where there is no file. */
  static byte @Nullable [] of(Path file) throws IOException {
    try (var stream = new FileInputStream(file.toFile())) {
      return stream.readAllBytes();
    } catch (FileNotFoundException e) {
      if (Files.isRegularFile(file)) {
        throw e;
      }
      return null;
    }
  }
}
