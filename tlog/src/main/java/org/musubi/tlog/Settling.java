package org.musubi.tlog;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * What follows acknowledging: the checkpoint becomes durable as a file, full tiles are forced, the
 * journal is shortened, partial tiles that a full one covers go.
 */
final class Settling {
  private static final int MANY = 1024;

  private final Disk disk;
  private final Path folder;
  private final Journal journal;
  private long shorten;
  private long durable = -1;
  private boolean underWay;

  Settling(Disk disk, Path folder, Journal journal, long shorten) {
    this.disk = disk;
    this.folder = folder;
    this.journal = journal;
    this.shorten = shorten;
  }

  /** From how many bytes on the journal is shortened. */
  void shortenBeyond(long bytes) {
    shorten = bytes;
  }

  /** Forces the file, which holds this checkpoint or a later one. */
  void checkpoint(Checkpoint wanted) throws IOException {
    if (durable < wanted.size()) {
      Disk.force(disk, folder.resolve("checkpoint"));
      disk.forceDirectory(folder);
      durable = wanted.size();
    }
  }

  boolean due(TileWriter writer) {
    return journal.length() > shorten || writer.due() >= MANY;
  }

  /** Nobody publishes, and the journal has grown far beyond its measure. */
  boolean overdue() {
    return !underWay && journal.length() > Math.max(4 * shorten, 1 << 10);
  }

  /** The caller will force these. */
  List<Path> take(TileWriter writer) {
    underWay = true;
    return writer.drain();
  }

  /** Forces tiles and the names of their folders, then lets the partial ones go. */
  void force(List<Path> tiles) throws IOException {
    var folders = new LinkedHashSet<Path>();
    for (var tile : tiles) {
      Disk.force(disk, tile);
      for (var above = tile.getParent();
          above != null && !above.equals(folder) && folders.add(above); ) {
        above = above.getParent();
      }
    }
    for (var each : folders) {
      disk.forceDirectory(each);
    }
    if (!folders.isEmpty()) {
      disk.forceDirectory(folder);
    }
    for (var tile : tiles) {
      removePartial(tile.resolveSibling(tile.getFileName() + ".p"));
    }
  }

  private void removePartial(Path partial) throws IOException {
    if (Files.isDirectory(partial)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(partial)) {
        for (var file : files) {
          disk.delete(file);
        }
      }
      disk.delete(partial);
    }
  }

  /** The caller holds the log: forces the few tiles that are left, then shortens the journal. */
  void here(TileWriter writer, Frontier tree, Checkpoint latest) throws IOException {
    force(writer.drain());
    if (journal.length() > shorten) {
      durable = -1;
      checkpoint(latest);
      journal.shorten(tree, latest);
    }
    underWay = false;
  }
}
