package org.musubi.ihe.atna;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Bytes that do not change; equal when they are the same. Never printed: they may be personal. */
public final class Octets {
  /** No bytes. */
  public static final Octets NONE = new Octets(new byte[0]);

  private final byte[] bytes;

  private Octets(byte[] bytes) {
    this.bytes = bytes;
  }

  /** A copy of these bytes. */
  public static Octets of(byte[] bytes) {
    return new Octets(bytes.clone());
  }

  /** A copy of a part of these bytes. */
  public static Octets of(byte[] bytes, int from, int to) {
    return new Octets(Arrays.copyOfRange(bytes, from, to));
  }

  /** The text in UTF-8. */
  public static Octets of(String text) {
    return new Octets(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The bytes behind base64 with or without line breaks. Old senders write plain text where base64
   * is asked for; what is not base64 is taken as that text.
   */
  static Octets ofBase64OrText(String text) {
    var packed = text.replaceAll("[ \t\r\n]", "");
    try {
      return new Octets(Base64.getDecoder().decode(packed));
    } catch (IllegalArgumentException plain) {
      return of(text);
    }
  }

  /** How many. */
  public int size() {
    return bytes.length;
  }

  /** A copy of the bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** Base64 without line breaks (RFC 4648 section 4). */
  public String base64() {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** The bytes read as UTF-8; what is not UTF-8 shows as U+FFFD. */
  public String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Octets that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** The number of bytes only. */
  @Override
  public String toString() {
    return "Octets[" + bytes.length + "]";
  }
}
