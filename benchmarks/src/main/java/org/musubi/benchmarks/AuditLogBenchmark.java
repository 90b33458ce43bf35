package org.musubi.benchmarks;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.musubi.audit.TrailInside;
import org.musubi.tlog.Log;
import org.musubi.tlog.Proofs;
import org.musubi.tlog.Signer;

/**
 * The tile log against plain append and force of the same bytes, in turns on the same disk; then
 * proofs, and memory over a longer run ({@code --minutes N}, 1 unless told). A thread publishes ten
 * times a second meanwhile.
 */
final class AuditLogBenchmark {
  private static final int EVENT = 512;
  private static final int TURNS = 5;

  private final Report report = new Report("audit-log", "The audit log against plain append");
  private final Path folder;
  private final Log log;
  private final Random random = new Random(1);

  private AuditLogBenchmark(Path folder) throws IOException {
    this.folder = folder;
    this.log = Log.open(folder.resolve("log"), "musubi.example/bench", signer(), Clock.systemUTC());
  }

  /** What a turn took: wall seconds of each call, CPU seconds of the process in all. */
  private record Turn(double[] calls, double cpu) {
    double seconds() {
      return Arrays.stream(calls).sum();
    }
  }

  private interface Call {
    void run(List<byte[]> batch) throws IOException;
  }

  static void run(List<String> arguments) throws IOException, InterruptedException {
    int at = arguments.indexOf("--minutes");
    double minutes = at < 0 ? 1 : Double.parseDouble(arguments.get(at + 1));
    var folder = Files.createTempDirectory(Path.of("").toAbsolutePath(), "audit-log-bench");
    var bench = new AuditLogBenchmark(folder);
    var publisher = Thread.ofPlatform().daemon().start(bench::publish);
    try (var log = bench.log) {
      bench.throughput();
      bench.proofs();
      bench.memory(minutes);
      publisher.interrupt();
      publisher.join();
      bench.report.line("");
      bench.report.line("- size at the end: " + log.size() + " entries of " + EVENT + " bytes");
    } finally {
      remove(folder);
    }
    bench.report.save();
  }

  /** As the platform signs. */
  static Signer signer() {
    try {
      return TrailInside.signer("musubi.example/bench");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has Ed25519", e);
    }
  }

  private void publish() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        log.publish();
        Thread.sleep(100);
      }
    } catch (InterruptedException e) {
      // The end of the run.
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void throughput() throws IOException {
    report.line("Turns of plain append + force and of the log, " + TURNS + " each, medians.");
    report.line("");
    report.row(
        "batch",
        "plain events/s",
        "log events/s",
        "ratio",
        "target",
        "plain CPU µs/event",
        "log CPU µs/event",
        "target",
        "plain p50 ms",
        "log p50 ms",
        "acknowledged in forces p50");
    report.row("---", "---", "---", "---", "---", "---", "---", "---", "---", "---", "---");
    try (var plain = new RandomAccessFile(folder.resolve("plain").toFile(), "rw")) {
      Call force = batch -> appendPlain(plain, batch);
      for (int batch : new int[] {1, 64, 1024}) {
        int calls = batch == 1024 ? 100 : 300;
        turn(batch, calls / 2, log::append);
        turn(batch, calls / 2, force);
        var ours = new ArrayList<Turn>();
        var theirs = new ArrayList<Turn>();
        for (int i = 0; i < TURNS; i++) {
          theirs.add(turn(batch, calls, force));
          ours.add(turn(batch, calls, log::append));
        }
        row(batch, theirs, ours);
      }
    }
  }

  private void row(int batch, List<Turn> plain, List<Turn> log) {
    double events = (double) batch * plain.getFirst().calls().length;
    double plainRate = events / median(plain.stream().mapToDouble(Turn::seconds).toArray());
    double logRate = events / median(log.stream().mapToDouble(Turn::seconds).toArray());
    double plainCall = p50(plain);
    double logCall = p50(log);
    report.row(
        batch,
        Math.round(plainRate),
        Math.round(logRate),
        logRate / plainRate,
        batch == 1024 ? "0.4" : "",
        median(plain.stream().mapToDouble(Turn::cpu).toArray()) / events * 1e6,
        median(log.stream().mapToDouble(Turn::cpu).toArray()) / events * 1e6,
        batch == 1024 ? "8" : "",
        plainCall * 1e3,
        logCall * 1e3,
        batch == 1 ? String.format(Locale.ROOT, "%.2f (target 2)", logCall / plainCall) : "");
  }

  private static double p50(List<Turn> turns) {
    return median(turns.stream().flatMapToDouble(turn -> Arrays.stream(turn.calls())).toArray());
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private Turn turn(int batch, int calls, Call call) throws IOException {
    var events = new ArrayList<byte[]>();
    for (int i = 0; i < batch; i++) {
      byte[] event = new byte[EVENT];
      random.nextBytes(event);
      events.add(event);
    }
    double[] took = new double[calls];
    double cpu = cpuSeconds();
    for (int i = 0; i < calls; i++) {
      long start = System.nanoTime();
      call.run(events);
      took[i] = (System.nanoTime() - start) / 1e9;
    }
    return new Turn(took, cpuSeconds() - cpu);
  }

  private static void appendPlain(RandomAccessFile file, List<byte[]> batch) throws IOException {
    byte[] all = new byte[batch.size() * EVENT];
    for (int i = 0; i < batch.size(); i++) {
      System.arraycopy(batch.get(i), 0, all, i * EVENT, EVENT);
    }
    file.write(all);
    file.getFD().sync();
  }

  private static double cpuSeconds() {
    var system = ManagementFactory.getOperatingSystemMXBean();
    return system instanceof com.sun.management.OperatingSystemMXBean ours
        ? ours.getProcessCpuTime() / 1e9
        : Double.NaN;
  }

  private void proofs() throws IOException {
    long size = log.size();
    byte[] root = log.rootAt(size);
    int rounds = 1000;
    double[] made = new double[rounds];
    double[] checked = new double[rounds];
    int longest = 0;
    for (int i = 0; i < rounds; i++) {
      long index = random.nextLong(size);
      byte[] leaf = Proofs.leafHash(log.read(index));
      long start = System.nanoTime();
      var proof = log.inclusion(index, size);
      long middle = System.nanoTime();
      boolean good = Proofs.included(leaf, index, size, proof, root);
      checked[i] = (System.nanoTime() - middle) / 1e3;
      made[i] = (middle - start) / 1e3;
      longest = Math.max(longest, proof.size());
      if (!good) {
        throw new IllegalStateException("a proof does not hold");
      }
    }
    report.line("");
    report.row("proofs", "entries", "hashes", "bytes", "made p50 µs", "verified p50 µs");
    report.row("---", "---", "---", "---", "---", "---");
    report.row("inclusion", size, longest, longest * 32, median(made), median(checked));
    report.line("");
    report.line("At 10^9 entries a proof has 30 hashes, 960 bytes (`ProofsTest`).");
  }

  private void memory(double minutes) throws IOException {
    report.line("");
    report.row("minute", "entries", "heap in use after collection MB", "journal MB");
    report.row("---", "---", "---", "---");
    long start = System.nanoTime();
    int samples = 6;
    for (int sample = 0; sample <= samples; sample++) {
      double until = minutes * 60 * sample / samples;
      while ((System.nanoTime() - start) / 1e9 < until) {
        turn(64, 20, log::append);
      }
      System.gc();
      var heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
      report.row(
          until / 60,
          log.size(),
          heap.getUsed() / 1e6,
          Files.size(folder.resolve("log/entries")) / 1e6);
    }
  }

  static void remove(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
