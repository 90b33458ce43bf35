package org.musubi.tlog;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.musubi.tlog.LogRefused.Reason;

/**
 * Writes every tile that the journal covers again. All of them, at each opening: after a crash or a
 * failed force, what reads well may still not be on the disk.
 */
final class Rebuild {
  private final TileWriter writer;
  private final Frontier tree;
  private final List<byte[]> leaves = new ArrayList<>();
  private final Map<Long, byte[]> payloads = new HashMap<>();

  private Rebuild(TileWriter writer, Frontier tree) {
    this.writer = writer;
    this.tree = tree;
  }

  /**
   * Writes.
   *
   * @param edge the tree at the journal's base
   * @param whole the tree at the journal's last checkpoint
   */
  static TileWriter run(Disk disk, Path folder, Journal journal, Frontier edge, Frontier whole)
      throws IOException {
    var writer = new TileWriter(disk, folder);
    var rebuild = new Rebuild(writer, edge.copy());
    rebuild.entries(journal.scan(), whole.size());
    writer.partials(whole, Frontier.LEVELS - 1);
    removeBeyond(disk, folder, whole.size());
    return writer;
  }

  private void entries(Scan scan, long size) throws IOException {
    while (tree.size() < size) {
      switch (scan.next()) {
        case Scan.Entry entry -> {
          byte[] leaf = Leaf.of(entry.payload());
          if (leaf != entry.payload()) {
            payloads.put(entry.index(), entry.payload());
          }
          leaves.add(leaf);
          tree.add(leaf);
          if (tree.size() % TilePath.WIDTH == 0) {
            write();
          }
        }
        case Scan.Mark _ -> {}
        default ->
            throw new LogRefused(
                Reason.ALTERED, tree.size(), "the journal is damaged at entry " + tree.size());
      }
    }
    write();
  }

  private void write() throws IOException {
    if (!leaves.isEmpty()) {
      writer.write(leaves, payloads, tree);
      writer.keep();
      leaves.clear();
      payloads.clear();
    }
  }

  /** Takes away what a batch left that was refused, or cut off, after its tiles were written. */
  private static void removeBeyond(Disk disk, Path folder, long size) throws IOException {
    for (int level = -1; level < Frontier.LEVELS; level++) {
      int height = Math.max(level, 0);
      long n = size >> (8 * (height + 1));
      var full = folder.resolve(name(level, n));
      disk.delete(full);
      var partial = full.resolveSibling(full.getFileName() + ".p");
      int width = TilePath.width(height, n, size);
      if (Files.isDirectory(partial)) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(partial)) {
          for (var file : files) {
            if (wider(file.getFileName().toString(), width)) {
              disk.delete(file);
            }
          }
        }
      }
    }
  }

  private static String name(int level, long n) {
    return level < 0
        ? TilePath.entries(n, TilePath.WIDTH)
        : TilePath.hashes(level, n, TilePath.WIDTH);
  }

  private static boolean wider(String name, int width) {
    return !name.matches("[1-9][0-9]{0,2}") || Integer.parseInt(name) > width;
  }
}
