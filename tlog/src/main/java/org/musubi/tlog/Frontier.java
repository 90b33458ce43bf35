package org.musubi.tlog;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The right edge of a Merkle tree: the roots of its complete subtrees, largest first, which are
 * enough to append and to know the root; and the hashes of its unfinished tiles. Its memory does
 * not grow with the tree but for a tile per level.
 */
final class Frontier {
  /** A hash tile that became full. */
  record Filled(int level, long n, byte[] hashes) {}

  /** Enough for 2^56 entries; a shift by 64 would be none. */
  static final int LEVELS = 7;

  private static final int TILE = TilePath.WIDTH * Hashes.LENGTH;

  private final List<byte[]> subtrees = new ArrayList<>();
  private final byte[][] tiles = new byte[LEVELS][0];
  private final List<Filled> filled = new ArrayList<>();
  private long size;

  /** A copy that grows apart; what was filled stays behind. */
  Frontier copy() {
    var copy = new Frontier();
    copy.subtrees.addAll(subtrees);
    copy.size = size;
    for (int level = 0; level < LEVELS; level++) {
      copy.tiles[level] = Arrays.copyOf(tiles[level], used(level));
    }
    return copy;
  }

  long size() {
    return size;
  }

  void add(byte[] leaf) {
    addHash(Hashes.leaf(leaf));
  }

  void addHash(byte[] leafHash) {
    byte[] hash = leafHash;
    put(0, hash);
    int height = 0;
    for (long rest = size; (rest & 1) == 1; rest >>= 1) {
      hash = Hashes.node(subtrees.removeLast(), hash);
      height++;
      if (height % 8 == 0) {
        put(height / 8, hash);
      }
    }
    subtrees.add(hash);
    size++;
  }

  private void put(int level, byte[] hash) {
    int at = used(level);
    if (tiles[level].length < at + Hashes.LENGTH) {
      tiles[level] = Arrays.copyOf(tiles[level], Math.clamp(at * 2L, 8 * Hashes.LENGTH, TILE));
    }
    System.arraycopy(hash, 0, tiles[level], at, Hashes.LENGTH);
    if (at + Hashes.LENGTH == TILE) {
      filled.add(new Filled(level, size >> (8 * (level + 1)), tiles[level]));
      tiles[level] = new byte[0];
    }
  }

  /** Bytes of the unfinished tile; one that is being filled by this very entry counts without. */
  private int used(int level) {
    return (int) ((size >> (8 * level)) % TilePath.WIDTH) * Hashes.LENGTH;
  }

  /** Hashes of the unfinished tile at a level, 32 bytes each. */
  byte[] unfinished(int level) {
    return level >= LEVELS ? new byte[0] : Arrays.copyOf(tiles[level], used(level));
  }

  /** The tiles that became full since the last call. */
  List<Filled> drain() {
    var drained = List.copyOf(filled);
    filled.clear();
    return drained;
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

  /** All unfinished tiles behind each other, the lowest first; {@link #of} reads it. */
  byte[] encode() {
    int bytes = 0;
    for (int level = 0; level < LEVELS; level++) {
      bytes += used(level);
    }
    var buffer = ByteBuffer.allocate(bytes);
    for (int level = 0; level < LEVELS; level++) {
      buffer.put(tiles[level], 0, used(level));
    }
    return buffer.array();
  }

  /**
   * The edge of a tree from its unfinished tiles.
   *
   * @throws IllegalArgumentException when there are not as many hashes as the size asks for
   */
  static Frontier of(long size, byte[] encoded) {
    var frontier = new Frontier();
    frontier.size = size;
    int at = 0;
    for (int level = 0; level < LEVELS; level++) {
      int used = frontier.used(level);
      if (at + used > encoded.length) {
        throw new IllegalArgumentException("hashes are missing");
      }
      frontier.tiles[level] = Arrays.copyOfRange(encoded, at, at + used);
      at += used;
    }
    if (at != encoded.length || size < 0) {
      throw new IllegalArgumentException("the hashes do not fit the size");
    }
    for (int level = LEVELS - 1; level >= 0; level--) {
      frontier.stack(frontier.tiles[level]);
    }
    return frontier;
  }

  private void stack(byte[] tile) {
    for (int i = 0; i < tile.length / Hashes.LENGTH; i++) {
      byte[] hash = Hashes.at(tile, i);
      for (int rest = i; (rest & 1) == 1; rest >>= 1) {
        hash = Hashes.node(subtrees.removeLast(), hash);
      }
      subtrees.add(hash);
    }
  }
}
