package org.musubi.tlog;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.musubi.tlog.LogRefused.Reason;

/**
 * Reads tiles and believes none that does not hash into a right edge that is believed already.
 * Keeps the hash tiles read last. Not safe for two threads.
 */
final class Tiles {
  private static final int KEPT = 64;

  private final Path folder;

  private record Place(int level, long n) {}

  private final Map<Place, byte[]> read =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Place, byte[]> eldest) {
          return size() > KEPT;
        }
      };

  Tiles(Path folder) {
    this.folder = folder;
  }

  /** The right edge of the tree that has {@code size} entries, from its partial tiles. */
  static Frontier edge(Path folder, long size) throws IOException {
    var encoded = new java.io.ByteArrayOutputStream();
    for (int level = 0; size >> (8 * level) > 0 && level < Frontier.LEVELS; level++) {
      long n = size >> (8 * (level + 1));
      int width = TilePath.width(level, n, size);
      if (width > 0) {
        encoded.write(stored(folder, level, n, width));
      }
    }
    return Frontier.of(size, encoded.toByteArray());
  }

  /**
   * A hash tile as it lies there, cut to {@code width}: the partial one, or the full one where that
   * has come since.
   *
   * @throws LogRefused MISSING or ALTERED, with the first entry below it
   */
  static byte[] stored(Path folder, int level, long n, int width) throws IOException {
    byte[] bytes = Bytes.of(folder.resolve(TilePath.hashes(level, n, width)));
    boolean later = bytes == null && width < TilePath.WIDTH;
    if (later) {
      bytes = Bytes.of(folder.resolve(TilePath.hashes(level, n, TilePath.WIDTH)));
    }
    String name = TilePath.hashes(level, n, width);
    if (bytes == null) {
      throw new LogRefused(Reason.MISSING, TilePath.firstEntry(level, n), name + " is missing");
    }
    int length = width * Hashes.LENGTH;
    if (bytes.length != (later ? TilePath.WIDTH * Hashes.LENGTH : length)) {
      long gone = n * TilePath.WIDTH + Math.min(bytes.length / Hashes.LENGTH, width - 1);
      throw new LogRefused(Reason.ALTERED, gone << (8 * level), name + " has another length");
    }
    return later ? Arrays.copyOf(bytes, length) : bytes;
  }

  /** The leaves of a bundle as they lie there; null when there is no file. */
  static @Nullable List<byte[]> leaves(Path folder, long n, int width) throws IOException {
    byte[] bytes = Bytes.of(folder.resolve(TilePath.entries(n, width)));
    if (bytes != null || width == TilePath.WIDTH) {
      return bytes == null ? null : Bundle.decode(bytes, width);
    }
    bytes = Bytes.of(folder.resolve(TilePath.entries(n, TilePath.WIDTH)));
    if (bytes == null) {
      return null;
    }
    var leaves = Bundle.decode(bytes, TilePath.WIDTH);
    return leaves.size() == TilePath.WIDTH ? leaves.subList(0, width) : leaves;
  }

  /**
   * A hash tile that fits the edge.
   *
   * @throws LogRefused MISSING or ALTERED, with the first entry below it
   */
  byte[] hashes(Frontier edge, int level, long n) throws IOException {
    if (n == edge.size() >> (8 * (level + 1))) {
      return edge.unfinished(level);
    }
    var place = new Place(level, n);
    byte[] known = read.get(place);
    if (known == null) {
      known = stored(folder, level, n, TilePath.WIDTH);
      byte[] above = hashes(edge, level + 1, n / TilePath.WIDTH);
      byte[] expected = Hashes.at(above, (int) (n % TilePath.WIDTH));
      if (!Arrays.equals(Hashes.over(known, 0, TilePath.WIDTH), expected)) {
        throw new LogRefused(
            Reason.ALTERED,
            TilePath.firstEntry(level, n),
            TilePath.hashes(level, n, TilePath.WIDTH) + " does not fit the tree");
      }
      read.put(place, known);
    }
    return known;
  }

  /**
   * The leaves of bundle {@code n}, each of them held against the tree.
   *
   * @throws LogRefused MISSING or ALTERED, with the first bad entry
   */
  List<byte[]> bundle(Frontier edge, long n) throws IOException {
    byte[] expected = hashes(edge, 0, n);
    int width = expected.length / Hashes.LENGTH;
    long first = n * TilePath.WIDTH;
    var leaves = leaves(folder, n, width);
    if (leaves == null) {
      throw new LogRefused(
          Reason.MISSING, first, TilePath.entries(n, width) + " is missing (lost, or sealed)");
    }
    int bad = firstBad(leaves, expected);
    if (bad >= 0) {
      throw new LogRefused(Reason.ALTERED, first + bad, "entry " + (first + bad) + " is damaged");
    }
    return leaves;
  }

  /** The first leaf that is not the hashed one, or is missing, or is one too many; -1 if none. */
  static int firstBad(List<byte[]> leaves, byte[] hashes) {
    int width = hashes.length / Hashes.LENGTH;
    for (int i = 0; i < width; i++) {
      if (i >= leaves.size() || !Arrays.equals(Hashes.leaf(leaves.get(i)), Hashes.at(hashes, i))) {
        return i;
      }
    }
    return leaves.size() > width ? width - 1 : -1;
  }

  /** The payload of an entry whose leaf is given. */
  byte[] payload(long entry, byte[] leaf) throws IOException {
    if (!Leaf.isReference(leaf)) {
      return leaf;
    }
    byte[] payload = Bytes.of(folder.resolve(TilePath.payload(entry)));
    if (payload == null || !Leaf.names(leaf, payload)) {
      throw new LogRefused(
          payload == null ? Reason.MISSING : Reason.ALTERED,
          entry,
          "the payload of entry " + entry + (payload == null ? " is missing" : " is damaged"));
    }
    return payload;
  }
}
