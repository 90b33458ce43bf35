package org.musubi.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.TreeMap;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secrets beside the database that keep its person keys: those that wrap them (AES-GCM,
 * numbered; the last one is in use), and one that makes tokens of what the search index must be
 * able to find without holding it (HMAC-SHA256). A file of the platform's user, made at the first
 * start. Safe for any thread.
 */
final class WrappingKeys {
  private static final String FILE = "audit-person.key";
  private static final int NONCE = 12;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Path secrets;
  private final SecretKeySpec token;
  private final TreeMap<Integer, SecretKeySpec> wrapping = new TreeMap<>();

  private WrappingKeys(Path secrets, byte[] token) {
    this.secrets = secrets;
    this.token = new SecretKeySpec(token, "HmacSHA256");
  }

  /** Reads the keys, or makes them. */
  static WrappingKeys in(Path secrets) throws IOException {
    var file = secrets.resolve(FILE);
    if (!Files.exists(file)) {
      var fresh = new WrappingKeys(secrets, random(32));
      fresh.wrapping.put(1, new SecretKeySpec(random(32), "AES"));
      fresh.keep();
    }
    try {
      return read(secrets, Files.readString(file));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new IOException("the keys of persons cannot be read: " + file, e);
    }
  }

  private static WrappingKeys read(Path secrets, String text) {
    String[] lines = text.strip().split("\n");
    var keys = new WrappingKeys(secrets, key(lines[0], "token "));
    for (int i = 1; i < lines.length; i++) {
      String[] parts = lines[i].split(" ");
      keys.wrapping.put(Integer.parseInt(parts[1]), new SecretKeySpec(key(parts[2], ""), "AES"));
    }
    if (keys.wrapping.isEmpty()) {
      throw new IllegalArgumentException("no key wraps");
    }
    return keys;
  }

  private static byte[] key(String line, String head) {
    byte[] key = Base64.getDecoder().decode(line.substring(head.length()));
    if (!line.startsWith(head) || key.length != 32) {
      throw new IllegalArgumentException("a key has 32 bytes");
    }
    return key;
  }

  private synchronized void keep() throws IOException {
    var base64 = Base64.getEncoder();
    var text = new StringBuilder("token " + base64.encodeToString(token.getEncoded()) + "\n");
    wrapping.forEach((number, key) ->
        text.append("wrap ")
            .append(number)
            .append(' ')
            .append(base64.encodeToString(key.getEncoded()))
            .append('\n'));
    SecretFile.keep(secrets, FILE, text.toString());
  }

  /** The number of the key that wraps now. */
  synchronized int current() {
    return wrapping.lastKey();
  }

  /** From now on a new key wraps; the older ones stay until {@link #destroyOlder}. */
  synchronized int renew() throws IOException {
    int number = wrapping.lastKey() + 1;
    wrapping.put(number, new SecretKeySpec(random(32), "AES"));
    keep();
    return number;
  }

  /** Whatever older keys wrap, in whichever copy of the database, can be opened no more. */
  synchronized void destroyOlder() throws IOException {
    wrapping.headMap(wrapping.lastKey()).clear();
    keep();
  }

  /** The key as the database keeps it: number of the wrapping key, nonce, ciphertext. */
  byte[] wrap(PersonKey key) {
    int number = current();
    byte[] nonce = random(NONCE);
    byte[] sealed = aes(Cipher.ENCRYPT_MODE, number, nonce, key.id(), key.bytes(), 0);
    return ByteBuffer.allocate(4 + NONCE + sealed.length)
        .putInt(number)
        .put(nonce)
        .put(sealed)
        .array();
  }

  /**
   * The key again.
   *
   * @throws IllegalStateException when another key wrapped it, or another person's row was put here
   */
  PersonKey unwrap(UUID id, byte[] wrapped) {
    var in = ByteBuffer.wrap(wrapped);
    int number = in.getInt();
    byte[] nonce = new byte[NONCE];
    in.get(nonce);
    return new PersonKey(id, aes(Cipher.DECRYPT_MODE, number, nonce, id, wrapped, in.position()));
  }

  /** Which key wrapped it. */
  static int number(byte[] wrapped) {
    return ByteBuffer.wrap(wrapped).getInt();
  }

  private byte[] aes(int mode, int number, byte[] nonce, UUID id, byte[] bytes, int from) {
    SecretKeySpec key;
    synchronized (this) {
      key = wrapping.get(number);
    }
    if (key == null) {
      throw new IllegalStateException("the key that wraps is not here any more");
    }
    try {
      var cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, key, new GCMParameterSpec(128, nonce));
      cipher.updateAAD(id.toString().getBytes(StandardCharsets.US_ASCII));
      return cipher.doFinal(bytes, from, bytes.length - from);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a person's key cannot be opened", e);
    }
  }

  /** 32 bytes that stand for a text, for whoever has this key. */
  byte[] token(String text) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(token);
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }

  /** The same for a word of the index: 16 letters and digits, 80 bits, behind a tilde. */
  String word(String word) {
    byte[] token = Arrays.copyOf(token("word\n" + word), 10);
    var text = new StringBuilder("~");
    for (int bit = 0; bit < 80; bit += 5) {
      int five = 0;
      for (int i = bit; i < bit + 5; i++) {
        five = (five << 1) | ((token[i >> 3] >> (7 - (i & 7))) & 1);
      }
      text.append("abcdefghijklmnopqrstuvwxyz234567".charAt(five));
    }
    return text.toString();
  }

  /** The same for a community, 64 bits. */
  long home(String home) {
    return ByteBuffer.wrap(token("home\n" + home)).getLong();
  }

  static byte[] random(int bytes) {
    byte[] random = new byte[bytes];
    RANDOM.nextBytes(random);
    return random;
  }
}
