package org.musubi.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.musubi.e2e.harness.Deployment;
import org.musubi.e2e.harness.Ports;
import org.musubi.e2e.harness.Program;
import org.musubi.e2e.wire.Identity;

/**
 * From the launch to the first answered page: CPU seconds of the platform and its PostgreSQL, and
 * how much of them the JIT compilers took; then the idle memory of the whole tree. The baseline is
 * the same platform without its AOT cache, in turn.
 */
final class StartUpBenchmark {
  private static final int PAIRS = 5;
  private static final double TARGET_CPU = 4.0;
  private static final double TARGET_PSS = 450;

  private final Path data;
  private final Ports ports = Ports.free();
  private final int idle;
  private final Report report = new Report("startup", "Start-up and idle memory");

  private StartUpBenchmark(Path data, int idle) {
    this.data = data;
    this.idle = idle;
  }

  static void run(List<String> arguments) throws IOException, InterruptedException {
    var data = Files.createTempDirectory("musubi-bench");
    try {
      new StartUpBenchmark(data, arguments.isEmpty() ? 15 : Integer.parseInt(arguments.getFirst()))
          .measure();
    } finally {
      try (var all = Files.walk(data)) {
        for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(path);
        }
      }
    }
  }

  /**
   * One start.
   *
   * @param jit CPU seconds of the compilers, part of {@code cpu}
   * @param postgres CPU seconds of PostgreSQL, part of {@code cpu}
   */
  private record Start(double wall, double cpu, double jit, double postgres, double pss) {}

  private void measure() throws IOException, InterruptedException {
    var with = deployment();
    var without = deployment("-XX:AOTMode=off");
    // The first start makes the database and opens the demo's accounts; it is not counted.
    with.platform().start();
    with.platform().awaitReady();
    with.platform().stop();
    report.line(
        "Platform and PostgreSQL on an existing data directory, until the first page is answered; memory after "
            + idle
            + " s of rest (C2 on, -Xmx256m).");
    report.line("");
    report.row("pair", "start", "wall s", "CPU s", "of it JIT", "of it PostgreSQL", "idle PSS MB");
    report.row("---", "---", "---", "---", "---", "---", "---");
    var starts = new ArrayList<Start>();
    var ratios = new ArrayList<Double>();
    for (int pair = 1; pair <= PAIRS; pair++) {
      var baseline = start(without, pair, "without AOT cache (baseline)");
      var ours = start(with, pair, "as `./musubi serve` starts");
      starts.add(ours);
      ratios.add(ours.cpu() / baseline.cpu());
    }
    report.line("");
    report.target("CPU s to the first answer", median(starts, Start::cpu), TARGET_CPU);
    report.target("idle PSS MB", median(starts, Start::pss), TARGET_PSS);
    report.line(
        "- CPU against the baseline: %.2f (median of pair ratios)"
            .formatted(Report.median(ratios)));
    report.save();
  }

  private Deployment deployment(String... flags) {
    return new Deployment(
        data,
        ports,
        Program.both(),
        new Deployment.Extras(Map.of("platform", List.of(flags)), List.of()));
  }

  private Start start(Deployment deployment, int pair, String kind)
      throws IOException, InterruptedException {
    var node = deployment.platform();
    long before = System.nanoTime();
    node.start();
    node.awaitReady();
    var context = Identity.load(deployment.layout().credentials("east")).context();
    try (var line = new Line(context, ports.pages())) {
      line.exchange(
          "GET /sign-in HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    }
    double wall = (System.nanoTime() - before) / 1e9;
    var process = ProcessHandle.of(node.pid()).orElseThrow();
    double cpu = Processes.cpuSeconds(process);
    double postgres = cpu - Processes.ownCpuSeconds(process);
    double jit = Processes.jitSeconds(process);
    Thread.sleep(idle * 1000L);
    var start = new Start(wall, cpu, jit, postgres, Processes.pssMegabytes(process));
    node.stop();
    report.row(pair, kind, start.wall(), start.cpu(), start.jit(), start.postgres(), start.pss());
    return start;
  }

  private static double median(
      List<Start> starts, java.util.function.ToDoubleFunction<Start> what) {
    return Report.median(starts.stream().map(what::applyAsDouble).toList());
  }
}
