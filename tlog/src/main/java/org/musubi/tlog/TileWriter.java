package org.musubi.tlog;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes the tiles of a growing tree. Nothing is forced here: the journal holds all that these
 * files hold until {@link Settling} has forced them. Not safe for two threads.
 */
final class TileWriter {
  private final Disk disk;
  private final Path folder;
  private List<byte[]> open = new ArrayList<>();
  private List<byte[]> ahead = new ArrayList<>();
  private final List<Path> fresh = new ArrayList<>();
  private final List<Path> lasting = new ArrayList<>();
  private final List<Path> unforced = new ArrayList<>();

  TileWriter(Disk disk, Path folder) {
    this.disk = disk;
    this.folder = folder;
  }

  /**
   * Writes what is new in the tree. Then either {@link #keep} or {@link #undo} must follow.
   *
   * @param leaves the new leaves
   * @param payloads payloads of those that are references, by entry
   * @param tree the tree with them
   */
  void write(List<byte[]> leaves, Map<Long, byte[]> payloads, Frontier tree) throws IOException {
    fresh.clear();
    lasting.clear();
    for (var payload : new TreeMap<>(payloads).entrySet()) {
      put(TilePath.payload(payload.getKey()), payload.getValue(), true);
    }
    long n = (tree.size() - leaves.size()) / TilePath.WIDTH;
    ahead = new ArrayList<>(open);
    for (byte[] leaf : leaves) {
      ahead.add(leaf);
      if (ahead.size() == TilePath.WIDTH) {
        put(TilePath.entries(n++, TilePath.WIDTH), Bundle.encode(ahead), true);
        ahead.clear();
      }
    }
    if (!ahead.isEmpty()) {
      put(TilePath.entries(n, ahead.size()), Bundle.encode(ahead), false);
    }
    int changed = 0;
    for (var tile : tree.drain()) {
      put(TilePath.hashes(tile.level(), tile.n(), TilePath.WIDTH), tile.hashes(), true);
      changed = Math.max(changed, tile.level() + 1);
    }
    partials(tree, changed);
  }

  /** Writes the unfinished hash tiles of all levels up to this one. */
  void partials(Frontier tree, int highest) throws IOException {
    for (int level = 0; level <= highest; level++) {
      byte[] hashes = tree.unfinished(level);
      if (hashes.length > 0) {
        long at = tree.size() >> (8 * (level + 1));
        put(TilePath.hashes(level, at, hashes.length / Hashes.LENGTH), hashes, false);
      }
    }
  }

  private void put(String name, byte[] bytes, boolean lasts) throws IOException {
    var file = folder.resolve(name);
    fresh.add(file);
    if (lasts) {
      lasting.add(file);
    }
    disk.write(file, bytes);
  }

  /** What was written stands. */
  void keep() {
    open = ahead;
    unforced.addAll(lasting);
  }

  /** What was written goes, as far as the disk lets it; a later batch writes over the rest. */
  void undo() {
    for (var file : fresh) {
      try {
        disk.delete(file);
      } catch (IOException e) {
        // No checkpoint speaks of it; it is written over before one does.
        continue;
      }
    }
  }

  /** Full tiles and payloads whose force is due. */
  int due() {
    return unforced.size();
  }

  /** Hands over what has to be forced. */
  List<Path> drain() {
    var drained = List.copyOf(unforced);
    unforced.clear();
    return drained;
  }
}
