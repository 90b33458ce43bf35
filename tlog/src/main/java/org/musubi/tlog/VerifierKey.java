package org.musubi.tlog;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A public key with a name, as C2SP signed-note writes it: {@code name+id+base64(type || key)};
 * Ed25519 (RFC 8032) only. Type 1 signs notes as a log does, type 4 as a witness does (C2SP
 * tlog-cosignature).
 */
public final class VerifierKey {
  private static final byte ED25519 = 1;
  private static final byte COSIGNATURE = 4;
  private static final byte[] SPKI = HexFormat.of().parseHex("302a300506032b6570032100");

  private final String name;
  private final byte type;
  private final byte[] raw;
  private final PublicKey key;

  private VerifierKey(String name, byte type, byte[] raw) {
    if (name.isEmpty() || name.length() > 255 || !name.matches("[^\\s+\\p{Cntrl}]+")) {
      throw new IllegalArgumentException("a key's name has no blank and no plus sign");
    }
    if (raw.length != 32) {
      throw new IllegalArgumentException("an Ed25519 public key has 32 bytes");
    }
    this.name = name;
    this.type = type;
    this.raw = raw;
    try {
      var encoded = ByteBuffer.allocate(SPKI.length + raw.length).put(SPKI).put(raw).array();
      this.key = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("not an Ed25519 public key", e);
    }
  }

  /** The key under this name, of a log. */
  public static VerifierKey of(String name, PublicKey key) {
    byte[] encoded = key.getEncoded();
    if (encoded.length != SPKI.length + 32
        || !Arrays.equals(encoded, 0, SPKI.length, SPKI, 0, SPKI.length)) {
      throw new IllegalArgumentException("not an Ed25519 public key");
    }
    return new VerifierKey(name, ED25519, Arrays.copyOfRange(encoded, SPKI.length, encoded.length));
  }

  /**
   * Reads the form that {@link #toString} writes.
   *
   * @throws IllegalArgumentException when it is out of form or its id does not fit
   */
  public static VerifierKey parse(String text) {
    String[] parts = text.strip().split("\\+", 3);
    if (parts.length != 3) {
      throw new IllegalArgumentException("a verifier key has the form name+id+key");
    }
    byte[] typed = Base64.getDecoder().decode(parts[2]);
    if (typed.length != 33 || (typed[0] != ED25519 && typed[0] != COSIGNATURE)) {
      throw new IllegalArgumentException("only Ed25519 keys are known");
    }
    var key = new VerifierKey(parts[0], typed[0], Arrays.copyOfRange(typed, 1, 33));
    if (!key.idHex().equals(parts[1])) {
      throw new IllegalArgumentException("the key's id does not fit the key");
    }
    return key;
  }

  /** The key's name. */
  public String name() {
    return name;
  }

  /** The first four bytes of SHA-256(name, newline, type, key). */
  int id() {
    var digest = Hashes.sha256();
    digest.update(name.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) '\n');
    digest.update(type);
    return ByteBuffer.wrap(digest.digest(raw)).getInt();
  }

  /** The same name and key as a witness's. */
  VerifierKey asWitness() {
    return new VerifierKey(name, COSIGNATURE, raw);
  }

  /** Whether it is a witness's. */
  public boolean isWitness() {
    return type == COSIGNATURE;
  }

  /** Whether a signature on a note, without its key id, is this key's over the text. */
  boolean verifiesNote(String text, byte[] signature) {
    if (!isWitness()) {
      return verifies(Texts.bytes(text), signature);
    }
    if (signature.length != 8 + 64) {
      return false;
    }
    long time = ByteBuffer.wrap(signature).getLong();
    return time >= 0
        && verifies(
            Texts.bytes(cosigned(time, text)), Arrays.copyOfRange(signature, 8, signature.length));
  }

  /**
   * What a witness signs.
   *
   * @param time seconds since 1970
   */
  static String cosigned(long time, String text) {
    return "cosignature/v1\ntime " + time + "\n" + text;
  }

  boolean verifies(byte[] text, byte[] signature) {
    try {
      var check = Signature.getInstance("Ed25519");
      check.initVerify(key);
      check.update(text);
      return check.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private String idHex() {
    return HexFormat.of().toHexDigits(id());
  }

  @Override
  public String toString() {
    var typed = ByteBuffer.allocate(33).put(type).put(raw).array();
    return name + "+" + idHex() + "+" + Base64.getEncoder().encodeToString(typed);
  }
}
