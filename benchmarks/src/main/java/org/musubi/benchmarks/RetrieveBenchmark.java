package org.musubi.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.musubi.e2e.wire.Messages;
import org.musubi.e2e.wire.Retrieve;
import org.musubi.e2e.wire.Transaction;

/**
 * ITI-39 of 10 KB, 1 MB and 300 MB: verified and spooled by the hub, against the direct call and
 * against nginx as a TLS proxy before the same responder.
 */
final class RetrieveBenchmark {
  private RetrieveBenchmark() {}

  static void run(List<String> arguments) throws IOException, InterruptedException {
    try (var bench = new Arena(List.of("c01"));
        var nginx = Nginx.before(bench);
        var heap = HeapPeak.of(bench.platform())) {
      var report = new Report("retrieve", "ITI-39: hub against direct call and nginx");
      report.line("nginx: " + nginx.version());
      report.line("");
      report.row(
          "size",
          "pair",
          "direct MB/s",
          "nginx MB/s",
          "hub MB/s",
          "nginx CPU s per 100 MB",
          "hub CPU s per 100 MB (JVM + PostgreSQL)",
          "hub p50 ms",
          "hub heap peak MB",
          "hub peak RSS MB");
      report.row("---", "---", "---", "---", "---", "---", "---", "---", "---", "---");
      int hub = bench.deployment.ports().ihe();
      var verdicts = new ArrayList<Runnable>();
      for (int size : Answers.SIZES) {
        byte[] request = request(bench, size);
        long millis = size > 100_000_000 ? 1 : 3_000;
        Load.run(bench.context, hub, request, "Success", 1, size > 100_000_000 ? 1 : 8_000);
        var costs = new ArrayList<Double>();
        var rates = new ArrayList<Double>();
        for (int pair = 1; pair <= 5; pair++) {
          var direct = Load.run(bench.context, bench.port(0), request, "Success", 1, millis);
          double proxied = nginx.cpuSeconds();
          var proxy =
              nginx.isThere()
                  ? Load.run(bench.context, nginx.port(), request, "Success", 1, millis)
                  : null;
          proxied = nginx.cpuSeconds() - proxied;
          heap.forget();
          double before = Processes.cpuSeconds(bench.platform());
          var through = Load.run(bench.context, hub, request, "Success", 1, millis);
          double cpu = Processes.cpuSeconds(bench.platform()) - before;
          rates.add(rate(through) / rate(direct));
          if (proxy != null) {
            costs.add(cpu / through.bytes() / (proxied / proxy.bytes()));
          }
          report.row(
              size,
              pair,
              rate(direct),
              proxy == null ? "-" : rate(proxy),
              rate(through),
              proxy == null ? "-" : proxied / proxy.bytes() * 1e8,
              cpu / through.bytes() * 1e8,
              through.millis(.5),
              heap.megabytes(),
              Processes.peakMegabytes(bench.platform()));
        }
        verdicts.add(() -> {
          report.line(
              "- rate against the direct call, %d bytes: %.2f (median of pair ratios)"
                  .formatted(size, Report.median(rates)));
          if (!costs.isEmpty() && size > 100_000_000) {
            report.target("CPU against nginx, 300 MB", Report.median(costs), 3);
          }
        });
      }
      report.line("");
      verdicts.forEach(Runnable::run);
      report.save();
    }
  }

  private static byte[] request(Arena bench, int size) {
    String home = bench.home(0);
    String body =
        new Retrieve(
                List.of(
                    new Retrieve.Wanted(
                        "urn:oid:" + home, home + ".2", Answers.uniqueId(home, size))))
            .body();
    return Line.post(
        Transaction.ITI_39.path(),
        Messages.contentType(Transaction.ITI_39.action()),
        Messages.envelope(
            Transaction.ITI_39.action(),
            bench.east.platform().address(Transaction.ITI_39),
            bench.east.assertion(),
            body));
  }

  private static double rate(Load load) {
    return load.bytes() / 1e6 / load.seconds();
  }
}
