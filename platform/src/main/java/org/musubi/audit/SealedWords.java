package org.musubi.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Words of people, encrypted where they rest: AES-256-GCM under a key among the secrets, made at
 * the first start. Each text is bound to the row it belongs to: it opens at no other. Safe for any
 * thread.
 */
final class SealedWords {
  private static final String FILE = "audit-words.key";
  private static final int NONCE = 12;
  private static final int TAG = 128;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final SecretKeySpec key;

  private SealedWords(byte[] key) {
    this.key = new SecretKeySpec(key, "AES");
  }

  /** Reads the key, or makes it. */
  static SealedWords in(Path secrets) throws IOException {
    var file = secrets.resolve(FILE);
    if (!Files.exists(file)) {
      byte[] fresh = new byte[32];
      RANDOM.nextBytes(fresh);
      SecretFile.keep(secrets, FILE, Base64.getEncoder().encodeToString(fresh) + "\n");
    }
    try {
      byte[] key = Base64.getDecoder().decode(Files.readString(file).strip());
      if (key.length == 32) {
        return new SealedWords(key);
      }
    } catch (IllegalArgumentException e) {
      throw new IOException("the key of words cannot be read: " + file, e);
    }
    throw new IOException("the key of words has not 32 bytes: " + file);
  }

  byte[] seal(UUID row, String words) {
    byte[] nonce = new byte[NONCE];
    RANDOM.nextBytes(nonce);
    try {
      byte[] sealed =
          cipher(Cipher.ENCRYPT_MODE, row, nonce).doFinal(words.getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.allocate(NONCE + sealed.length).put(nonce).put(sealed).array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has AES-GCM", e);
    }
  }

  /** The words; empty when they were changed, or are another row's or key's. */
  Optional<String> open(UUID row, byte[] sealed) {
    try {
      byte[] nonce = java.util.Arrays.copyOf(sealed, NONCE);
      byte[] words =
          cipher(Cipher.DECRYPT_MODE, row, nonce).doFinal(sealed, NONCE, sealed.length - NONCE);
      return Optional.of(new String(words, StandardCharsets.UTF_8));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private Cipher cipher(int mode, UUID row, byte[] nonce) throws GeneralSecurityException {
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG, nonce));
    cipher.updateAAD(row.toString().getBytes(StandardCharsets.US_ASCII));
    return cipher;
  }
}
