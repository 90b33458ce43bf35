package org.musubi.audit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.musubi.core.ActId;

/**
 * The closed part of an entry.
 *
 * <p>Every entry has an opening key of its own: HMAC-SHA256, under the person keys one behind the
 * other, of {@code musubi entry} and the act's id. From it come the encryption key (HMAC of {@code
 * box}) and a commitment (HMAC of {@code commitment}), which stands in the entry. So one entry can
 * be opened before a court without opening any other, and nobody can show two contents for one
 * entry. AES-256-GCM (NIST SP 800-38D) with a random nonce of 96 bits, bound to the act's id.
 *
 * @param keys names of the person keys, in their order; all of them are needed
 * @param commitment 32 bytes
 * @param box nonce, ciphertext and tag
 */
record Seal(List<UUID> keys, byte[] commitment, byte[] box) {
  private static final int NONCE = 12;

  Seal {
    keys = List.copyOf(keys);
    if (keys.isEmpty() || commitment.length != 32 || box.length < NONCE + 16) {
      throw new IllegalArgumentException("a seal is out of form");
    }
  }

  /** Closes. */
  static Seal close(ActId act, List<PersonKey> keys, byte[] content) {
    byte[] opening = opening(act, keys);
    byte[] nonce = WrappingKeys.random(NONCE);
    byte[] closed = aes(Cipher.ENCRYPT_MODE, opening, nonce, act, content, 0);
    byte[] box = Arrays.copyOf(nonce, NONCE + closed.length);
    System.arraycopy(closed, 0, box, NONCE, closed.length);
    return new Seal(keys.stream().map(PersonKey::id).toList(), mac(opening, "commitment"), box);
  }

  /**
   * The key that opens this one entry.
   *
   * @param keys as {@link #keys} names them
   */
  static byte[] opening(ActId act, List<PersonKey> keys) {
    byte[] all = new byte[keys.size() * 32];
    for (int i = 0; i < keys.size(); i++) {
      System.arraycopy(keys.get(i).bytes(), 0, all, i * 32, 32);
    }
    return mac(all, "musubi entry\n" + act);
  }

  /**
   * Opens.
   *
   * @throws IllegalArgumentException when the key is not the entry's, or the entry was made up
   */
  byte[] open(ActId act, byte[] opening) {
    if (!MessageDigest.isEqual(commitment, mac(opening, "commitment"))) {
      throw new IllegalArgumentException("the entry was closed with another key");
    }
    return aes(Cipher.DECRYPT_MODE, opening, Arrays.copyOf(box, NONCE), act, box, NONCE);
  }

  private static byte[] aes(
      int mode, byte[] opening, byte[] nonce, ActId act, byte[] bytes, int from) {
    try {
      var cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          mode, new SecretKeySpec(mac(opening, "box"), "AES"), new GCMParameterSpec(128, nonce));
      cipher.updateAAD(act.toString().getBytes(StandardCharsets.US_ASCII));
      return cipher.doFinal(bytes, from, bytes.length - from);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("the entry cannot be opened", e);
    }
  }

  private static byte[] mac(byte[] key, String text) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Seal seal
        && keys.equals(seal.keys)
        && Arrays.equals(commitment, seal.commitment)
        && Arrays.equals(box, seal.box);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(box);
  }

  @Override
  public String toString() {
    return "Seal" + keys;
  }
}
