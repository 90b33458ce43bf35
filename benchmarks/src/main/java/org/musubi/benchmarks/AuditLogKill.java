package org.musubi.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.musubi.tlog.Ed25519Signer;
import org.musubi.tlog.Log;
import org.musubi.tlog.Signer;
import org.musubi.tlog.TlogVerifier;

/**
 * Kills a writing process at random moments, 200 times unless told otherwise, and looks whether
 * every entry that it was told is there, at its place, and no entry twice.
 */
final class AuditLogKill {
  private static final String ORIGIN = "musubi.example/kill";

  private final Path folder;
  private final Path key;
  private final Map<Long, String> acknowledged = new HashMap<>();
  private final Random random = new Random(42);

  private AuditLogKill(Path folder) throws IOException, GeneralSecurityException {
    this.folder = folder;
    this.key = folder.resolve("key");
    var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    var base64 = Base64.getEncoder();
    Files.writeString(
        key,
        base64.encodeToString(pair.getPrivate().getEncoded())
            + "\n"
            + base64.encodeToString(pair.getPublic().getEncoded()));
  }

  static void run(List<String> arguments) throws IOException, InterruptedException {
    int kills = arguments.isEmpty() ? 200 : Integer.parseInt(arguments.getFirst());
    var folder = Files.createTempDirectory(Path.of("").toAbsolutePath(), "audit-kill");
    var report = new Report("audit-kill", "kill -9 of the writer of a log at random moments");
    try {
      var bench = new AuditLogKill(folder);
      int damaged = 0;
      for (int kill = 0; kill < kills; kill++) {
        bench.write(kill);
        damaged += bench.whole() ? 0 : 1;
      }
      bench.judge(report, kills, damaged);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    } finally {
      AuditLogBenchmark.remove(folder);
    }
    report.save();
  }

  private boolean whole() throws IOException, GeneralSecurityException {
    return TlogVerifier.verify(folder.resolve("log"), signer(key).verifier(), null)
        instanceof TlogVerifier.Whole;
  }

  private void judge(Report report, int kills, int damaged)
      throws IOException, GeneralSecurityException {
    int missing = 0;
    int twice = 0;
    long size;
    try (var log = Log.open(folder.resolve("log"), ORIGIN, signer(key), Clock.systemUTC())) {
      size = log.size();
      var seen = new HashSet<String>();
      for (long at = 0; at < size; ) {
        for (byte[] bytes : log.read(at, 5000)) {
          String entry = new String(bytes, StandardCharsets.UTF_8);
          twice += seen.add(entry) ? 0 : 1;
          String told = acknowledged.remove(at++);
          missing += told == null || told.equals(entry) ? 0 : 1;
        }
      }
      missing += acknowledged.size();
    }
    report.row("kills", "entries", "logs not whole", "acknowledged and missing", "standing twice");
    report.row("---", "---", "---", "---", "---");
    report.row(kills, size, damaged, missing, twice);
    if (damaged + missing + twice > 0) {
      throw new IllegalStateException("the log lost or doubled entries");
    }
  }

  private void write(int kill) throws IOException, InterruptedException {
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                AuditLogKill.class.getName(),
                folder.resolve("log").toString(),
                key.toString(),
                Integer.toString(kill))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    int until = 1 + random.nextInt(150);
    int told = 0;
    try (var lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (++told == until) {
          process.toHandle().destroyForcibly();
        }
        String[] parts = line.split(" ");
        for (int i = 0; i < Integer.parseInt(parts[2]); i++) {
          acknowledged.put(Long.parseLong(parts[0]) + i, entry(kill, Long.parseLong(parts[1]) + i));
        }
      }
    }
    process.waitFor();
    if (told < until) {
      throw new IllegalStateException("the writer ended by itself");
    }
  }

  private static String entry(int run, long number) {
    return run + " " + number + " " + "x".repeat((int) (number % 700));
  }

  /** The writer: appends and says so, until it is killed. */
  public static void main(String[] arguments) throws IOException, GeneralSecurityException {
    int run = Integer.parseInt(arguments[2]);
    var random = new Random(run);
    long number = 0;
    try (var log =
        Log.open(Path.of(arguments[0]), ORIGIN, signer(Path.of(arguments[1])), Clock.systemUTC())) {
      Thread.ofPlatform().daemon().start(() -> publish(log));
      while (true) {
        var batch = new ArrayList<byte[]>();
        int count = 1 + random.nextInt(random.nextInt(4) == 0 ? 200 : 8);
        for (int i = 0; i < count; i++) {
          batch.add(entry(run, number + i).getBytes(StandardCharsets.UTF_8));
        }
        long first = log.append(batch);
        System.out.println(first + " " + number + " " + count);
        number += count;
      }
    }
  }

  private static void publish(Log log) {
    try {
      while (log.stopped() == null) {
        log.publish();
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Signer signer(Path file) throws IOException, GeneralSecurityException {
    var lines = Files.readAllLines(file);
    var keys = KeyFactory.getInstance("Ed25519");
    var base64 = Base64.getDecoder();
    return new Ed25519Signer(
        ORIGIN,
        new KeyPair(
            keys.generatePublic(new X509EncodedKeySpec(base64.decode(lines.get(1)))),
            keys.generatePrivate(new PKCS8EncodedKeySpec(base64.decode(lines.getFirst())))));
  }
}
