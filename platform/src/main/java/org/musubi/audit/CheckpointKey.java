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
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;
import org.musubi.tlog.Signer;

/**
 * The key that signs checkpoints: a file of two lines (PKCS#8 and public key, base64) that only the
 * platform's user may read, made at the first start. Whoever can read it can sign another history.
 */
final class CheckpointKey {
  private CheckpointKey() {}

  /** Reads the key, or makes it. */
  static Signer in(Path secrets, String name) throws IOException {
    var file = secrets.resolve("audit-checkpoint.key");
    try {
      if (!Files.exists(file)) {
        keep(secrets, file, KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
      }
      return new CheckpointSigner(name, read(file));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IOException("the checkpoint key cannot be read: " + file, e);
    }
  }

  private static KeyPair read(Path file) throws IOException, GeneralSecurityException {
    var lines = Files.readAllLines(file);
    if (lines.size() != 2) {
      throw new IllegalArgumentException("a key file has two lines");
    }
    var keys = KeyFactory.getInstance("Ed25519");
    var base64 = Base64.getDecoder();
    return new KeyPair(
        keys.generatePublic(new X509EncodedKeySpec(base64.decode(lines.get(1)))),
        keys.generatePrivate(new PKCS8EncodedKeySpec(base64.decode(lines.get(0)))));
  }

  private static void keep(Path secrets, Path file, KeyPair pair) throws IOException {
    Files.createDirectories(secrets, only("rwx------"));
    var base64 = Base64.getEncoder();
    String text =
        base64.encodeToString(pair.getPrivate().getEncoded())
            + "\n"
            + base64.encodeToString(pair.getPublic().getEncoded())
            + "\n";
    var fresh = secrets.resolve("audit-checkpoint.key.new");
    Files.deleteIfExists(fresh);
    var options = EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (var channel = FileChannel.open(fresh, Set.copyOf(options), only("rw-------"))) {
      var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    try (var folder = FileChannel.open(secrets, StandardOpenOption.READ)) {
      folder.force(true);
    }
  }

  private static FileAttribute<?> only(String permissions) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
  }
}
