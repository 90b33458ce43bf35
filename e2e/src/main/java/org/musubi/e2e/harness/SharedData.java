package org.musubi.e2e.harness;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Data that others published, read where they lie and never part of the project: environment
 * variable {@code MUSUBI_SHARED_DATA}, which the launcher sets to {@code shared/data} beside the
 * checkout where that folder is.
 */
public final class SharedData {
  private SharedData() {}

  /** A file or folder of it; empty where it is absent. */
  public static Optional<Path> at(String relative) {
    return Optional.ofNullable(System.getenv("MUSUBI_SHARED_DATA"))
        .filter(folder -> !folder.isBlank())
        .map(folder -> Path.of(folder).resolve(relative).toAbsolutePath().normalize())
        .filter(Files::exists);
  }
}
