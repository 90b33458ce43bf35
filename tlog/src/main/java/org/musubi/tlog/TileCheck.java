package org.musubi.tlog;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.musubi.tlog.LogRefused.Reason;

/**
 * Reads every tile of a log up to a size, hashes everything again and compares it on the way: leaf
 * with hash tile, hash tile with the one above, tile with journal, root with every checkpoint.
 * Throws at the first thing that does not fit, with the first entry it may concern.
 */
final class TileCheck {
  private final Path folder;
  private final Tiles tiles;
  private final long size;
  private final KeyChain keys;
  private final Checkpoints checkpoints;
  private final Frontier tree = new Frontier();
  private final byte[][] above = new byte[Frontier.LEVELS + 1][];
  private final List<Long> missing = new ArrayList<>();
  private final List<Record.Sealed> sealed = new ArrayList<>();

  /** Looks at each leaf, whether present or sealed away. */
  interface Beside {
    void leaf(long index, byte[] hash) throws IOException;
  }

  TileCheck(Path folder, long size, KeyChain keys, Checkpoints checkpoints) {
    this.folder = folder;
    this.tiles = new Tiles(folder);
    this.size = size;
    this.keys = keys;
    this.checkpoints = checkpoints;
  }

  /**
   * Checks.
   *
   * @return entries that are not here but in a sealed archive
   */
  long run(Beside beside) throws IOException {
    checkpoints.at(tree);
    for (long n = 0; n * TilePath.WIDTH < size; n++) {
      bundle(n, beside);
    }
    for (int level = 1; level < Frontier.LEVELS; level++) {
      edge(level);
    }
    return sealedAway();
  }

  private void bundle(long n, Beside beside) throws IOException {
    int width = TilePath.width(0, n, size);
    long first = n * TilePath.WIDTH;
    byte[] hashes = Tiles.stored(folder, 0, n, width);
    var leaves = Tiles.leaves(folder, n, width);
    if (leaves == null) {
      missing.add(n);
    }
    int bad = leaves == null ? -1 : Tiles.firstBad(leaves, hashes);
    for (int i = 0; i < width; i++) {
      long index = first + i;
      if (bad == i) {
        throw bad(index, "entry " + index + " is not the one in the tree");
      }
      if (leaves != null) {
        tiles.payload(index, leaves.get(i));
        note(index, leaves.get(i));
      }
      byte[] hash = Hashes.at(hashes, i);
      beside.leaf(index, hash);
      tree.addHash(hash);
      for (var tile : tree.drain()) {
        filled(tile);
      }
      checkpoints.at(tree);
    }
  }

  private void note(long index, byte[] leaf) {
    if (keys.look(leaf, index) instanceof Record.Sealed found) {
      sealed.add(found);
    }
  }

  /** A full tile must be in the tile above. */
  private void filled(Frontier.Filled tile) throws IOException {
    int level = tile.level() + 1;
    long n = tile.n() / TilePath.WIDTH;
    int place = (int) (tile.n() % TilePath.WIDTH);
    if (place == 0) {
      above[level] = Tiles.stored(folder, level, n, TilePath.width(level, n, size));
    }
    byte[] hash = Hashes.over(tile.hashes(), 0, TilePath.WIDTH);
    if (!Arrays.equals(hash, Hashes.at(above[level], place))) {
      String name = TilePath.hashes(level, n, TilePath.width(level, n, size));
      throw bad(TilePath.firstEntry(tile.level(), tile.n()), "the tiles below do not fit " + name);
    }
  }

  /** The unfinished tiles above the lowest must be there. */
  private void edge(int level) throws IOException {
    byte[] expected = tree.unfinished(level);
    long n = size >> (8 * (level + 1));
    if (expected.length > 0
        && !Arrays.equals(expected, Tiles.stored(folder, level, n, expected.length / 32))) {
      throw bad(TilePath.firstEntry(level, n), "an unfinished tile does not fit the tree");
    }
  }

  private long sealedAway() throws LogRefused {
    long away = 0;
    for (long n : missing) {
      long first = n * TilePath.WIDTH;
      int width = TilePath.width(0, n, size);
      if (sealed.stream().noneMatch(s -> s.from() <= first && first + width <= s.until())) {
        throw new LogRefused(
            Reason.MISSING, first, "the entries from " + first + " on are missing");
      }
      away += width;
    }
    return away;
  }

  private static LogRefused bad(long entry, String why) {
    return new LogRefused(Reason.ALTERED, entry, why);
  }
}
