package org.musubi.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.musubi.e2e.wire.Messages;
import org.musubi.e2e.wire.Query;
import org.musubi.e2e.wire.Transaction;

/**
 * ITI-38 without a home: 2, 16 and 64 communities at once, all good, then with a slow, a hanging, a
 * resetting, a garbled and an endless one among them.
 */
final class FanOutBenchmark {
  private static final List<Runnable> VERDICTS = new ArrayList<>();

  private FanOutBenchmark() {}

  static void run(List<String> arguments) throws IOException, InterruptedException {
    var report = new Report("fanout", "ITI-38 fan-out");
    report.line(
        "Deadline 3 s. With faults, five of the communities are slow (800 ms), hanging, resetting, garbled and endless.");
    report.line("");
    report.row(
        "communities",
        "faults",
        "direct p50 ms (one responder, baseline)",
        "p50 ms",
        "max ms",
        "over the deadline ms",
        "CPU ms each responder (JVM + PostgreSQL)",
        "bytes");
    report.row("---", "---", "---", "---", "---", "---", "---", "---");
    for (int count : new int[] {2, 16, 64}) {
      measure(report, count, false);
      if (count > 5) {
        measure(report, count, true);
      }
    }
    report.line("");
    VERDICTS.forEach(Runnable::run);
    report.save();
  }

  private static void measure(Report report, int count, boolean faults)
      throws IOException, InterruptedException {
    var names = new ArrayList<String>();
    var behaviours = Behaviour.values();
    for (int i = 0; i < count; i++) {
      boolean faulty = faults && i > 0 && i < behaviours.length;
      names.add(
          String.format(java.util.Locale.ROOT, "c%02d", i)
              + (faulty ? "-" + behaviours[i].name().toLowerCase(java.util.Locale.ROOT) : ""));
    }
    try (var bench = new Arena(names, "--musubi.gateway.deadline=3s")) {
      String body = Query.findDocuments("", "E-1001^^^&1.2.392.200250.9.1.1&ISO").body();
      byte[] request =
          Line.post(
              Transaction.ITI_38.path(),
              Messages.contentType(Transaction.ITI_38.action()),
              Messages.envelope(
                  Transaction.ITI_38.action(),
                  bench.east.platform().address(Transaction.ITI_38),
                  bench.east.assertion(),
                  body));
      int hub = bench.deployment.ports().ihe();
      Load.run(bench.context, hub, request, "Response", 1, faults ? 12_000 : 10_000);
      var direct = Load.run(bench.context, bench.port(0), request, "Response", 1, 3_000);
      double before = Processes.cpuSeconds(bench.platform());
      var load = Load.run(bench.context, hub, request, "Response", 1, 10_000);
      double cpu = (Processes.cpuSeconds(bench.platform()) - before) * 1000 / load.count() / count;
      String which = "%d communities%s".formatted(count, faults ? ", 5 faulty" : "");
      VERDICTS.add(() -> {
        report.target("CPU ms each responder, " + which, cpu, .4);
        if (faults) {
          report.target("ms over the deadline, " + which, load.millis(1) - 3000, 60);
        }
      });
      report.row(
          count,
          faults ? "5" : "0",
          direct.millis(.5),
          load.millis(.5),
          load.millis(1),
          faults ? load.millis(1) - 3000 : Double.NaN,
          cpu,
          load.bytes() / load.count());
    }
  }
}
