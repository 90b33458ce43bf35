package org.musubi.tlog;

import java.util.ArrayList;
import java.util.List;

/**
 * RFC 6962 section 2.1 to the letter, by recursion over all leaves; to hold the real one against.
 */
final class Definition {
  private Definition() {}

  static byte[] root(List<byte[]> leaves) {
    if (leaves.isEmpty()) {
      return Hashes.sha256().digest();
    }
    if (leaves.size() == 1) {
      return Hashes.leaf(leaves.getFirst());
    }
    int k = split(leaves.size());
    return Hashes.node(root(leaves.subList(0, k)), root(leaves.subList(k, leaves.size())));
  }

  /** PATH(m, D[n]). */
  static List<byte[]> path(int m, List<byte[]> leaves) {
    if (leaves.size() == 1) {
      return new ArrayList<>();
    }
    int k = split(leaves.size());
    var left = leaves.subList(0, k);
    var right = leaves.subList(k, leaves.size());
    var path = m < k ? path(m, left) : path(m - k, right);
    path.add(root(m < k ? right : left));
    return path;
  }

  /** PROOF(m, D[n]). */
  static List<byte[]> proof(int m, List<byte[]> leaves) {
    return m == 0 ? List.of() : subproof(m, leaves, true);
  }

  private static List<byte[]> subproof(int m, List<byte[]> leaves, boolean known) {
    if (m == leaves.size()) {
      var proof = new ArrayList<byte[]>();
      if (!known) {
        proof.add(root(leaves));
      }
      return proof;
    }
    int k = split(leaves.size());
    var left = leaves.subList(0, k);
    var right = leaves.subList(k, leaves.size());
    var proof = m <= k ? subproof(m, left, known) : subproof(m - k, right, false);
    proof.add(root(m <= k ? right : left));
    return proof;
  }

  private static int split(int n) {
    int k = 1;
    while (k * 2 < n) {
      k *= 2;
    }
    return k;
  }
}
