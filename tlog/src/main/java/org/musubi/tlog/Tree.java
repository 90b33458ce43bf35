package org.musubi.tlog;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Roots and proofs (RFC 6962 section 2.1) of any size up to that of an edge, read from hash tiles:
 * a tree of a thousand million entries asks for at most four tiles a proof's side.
 */
final class Tree {
  /** Where hash tiles come from; each is believed. */
  @FunctionalInterface
  interface Source {
    byte[] tile(int level, long n) throws IOException;
  }

  private final Source source;

  Tree(Source source) {
    this.source = source;
  }

  static Tree of(Tiles tiles, Frontier edge) {
    return new Tree((level, n) -> tiles.hashes(edge, level, n));
  }

  byte[] root(long size) throws IOException {
    return size == 0 ? Hashes.empty() : range(0, size);
  }

  /** The path from the leaf upwards; at most 63 hashes, 30 for 10^9 entries. */
  List<byte[]> inclusion(long index, long size) throws IOException {
    if (index < 0 || index >= size) {
      throw new IndexOutOfBoundsException("entry " + index + " of a tree of " + size);
    }
    var proof = new ArrayList<byte[]>();
    long from = 0;
    long until = size;
    while (until - from > 1) {
      long middle = from + split(until - from);
      if (index < middle) {
        proof.addFirst(range(middle, until));
        until = middle;
      } else {
        proof.addFirst(range(from, middle));
        from = middle;
      }
    }
    return proof;
  }

  List<byte[]> consistency(long old, long size) throws IOException {
    if (old < 0 || old > size) {
      throw new IndexOutOfBoundsException("a tree of " + old + " in a tree of " + size);
    }
    var proof = new ArrayList<byte[]>();
    if (old == 0 || old == size) {
      return proof;
    }
    long from = 0;
    long until = size;
    boolean known = true;
    while (old != until) {
      long middle = from + split(until - from);
      if (old <= middle) {
        proof.addFirst(range(middle, until));
        until = middle;
      } else {
        proof.addFirst(range(from, middle));
        from = middle;
        known = false;
      }
    }
    if (!known) {
      proof.addFirst(range(from, until));
    }
    return proof;
  }

  /** The largest power of two below {@code count}. */
  private static long split(long count) {
    return Long.highestOneBit(count - 1);
  }

  private byte[] range(long from, long until) throws IOException {
    long count = until - from;
    if (Long.bitCount(count) == 1) {
      int height = Long.numberOfTrailingZeros(count);
      int inTile = height % 8;
      long index = from >> (height - inTile);
      byte[] tile = source.tile(height / 8, index / TilePath.WIDTH);
      return Hashes.over(tile, (int) (index % TilePath.WIDTH), 1 << inTile);
    }
    long middle = from + split(count);
    return Hashes.node(range(from, middle), range(middle, until));
  }
}
