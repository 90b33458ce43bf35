package org.musubi.tlog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/** What the tests of this package begin with. */
final class Logs {
  static final String ORIGIN = "musubi.example/test";
  static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-21T00:00:00Z"));
  static final Signer SIGNER = signer(ORIGIN);

  private Logs() {}

  static Signer signer(String name) {
    try {
      return new Ed25519Signer(name, KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static Log open(Path folder) throws IOException {
    return Log.open(folder, ORIGIN, SIGNER, CLOCK);
  }

  static Log open(Path folder, Disk disk) throws IOException {
    return Log.open(folder, ORIGIN, SIGNER, CLOCK, disk);
  }

  static Log open(Path folder, Disk disk, long shorten) throws IOException {
    return Log.open(folder, ORIGIN, SIGNER, CLOCK, disk, shorten);
  }

  static List<byte[]> batch(String... entries) {
    return Stream.of(entries).map(Texts::bytes).toList();
  }

  static List<String> all(Log log) throws IOException {
    return log.read(0, Integer.MAX_VALUE).stream().map(Texts::of).toList();
  }

  /** A closed log with batches a,b | c | d,e,f. */
  static Path filled(Path folder) throws IOException {
    try (var log = open(folder)) {
      log.append(batch("a", "b"));
      log.append(batch("c"));
      log.append(batch("d", "e", "f"));
    }
    return folder;
  }

  /** Copies a folder; nobody may write meanwhile. */
  static Path copy(Path from, Path to) throws IOException {
    try (var files = Files.walk(from)) {
      for (var file : files.sorted().toList()) {
        var there = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(there);
        } else if (!file.endsWith("lock")) {
          Files.write(there, Files.readAllBytes(file));
        }
      }
    }
    return to;
  }

  /** A closed log with so many entries in batches of random size, and what stands in it. */
  static List<byte[]> random(Path folder, int entries, java.util.Random random, long shorten)
      throws IOException {
    var written = new java.util.ArrayList<byte[]>();
    try (var log = Log.open(folder, ORIGIN, SIGNER, CLOCK, FaultyDisk.faultless(), shorten)) {
      while (written.size() < entries) {
        var batch = new java.util.ArrayList<byte[]>();
        int most = random.nextInt(3) == 0 ? 1 : 200;
        int count = Math.min(entries - written.size(), 1 + random.nextInt(most));
        for (int i = 0; i < count; i++) {
          byte[] entry = new byte[random.nextInt(60)];
          random.nextBytes(entry);
          batch.add(entry);
        }
        log.append(batch);
        written.addAll(batch);
        if (random.nextInt(4) == 0) {
          log.publish();
        }
      }
    }
    return written;
  }
}
