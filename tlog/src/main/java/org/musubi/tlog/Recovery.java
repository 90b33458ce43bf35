package org.musubi.tlog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.musubi.tlog.LogRefused.Reason;

/**
 * Decides at opening what a walk over the journal means. Below a checkpoint nothing may be missing
 * or changed: refused. What stands behind the last checkpoint was never acknowledged: cut off. The
 * file {@code checkpoint} is not forced by every batch, so a power cut may leave an older one, or
 * the beginning of one that the journal holds: then the journal's counts.
 */
final class Recovery {
  private final Path folder;
  private final VerifierKey key;
  private boolean torn;
  private byte[] content = new byte[0];

  private Recovery(Path folder, VerifierKey key) {
    this.folder = folder;
    this.key = key;
  }

  /**
   * Walks the journal; on return it is good up to {@code end} of the walk, where it must be cut.
   */
  static Walk run(Disk.File file, Path folder, String origin, VerifierKey key) throws IOException {
    return new Recovery(folder, key).run(file, origin);
  }

  private Walk run(Disk.File file, String origin) throws IOException {
    var published = published(origin);
    long promised = published == null ? -1 : published.size();
    var walk = Walk.over(file, origin, promised, this::look);
    if (walk.stop instanceof Walk.Wrong wrong) {
      throw altered(wrong.entry(), wrong.why());
    }
    if (content.length > 0 && published == null && !torn && !zeros()) {
      throw altered(0, "the file checkpoint is out of form");
    }
    if (!Files.exists(folder.resolve("checkpoint")) && walk.size() > 0) {
      throw new LogRefused(Reason.MISSING, "the published checkpoint is gone, the entries are not");
    }
    if (published != null) {
      hold(walk, published);
    }
    if (walk.stop instanceof Walk.Torn cut) {
      refuseDamage(file, walk, cut);
    }
    if (walk.last == null) {
      refuseEmpty();
    } else {
      requireKey(walk.last);
      requireEdge(walk);
    }
    return walk;
  }

  /** What stands in the file of that name, if it is whole. */
  private @Nullable Checkpoint published(String origin) throws IOException {
    byte[] bytes = Bytes.of(folder.resolve("checkpoint"));
    content = bytes == null ? content : bytes;
    try {
      var found = content.length == 0 ? null : Checkpoint.read(Texts.of(content));
      return found == null || !found.note().endsWith("\n") || !found.origin().equals(origin)
          ? null
          : found;
    } catch (LogRefused e) {
      return null;
    }
  }

  private void look(Checkpoint checkpoint) {
    byte[] note = Texts.bytes(checkpoint.note());
    torn |=
        content.length < note.length
            && Arrays.equals(content, 0, content.length, note, 0, content.length);
  }

  private boolean zeros() {
    for (byte each : content) {
      if (each != 0) {
        return false;
      }
    }
    return true;
  }

  /** The published tree must be the beginning of the journal's. */
  private void hold(Walk walk, Checkpoint published) throws IOException {
    byte[] root = walk.wantedRoot;
    if (published.size() > walk.size()) {
      refuseShort(walk, published);
    }
    if (root == null) {
      root = Tree.of(new Tiles(folder), walk.edge).root(published.size());
    }
    if (!Arrays.equals(root, published.root())) {
      throw altered(0, "the published checkpoint and the entries speak of different trees");
    }
  }

  /**
   * One write holds one batch and its checkpoint, and the next is made only after the force of the
   * first: damage with two checkpoints behind it lies in something acknowledged.
   */
  private void refuseDamage(Disk.File file, Walk walk, Walk.Torn cut) throws IOException {
    if (Scan.checkpointsBehind(file, cut.place() + 1, key, 2)) {
      throw altered(walk.read, "entry " + walk.read + " is damaged: " + cut.why());
    }
  }

  private static void refuseShort(Walk walk, Checkpoint published) throws LogRefused {
    String promise = "; the published checkpoint promises " + published.size() + " entries";
    if (walk.stop instanceof Walk.Torn cut && walk.read < published.size()) {
      throw altered(walk.read, "entry " + walk.read + " is damaged: " + cut.why() + promise);
    }
    throw new LogRefused(
        Reason.MISSING, walk.read, "the log ends before entry " + walk.read + promise);
  }

  /** Tiles without a journal are what a lost journal leaves. */
  private void refuseEmpty() throws LogRefused {
    if (Files.exists(folder.resolve("tile"))) {
      throw new LogRefused(Reason.MISSING, 0, "the file of entries is gone, the tiles are not");
    }
  }

  private void requireKey(Checkpoint last) throws LogRefused {
    Checkpoint.open(last.note(), key);
    if (!last.ledBy(key)) {
      throw new LogRefused(Reason.OTHER_KEY, "the log went over to a newer key");
    }
  }

  /** The last full tile of each level below the journal must be there and fit its edge. */
  private void requireEdge(Walk walk) throws IOException {
    var tiles = new Tiles(folder);
    for (int level = 0; level < Frontier.LEVELS; level++) {
      long full = walk.base >> (8 * (level + 1));
      if (full > 0) {
        tiles.hashes(walk.edge, level, full - 1);
      }
    }
    if (walk.base > 0) {
      tiles.bundle(walk.edge, walk.base / TilePath.WIDTH - 1);
    }
  }

  private static LogRefused altered(long entry, String what) {
    return new LogRefused(Reason.ALTERED, entry, what);
  }
}
