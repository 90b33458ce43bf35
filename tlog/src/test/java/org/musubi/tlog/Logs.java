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

  static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    for (var name : List.of("entries", "checkpoint", "epoch")) {
      if (Files.exists(from.resolve(name))) {
        Files.write(to.resolve(name), Files.readAllBytes(from.resolve(name)));
      }
    }
  }
}
