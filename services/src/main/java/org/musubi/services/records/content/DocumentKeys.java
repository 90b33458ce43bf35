package org.musubi.services.records.content;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key that documents rest under. One secret of 256 bits in a file that only its owner reads;
 * every document has a key of its own, HMAC-SHA-256 of the secret and the document's file id, so
 * that frame numbers can serve as nonces.
 */
final class DocumentKeys {
  private static final int BYTES = 32;

  private final SecretKey secret;

  private DocumentKeys(byte[] secret) {
    this.secret = new SecretKeySpec(secret, "HmacSHA256");
  }

  /**
   * Reads the secret, or makes one when there is none yet.
   *
   * @throws IOException when the file cannot be read or made, or is not a secret of ours
   */
  static DocumentKeys in(Path secrets) throws IOException {
    Files.createDirectories(secrets);
    Files.setPosixFilePermissions(secrets, PosixFilePermissions.fromString("rwx------"));
    Path file = secrets.resolve("documents.key");
    if (!Files.exists(file)) {
      make(secrets, file);
    }
    byte[] secret = Files.readAllBytes(file);
    if (secret.length != BYTES) {
      throw new IOException("documents.key does not hold " + BYTES + " bytes");
    }
    return new DocumentKeys(secret);
  }

  private static void make(Path secrets, Path file) throws IOException {
    var fresh = new byte[BYTES];
    new SecureRandom().nextBytes(fresh);
    var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    Path draft = Files.createTempFile(secrets, "documents", ".draft", owner);
    Files.write(draft, fresh);
    Durable.force(draft);
    try {
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(draft, file);
    }
    Durable.forceDirectory(secrets);
  }

  SecretKey of(UUID document) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(secret);
      return new SecretKeySpec(
          mac.doFinal(
              ("document " + document).getBytes(java.nio.charset.StandardCharsets.US_ASCII)),
          "AES");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC-SHA-256 is missing", e);
    }
  }

  /** What a file system must be told before a thing counts as kept. */
  static final class Durable {
    private Durable() {}

    static void force(Path file) throws IOException {
      try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
    }

    static void forceDirectory(Path directory) throws IOException {
      try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }
}
