package org.musubi.tlog;

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

/** A key pair that two processes of a test share: two lines of base64. */
final class KeyFile {
  private KeyFile() {}

  static void make(Path file) throws IOException, GeneralSecurityException {
    var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    var base64 = Base64.getEncoder();
    Files.writeString(
        file,
        base64.encodeToString(pair.getPrivate().getEncoded())
            + "\n"
            + base64.encodeToString(pair.getPublic().getEncoded()));
  }

  static Signer signer(Path file) throws IOException, GeneralSecurityException {
    var lines = Files.readAllLines(file);
    var keys = KeyFactory.getInstance("Ed25519");
    var base64 = Base64.getDecoder();
    var pair =
        new KeyPair(
            keys.generatePublic(new X509EncodedKeySpec(base64.decode(lines.get(1)))),
            keys.generatePrivate(new PKCS8EncodedKeySpec(base64.decode(lines.getFirst()))));
    return new Ed25519Signer(Logs.ORIGIN, pair);
  }
}
