package org.musubi.tlog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.musubi.tlog.LogRefused.Reason;

/** What leaves a live log when an archive holds it. */
final class Retirement {
  /** The root of the live log at a size. */
  interface Roots {
    byte[] at(long size) throws IOException;
  }

  private Retirement() {}

  /**
   * Holds an archive against the live log.
   *
   * @param base of the journal: the bundle before it stays, for the next opening looks at it
   */
  static Record.Sealed check(Path archive, VerifierKey key, Roots live, long base)
      throws IOException {
    if (Archive.verify(archive, key) instanceof TlogVerifier.Bad bad) {
      throw new LogRefused(Reason.ALTERED, bad.entry(), "the archive: " + bad.reason());
    }
    var range = Archive.range(archive);
    var checkpoint = Checkpoint.read(Files.readString(archive.resolve("checkpoint")));
    if (range.until() > base - TilePath.WIDTH) {
      throw new IllegalArgumentException(
          "only bundles before entry " + Math.max(0, base - TilePath.WIDTH) + " can leave yet");
    }
    if (!Arrays.equals(live.at(checkpoint.size()), checkpoint.root())) {
      throw new LogRefused(Reason.ALTERED, range.from(), "the archive is of another log");
    }
    return new Record.Sealed(range.from(), range.until(), Archive.listDigest(archive));
  }

  static void remove(Disk disk, Path folder, Record.Sealed sealed) throws IOException {
    for (long n : Archive.bundles(new Archive.Range(sealed.from(), sealed.until()))) {
      var leaves = Tiles.leaves(folder, n, TilePath.WIDTH);
      if (leaves == null || leaves.stream().anyMatch(Record::looksLike)) {
        continue;
      }
      for (int i = 0; i < leaves.size(); i++) {
        if (Leaf.isReference(leaves.get(i))) {
          disk.delete(folder.resolve(TilePath.payload(n * TilePath.WIDTH + i)));
        }
      }
      disk.delete(folder.resolve(TilePath.entries(n, TilePath.WIDTH)));
    }
  }
}
