package org.musubi.tlog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** A log on which somebody does damage, once and again: what was changed is put back each time. */
final class Trial {
  /** What was done, and between which entries the verifier must place it. */
  record Damage(String what, long from, long until) {}

  final Path folder;
  final List<byte[]> entries;
  final List<Checkpoint> kept;
  final long base;
  final Map<String, byte[]> files = new TreeMap<>();
  private final Map<String, byte[]> changed = new HashMap<>();

  private Trial(Path folder, List<byte[]> entries, List<Checkpoint> kept, long base) {
    this.folder = folder;
    this.entries = entries;
    this.kept = kept;
    this.base = base;
  }

  /**
   * A whole log.
   *
   * @param common entries it begins with
   */
  static Trial begin(Path folder, List<byte[]> common, int size, Random random, long shorten)
      throws IOException {
    var entries = new ArrayList<byte[]>();
    var kept = new ArrayList<Checkpoint>();
    try (var log = Logs.open(folder, FaultyDisk.faultless(), shorten)) {
      while (entries.size() < size) {
        var batch = new ArrayList<byte[]>();
        int count = Math.min(size - entries.size(), 1 + random.nextInt(90));
        for (int i = 0; i < count; i++) {
          int at = entries.size() + i;
          byte[] entry = new byte[1 + random.nextInt(50)];
          random.nextBytes(entry);
          batch.add(at < common.size() ? common.get(at) : entry);
        }
        log.append(batch);
        entries.addAll(batch);
        kept.add(log.checkpoint());
        log.publish();
      }
    }
    long base;
    try (var journal = new ReadOnlyFile(folder.resolve("entries"))) {
      base = Walk.over(journal, Logs.ORIGIN, -1, checkpoint -> {}).base;
    }
    var trial = new Trial(folder, entries, kept, base);
    trial.files.put("checkpoint", Files.readAllBytes(folder.resolve("checkpoint")));
    trial.files.put("entries", Files.readAllBytes(folder.resolve("entries")));
    for (long n = 0; n * 256 < size; n++) {
      trial.need(TilePath.entries(n, TilePath.width(0, n, size)));
      trial.need(TilePath.hashes(0, n, TilePath.width(0, n, size)));
    }
    if (size >= 256) {
      trial.need(TilePath.hashes(1, 0, TilePath.width(1, 0, size)));
    }
    return trial;
  }

  private void need(String name) throws IOException {
    files.put(name, Files.readAllBytes(folder.resolve(name)));
  }

  long size() {
    return entries.size();
  }

  /** A file that the published checkpoint needs. */
  String any(Random random) {
    return List.copyOf(files.keySet()).get(random.nextInt(files.size()));
  }

  void put(String name, byte[] bytes) throws IOException {
    changed.put(name, files.getOrDefault(name, new byte[0]));
    Files.write(folder.resolve(name), bytes);
  }

  void delete(String name) throws IOException {
    changed.put(name, files.getOrDefault(name, new byte[0]));
    Files.delete(folder.resolve(name));
  }

  void restore() throws IOException {
    for (var file : changed.entrySet()) {
      Files.write(folder.resolve(file.getKey()), file.getValue());
    }
    changed.clear();
  }

  TlogVerifier.Verdict verify(List<Checkpoint> against) throws IOException {
    return TlogVerifier.verifyAgainst(folder, Logs.SIGNER.verifier(), against);
  }

  /** Where the verifier must place a byte that is wrong in a file, or the first that is gone. */
  Damage at(String what, String name, int place) {
    String where = what + " at byte " + place + " of " + name;
    if (name.equals("checkpoint")) {
      return new Damage(where, 0, size());
    }
    if (name.equals("entries")) {
      return journal(where, place);
    }
    long n = Long.parseLong(name.replaceAll("^tile/[a-z0-9]+/([0-9]{3}).*$", "$1"));
    if (name.startsWith("tile/entries")) {
      int rest = place;
      long index = n * 256;
      while (rest >= 2 + entries.get((int) index).length) {
        rest -= 2 + entries.get((int) index++).length;
      }
      return new Damage(where, index, index);
    }
    long index = n * 256 + place / 32;
    long first = name.startsWith("tile/0") ? index : index * 256;
    return new Damage(where, first, first);
  }

  /** The first entry that the journal no longer tells; in its first lines that may be any below. */
  private Damage journal(String where, int place) {
    var file = new BytesFile(files.get("entries"));
    try {
      var scan = new Scan(file, Frame.preamble(Logs.ORIGIN).length);
      long next = base;
      long frame = 0;
      for (var found = scan.next(); ; found = scan.next()) {
        long end =
            switch (found) {
              case Scan.Entry entry -> entry.next();
              case Scan.Mark mark -> mark.next();
              case Scan.Edge edge -> edge.next();
              default -> Long.MAX_VALUE;
            };
        if (place < end) {
          boolean inside = frame > 0 && !(found instanceof Scan.Edge);
          return new Damage(where, inside ? Math.min(next, size() - 1) : 0, next);
        }
        frame++;
        next += found instanceof Scan.Entry ? 1 : 0;
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The first entry in which two leaves or hashes differ; -1 when none does. */
  static int firstDifference(List<byte[]> one, List<byte[]> other) {
    for (int i = 0; i < Math.max(one.size(), other.size()); i++) {
      if (i >= one.size() || i >= other.size() || !Arrays.equals(one.get(i), other.get(i))) {
        return i;
      }
    }
    return -1;
  }

  /** Bytes in memory, to be read as a file. */
  private record BytesFile(byte[] bytes) implements Disk.File {
    @Override
    public int read(byte[] into, int offset, int length, long position) {
      int count = (int) Math.clamp(bytes.length - position, 0, length);
      System.arraycopy(bytes, (int) Math.min(position, bytes.length), into, offset, count);
      return count;
    }

    @Override
    public long size() {
      return bytes.length;
    }

    @Override
    public void write(byte[] from, int offset, int length, long position) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void force() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void truncate(long size) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
  }
}
