package org.musubi.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The PostgreSQL programs, unpacked once into a cache that processes share. */
final class Binaries {
  /**
   * The version of the bundled programs; names the folder, so that another version is unpacked
   * beside it.
   */
  static final String VERSION = "18.6.0";

  private Binaries() {}

  /**
   * The folder with {@code bin}, {@code lib} and {@code share}; unpacks it when it is not there
   * yet.
   */
  static Path in(Path cache) {
    Path home = cache.resolve("postgres-" + VERSION);
    if (Files.isDirectory(home)) {
      return home;
    }
    try {
      Files.createDirectories(cache);
      try (var channel =
              FileChannel.open(
                  cache.resolve("postgres.lock"),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE);
          var lock = channel.lock()) {
        if (lock.isValid() && !Files.isDirectory(home)) {
          Path fresh = Files.createTempDirectory(cache, "unpacking");
          unpack(fresh);
          Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
          Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
        }
      }
      return home;
    } catch (IOException e) {
      throw new CannotStart(
          "PostgreSQL could not be unpacked into " + cache + ": no space, or no permission.",
          "PostgreSQL を " + cache + " に展開できません。空き容量と書き込み権限を確認してください。",
          e);
    }
  }

  private static void unpack(Path target) throws IOException {
    try (var packed = archive();
        var tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(packed)))) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target)) {
          throw new IOException("entry outside the archive");
        }
        if (entry.isDirectory()) {
          Files.createDirectories(path);
        } else if (entry.isSymbolicLink()) {
          Files.createDirectories(path.getParent());
          Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else {
          Files.createDirectories(path.getParent());
          Files.copy(tar, path);
          boolean runs = (entry.getMode() & 0100) != 0;
          Files.setPosixFilePermissions(
              path, PosixFilePermissions.fromString(runs ? "rwxr-xr-x" : "rw-r--r--"));
        }
      }
    }
  }

  private static InputStream archive() {
    String system =
        System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("mac")
            ? "darwin"
            : "linux";
    String machine = System.getProperty("os.arch", "");
    String processor =
        switch (machine) {
          case "amd64", "x86_64" -> "x86_64";
          case "aarch64", "arm64" -> "arm_64";
          default -> machine;
        };
    var found =
        Binaries.class.getResourceAsStream("/postgres-" + system + "-" + processor + ".txz");
    if (found == null) {
      throw new CannotStart(
          "No PostgreSQL is bundled for "
              + system
              + " on "
              + machine
              + "; name your own with musubi.database.url.",
          system
              + "（"
              + machine
              + "）用の PostgreSQL は同梱されていません。musubi.database.url で既存の PostgreSQL を指定してください。");
    }
    return found;
  }
}
