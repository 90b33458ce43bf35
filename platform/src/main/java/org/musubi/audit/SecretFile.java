package org.musubi.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** A file that only the platform's user may read; there whole, or not at all. */
final class SecretFile {
  private SecretFile() {}

  static void keep(Path secrets, String name, String text) throws IOException {
    Files.createDirectories(secrets, only("rwx------"));
    var fresh = secrets.resolve(name + ".new");
    Files.deleteIfExists(fresh);
    var options = EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (var channel = FileChannel.open(fresh, Set.copyOf(options), only("rw-------"))) {
      var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(fresh, secrets.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    try (var folder = FileChannel.open(secrets, StandardOpenOption.READ)) {
      folder.force(true);
    }
  }

  private static FileAttribute<?> only(String permissions) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
  }
}
