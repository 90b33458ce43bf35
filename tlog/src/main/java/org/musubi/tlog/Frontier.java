package org.musubi.tlog;

import java.util.ArrayList;
import java.util.List;

/**
 * The right edge of a Merkle tree: the roots of its complete subtrees, largest first; enough to
 * append and to know the root.
 */
final class Frontier {
  private final List<byte[]> subtrees;
  private long size;

  Frontier() {
    this(new ArrayList<>(), 0);
  }

  private Frontier(List<byte[]> subtrees, long size) {
    this.subtrees = subtrees;
    this.size = size;
  }

  Frontier copy() {
    return new Frontier(new ArrayList<>(subtrees), size);
  }

  long size() {
    return size;
  }

  void add(byte[] entry) {
    byte[] hash = Hashes.leaf(entry);
    for (long rest = size; (rest & 1) == 1; rest >>= 1) {
      hash = Hashes.node(subtrees.removeLast(), hash);
    }
    subtrees.add(hash);
    size++;
  }

  byte[] root() {
    if (subtrees.isEmpty()) {
      return Hashes.empty();
    }
    byte[] hash = subtrees.getLast();
    for (int i = subtrees.size() - 2; i >= 0; i--) {
      hash = Hashes.node(subtrees.get(i), hash);
    }
    return hash;
  }
}
