package org.musubi.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import org.musubi.tlog.Signer;

/**
 * The key that signs checkpoints: a file of two lines (PKCS#8 and public key, base64) that only the
 * platform's user may read, made at the first start. Whoever can read it can sign another history.
 */
final class CheckpointKey {
  private static final String FILE = "audit-checkpoint.key";

  private CheckpointKey() {}

  /** Reads the key, or makes it. */
  static Signer in(Path secrets, String name) throws IOException {
    var file = secrets.resolve(FILE);
    try {
      if (!Files.exists(file)) {
        keep(secrets, KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
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

  private static void keep(Path secrets, KeyPair pair) throws IOException {
    var base64 = Base64.getEncoder();
    String text =
        base64.encodeToString(pair.getPrivate().getEncoded())
            + "\n"
            + base64.encodeToString(pair.getPublic().getEncoded())
            + "\n";
    SecretFile.keep(secrets, FILE, text);
  }
}
