package org.musubi.tlog;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.musubi.tlog.LogRefused.Reason;

/**
 * Whole entry bundles, sealed for somebody else's shelf: a folder with the bundles and payloads of
 * a range, the hash tiles that lead from them to the root, the checkpoint over it, the key, and a
 * list of all files with their SHA-256. {@link #verify} needs nothing but the folder and the key.
 */
public final class Archive {
  private static final String PART = "part";

  private Archive() {}

  /** A range of whole bundles: entries from, inclusive, until, exclusive; multiples of 256. */
  record Range(long from, long until) {
    Range {
      if (from < 0 || from >= until || (from | until) % TilePath.WIDTH != 0) {
        throw new IllegalArgumentException("an archive holds whole bundles of 256 entries");
      }
    }
  }

  /**
   * Writes an archive of a log's folder; a writer may be at work meanwhile.
   *
   * @param target must not exist
   * @return SHA-256 of its list of files, in hex
   * @throws LogRefused when what would be archived does not hold
   */
  public static String write(Path log, VerifierKey key, long from, long until, Path target)
      throws IOException {
    var range = new Range(from, until);
    var checkpoint = Checkpoint.read(Files.readString(log.resolve("checkpoint")));
    if (until > checkpoint.size()) {
      throw new IllegalArgumentException("the log has " + checkpoint.size() + " entries");
    }
    if (Files.exists(target)) {
      throw new FileAlreadyExistsException(target.toString());
    }
    Files.createDirectories(target);
    put(target, "checkpoint", Texts.bytes(checkpoint.note()));
    put(target, "key.pub", Texts.bytes(key + "\n"));
    put(target, PART, Texts.bytes(from + "\n" + until + "\n"));
    for (var tile : hashTiles(range, checkpoint.size()).entrySet()) {
      for (long n : tile.getValue()) {
        int width = TilePath.width(tile.getKey(), n, checkpoint.size());
        byte[] hashes = Tiles.stored(log, tile.getKey(), n, width);
        put(target, TilePath.hashes(tile.getKey(), n, width), hashes);
      }
    }
    for (long n = from / TilePath.WIDTH; n < until / TilePath.WIDTH; n++) {
      bundle(log, n, target);
    }
    String list = list(target);
    put(target, "sha256", Texts.bytes(list));
    if (verify(target, key) instanceof TlogVerifier.Bad bad) {
      throw new LogRefused(Reason.ALTERED, bad.entry(), bad.reason());
    }
    return digest(Texts.bytes(list));
  }

  private static void bundle(Path log, long n, Path target) throws IOException {
    byte[] bytes = Bytes.of(log.resolve(TilePath.entries(n, TilePath.WIDTH)));
    if (bytes == null) {
      long first = n * TilePath.WIDTH;
      throw new LogRefused(Reason.MISSING, first, "the entries from " + first + " are missing");
    }
    put(target, TilePath.entries(n, TilePath.WIDTH), bytes);
    long entry = n * TilePath.WIDTH;
    for (byte[] leaf : Bundle.decode(bytes, TilePath.WIDTH)) {
      byte[] payload =
          Leaf.isReference(leaf) ? Bytes.of(log.resolve(TilePath.payload(entry))) : null;
      if (payload != null) {
        put(target, TilePath.payload(entry), payload);
      }
      entry++;
    }
  }

  /** By level: the tiles above the range, and the unfinished ones at the right edge. */
  private static Map<Integer, TreeSet<Long>> hashTiles(Range range, long size) {
    var tiles = new TreeMap<Integer, TreeSet<Long>>();
    for (int level = 0; level < Frontier.LEVELS && size >> (8 * level) > 0; level++) {
      var here = new TreeSet<Long>();
      int height = 8 * (level + 1);
      for (long n = range.from >> height; n <= (range.until - 1) >> height; n++) {
        here.add(n);
      }
      here.add(size >> height);
      int at = level;
      here.removeIf(n -> TilePath.width(at, n, size) == 0);
      tiles.put(level, here);
    }
    return tiles;
  }

  private static void put(Path target, String name, byte[] bytes) throws IOException {
    Disk disk = Disk.real();
    disk.write(target.resolve(name), bytes);
    if (bytes.length > 0) {
      Disk.force(disk, target.resolve(name));
    }
  }

  private static String list(Path target) throws IOException {
    var lines = new LinkedHashMap<String, String>();
    try (var files = Files.walk(target)) {
      for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
        String name = target.relativize(file).toString();
        if (!name.equals("sha256")) {
          lines.put(name, digest(Files.readAllBytes(file)));
        }
      }
    }
    var text = new StringBuilder();
    lines.forEach((name, digest) -> text.append(digest).append("  ").append(name).append('\n'));
    return text.toString();
  }

  private static String digest(byte[] bytes) {
    return HexFormat.of().formatHex(Hashes.sha256().digest(bytes));
  }

  /** Whether a folder is an archive and not a log. */
  static boolean is(Path folder) {
    return Files.isRegularFile(folder.resolve(PART));
  }

  /** The range of an archive. */
  static Range range(Path archive) throws IOException {
    var lines = Files.readAllLines(archive.resolve(PART));
    try {
      return new Range(Long.parseLong(lines.get(0)), Long.parseLong(lines.get(1)));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new LogRefused(Reason.ALTERED, 0, "the archive's range is out of form");
    }
  }

  /** SHA-256 of an archive's list of files, in hex. */
  static String listDigest(Path archive) throws IOException {
    return digest(Files.readAllBytes(archive.resolve("sha256")));
  }

  /**
   * Checks an archive: every entry of the range against the tree, the tree against the checkpoint,
   * every file against the list.
   *
   * @param key the log's key when the archive was made
   */
  public static TlogVerifier.Verdict verify(Path archive, VerifierKey key) throws IOException {
    try {
      var range = range(archive);
      var checkpoint = Checkpoint.open(Files.readString(archive.resolve("checkpoint")), key);
      var edge = Tiles.edge(archive, checkpoint.size());
      if (!java.util.Arrays.equals(edge.root(), checkpoint.root())) {
        throw new LogRefused(Reason.ALTERED, range.from, "the right edge is not the one signed");
      }
      var tiles = new Tiles(archive);
      for (long n = range.from / TilePath.WIDTH; n < range.until / TilePath.WIDTH; n++) {
        long entry = n * TilePath.WIDTH;
        for (byte[] leaf : tiles.bundle(edge, n)) {
          tiles.payload(entry++, leaf);
        }
      }
      byte[] list = Bytes.of(archive.resolve("sha256"));
      if (list == null || !list(archive).equals(Texts.of(list))) {
        throw new LogRefused(Reason.ALTERED, range.from, "the files are not those of the list");
      }
      return new TlogVerifier.Whole(
          checkpoint.origin(), range.until - range.from, checkpoint.rootText(), 0);
    } catch (LogRefused refused) {
      return new TlogVerifier.Bad(
          Math.max(0, refused.entry()), String.valueOf(refused.getMessage()));
    } catch (IllegalArgumentException e) {
      return new TlogVerifier.Bad(0, "the right edge is out of form");
    }
  }

  /** Names of the bundles that an archive holds. */
  static List<Long> bundles(Range range) {
    return java.util.stream.LongStream.range(
            range.from / TilePath.WIDTH, range.until / TilePath.WIDTH)
        .boxed()
        .toList();
  }
}
