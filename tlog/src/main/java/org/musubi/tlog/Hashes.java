package org.musubi.tlog;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** The hashes of RFC 6962 section 2.1: leaves and nodes are told apart by their first byte. */
final class Hashes {
  static final int LENGTH = 32;

  /** Finding one costs more than a node's hash. It is as new after each digest. */
  private static final ThreadLocal<MessageDigest> OWN = ThreadLocal.withInitial(Hashes::sha256);

  private Hashes() {}

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  static byte[] leaf(byte[] entry) {
    var digest = OWN.get();
    digest.update((byte) 0);
    return digest.digest(entry);
  }

  static byte[] node(byte[] left, byte[] right) {
    var digest = OWN.get();
    digest.update((byte) 1);
    digest.update(left);
    return digest.digest(right);
  }

  /** The hash number {@code i} of a tile. */
  static byte[] at(byte[] tile, int i) {
    return Arrays.copyOfRange(tile, i * LENGTH, (i + 1) * LENGTH);
  }

  /** The root over {@code count} hashes of a tile from {@code from} on; a power of two. */
  static byte[] over(byte[] tile, int from, int count) {
    return count == 1
        ? at(tile, from)
        : node(over(tile, from, count / 2), over(tile, from + count / 2, count / 2));
  }

  /** The root of a tree without leaves. */
  static byte[] empty() {
    return sha256().digest();
  }
}
