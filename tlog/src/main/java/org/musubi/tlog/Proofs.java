package org.musubi.tlog;

import java.util.Arrays;
import java.util.List;

/**
 * Checks proofs with nothing but hashes, after RFC 9162 sections 2.1.3.2 and 2.1.4.2 (the same
 * trees as RFC 6962). A proof is a list of hashes of 32 bytes, the lowest first.
 */
public final class Proofs {
  private Proofs() {}

  /**
   * What stands in the tree for an entry: itself, or a reference when it is too long for a bundle.
   */
  public static byte[] leaf(byte[] entry) {
    return Leaf.of(entry);
  }

  /** The hash of a leaf: what stands in an entry bundle, behind a zero byte. */
  public static byte[] leafHash(byte[] leaf) {
    return Hashes.leaf(leaf);
  }

  /** Whether the leaf is entry {@code index} of the tree that has this size and root. */
  public static boolean included(
      byte[] leafHash, long index, long size, List<byte[]> proof, byte[] root) {
    if (index < 0 || index >= size || !wellFormed(proof)) {
      return false;
    }
    long node = index;
    long last = size - 1;
    byte[] hash = leafHash;
    for (byte[] beside : proof) {
      if (last == 0) {
        return false;
      }
      if ((node & 1) == 1 || node == last) {
        hash = Hashes.node(beside, hash);
        while ((node & 1) == 0 && node != 0) {
          node >>= 1;
          last >>= 1;
        }
      } else {
        hash = Hashes.node(hash, beside);
      }
      node >>= 1;
      last >>= 1;
    }
    return last == 0 && Arrays.equals(hash, root);
  }

  /**
   * Whether the larger tree begins with all entries of the smaller one. For an old size of 0 the
   * proof is empty and the old root that of no entries.
   */
  public static boolean consistent(
      long oldSize, byte[] oldRoot, long size, byte[] root, List<byte[]> proof) {
    if (oldSize < 0 || oldSize > size || !wellFormed(proof)) {
      return false;
    }
    if (oldSize == 0) {
      return proof.isEmpty() && Arrays.equals(oldRoot, Hashes.empty());
    }
    if (oldSize == size) {
      return proof.isEmpty() && Arrays.equals(oldRoot, root);
    }
    long node = oldSize - 1;
    long last = size - 1;
    while ((node & 1) == 1) {
      node >>= 1;
      last >>= 1;
    }
    boolean whole = Long.bitCount(oldSize) == 1;
    if (!whole && proof.isEmpty()) {
      return false;
    }
    byte[] small = whole ? oldRoot : proof.getFirst();
    byte[] large = small;
    for (byte[] beside : whole ? proof : proof.subList(1, proof.size())) {
      if (last == 0) {
        return false;
      }
      if ((node & 1) == 1 || node == last) {
        small = Hashes.node(beside, small);
        large = Hashes.node(beside, large);
        while ((node & 1) == 0 && node != 0) {
          node >>= 1;
          last >>= 1;
        }
      } else {
        large = Hashes.node(large, beside);
      }
      node >>= 1;
      last >>= 1;
    }
    return last == 0 && Arrays.equals(small, oldRoot) && Arrays.equals(large, root);
  }

  private static boolean wellFormed(List<byte[]> proof) {
    return proof.size() <= 64 && proof.stream().allMatch(hash -> hash.length == Hashes.LENGTH);
  }
}
