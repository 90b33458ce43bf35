package org.musubi.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.musubi.core.MedicalId;
import org.musubi.core.PersonRef;

/**
 * Names for patients towards those who look through the trail: the same patient has one name for
 * the same viewer, and another for every other one, so that nobody can put lists together. HMAC
 * (RFC 2104) with SHA-256 under a key that lies beside the other secrets, made at the first start.
 * Safe for any thread.
 */
public final class Pseudonyms {
  private static final String FILE = "audit-pseudonym.key";
  private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
  private static final int LENGTH = 16;

  private final SecretKeySpec key;

  private Pseudonyms(byte[] key) {
    this.key = new SecretKeySpec(key, "HmacSHA256");
  }

  /** Reads the key, or makes it. */
  static Pseudonyms in(Path secrets) throws IOException {
    var file = secrets.resolve(FILE);
    if (!Files.exists(file)) {
      byte[] fresh = new byte[32];
      new SecureRandom().nextBytes(fresh);
      SecretFile.keep(secrets, FILE, Base64.getEncoder().encodeToString(fresh) + "\n");
    }
    try {
      byte[] key = Base64.getDecoder().decode(Files.readString(file).strip());
      if (key.length == 32) {
        return new Pseudonyms(key);
      }
    } catch (IllegalArgumentException e) {
      throw new IOException("the pseudonym key cannot be read: " + file, e);
    }
    throw new IOException("the pseudonym key has not 32 bytes: " + file);
  }

  /** The patient's name for this viewer: four groups of four letters and digits. */
  public String of(MedicalId patient, PersonRef viewer) {
    byte[] digest = mac(viewer.issuer() + "\n" + viewer.subject() + "\n" + patient);
    var name = new StringBuilder();
    for (int i = 0; i < LENGTH; i++) {
      name.append(i > 0 && i % 4 == 0 ? "-" : "").append(LETTERS.charAt(digest[i] & 31));
    }
    return name.toString();
  }

  private byte[] mac(String text) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return Arrays.copyOf(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)), LENGTH);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }
}
