package org.musubi.benchmarks;

import java.io.IOException;
import java.util.List;

/**
 * From the launch to the first answered page: CPU seconds of the platform and its PostgreSQL; then
 * the idle memory of the whole tree.
 */
final class StartUpBenchmark {
  private StartUpBenchmark() {}

  static void run(List<String> arguments) throws IOException, InterruptedException {
    int idle = arguments.isEmpty() ? 30 : Integer.parseInt(arguments.getFirst());
    var report = new Report("startup", "Start-up and idle memory of platform and PostgreSQL");
    report.line(
        "Existing data directory, AOT cache in place; CPU until the first page is answered; memory after "
            + idle
            + " s of rest.");
    report.line("");
    report.row("run", "wall s", "CPU s", "target CPU s", "idle PSS MB", "target PSS MB");
    report.row("---", "---", "---", "---", "---", "---");
    try (var bench = new Arena(List.of("c01"))) {
      for (int run = 1; run <= 5; run++) {
        bench.deployment.platform().stop();
        long before = System.nanoTime();
        bench.deployment.platform().start();
        bench.deployment.platform().awaitReady();
        try (var line = new Line(bench.context, bench.deployment.ports().pages())) {
          line.exchange(
              "GET /sign-in HTTP/1.1\r\nHost: localhost\r\n\r\n"
                  .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        }
        double wall = (System.nanoTime() - before) / 1e9;
        double cpu = Processes.cpuSeconds(bench.platform());
        Thread.sleep(idle * 1000L);
        report.row(run, wall, cpu, "4.0", Processes.pssMegabytes(bench.platform()), "450");
      }
    }
    report.save();
  }
}
