package org.musubi.postgres;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A small disk of its own, so that it can be full; only root on Linux can have one. */
record Tmpfs(Path folder) implements AutoCloseable {
  static Tmpfs of(Path folder, int megabytes) throws IOException {
    assumeTrue(
        "root".equals(System.getProperty("user.name")) && Files.exists(Path.of("/proc/mounts")),
        "a disk of a certain size needs root on Linux");
    Files.createDirectories(folder);
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", folder.toString()),
        "this machine allows no mount");
    return new Tmpfs(folder);
  }

  /** Takes what is free. */
  void fill() throws IOException {
    try (var out = Files.newOutputStream(folder.resolve("filling"))) {
      while (true) {
        out.write(new byte[1 << 16]);
      }
    } catch (IOException full) {
      if (!String.valueOf(full.getMessage()).contains("No space left")) {
        throw full;
      }
    }
  }

  @Override
  public void close() throws IOException {
    if (!run("umount", folder.toString())) {
      run("umount", "-l", folder.toString());
    }
  }

  private static boolean run(String... command) throws IOException {
    try {
      return new ProcessBuilder(List.of(command)).inheritIO().start().waitFor() == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
