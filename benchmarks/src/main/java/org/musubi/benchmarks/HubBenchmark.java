package org.musubi.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.musubi.e2e.wire.Messages;
import org.musubi.e2e.wire.Query;
import org.musubi.e2e.wire.Transaction;

/**
 * ITI-38 through the hub (mutual TLS twice, assertion verified and restated, consent, index, audit
 * forced) against the same call straight to the responder.
 */
final class HubBenchmark {
  private HubBenchmark() {}

  static void run(List<String> arguments) throws IOException, InterruptedException {
    long millis = arguments.isEmpty() ? 10_000 : Long.parseLong(arguments.getFirst());
    try (var bench = new Arena(List.of("c01"))) {
      var report = new Report("hub", "ITI-38: hub against direct call, one responder");
      String body = Query.findDocuments("urn:oid:" + bench.home(0), bench.patient(0)).body();
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
      Load.run(bench.context, bench.port(0), request, "Success", 8, 3_000);
      Load.run(bench.context, hub, request, "Success", 8, 20_000);
      report.row(
          "clients",
          "pair",
          "direct p50 ms",
          "hub p50 ms",
          "added p50 ms",
          "direct/s",
          "hub/s",
          "hub CPU ms each (JVM + PostgreSQL)");
      report.row("---", "---", "---", "---", "---", "---", "---", "---");
      var verdicts = new ArrayList<Runnable>();
      for (int clients : new int[] {1, 32}) {
        var added = new ArrayList<Double>();
        var costs = new ArrayList<Double>();
        var ratios = new ArrayList<Double>();
        for (int pair = 1; pair <= 5; pair++) {
          var direct =
              Load.run(bench.context, bench.port(0), request, "Success", clients, millis / 2);
          double before = Processes.cpuSeconds(bench.platform());
          var through = Load.run(bench.context, hub, request, "Success", clients, millis / 2);
          double cpu = (Processes.cpuSeconds(bench.platform()) - before) * 1000 / through.count();
          added.add(through.millis(.5) - direct.millis(.5));
          costs.add(cpu);
          ratios.add(through.perSecond() / direct.perSecond());
          report.row(
              clients,
              pair,
              direct.millis(.5),
              through.millis(.5),
              through.millis(.5) - direct.millis(.5),
              direct.perSecond(),
              through.perSecond(),
              cpu);
        }
        verdicts.add(() -> {
          if (clients == 1) {
            report.target("added p50 ms, 1 client", Report.median(added), 1);
          } else {
            report.line(
                "- added p50 ms, %d clients: median %.3f".formatted(clients, Report.median(added)));
          }
          report.target("hub CPU ms each, %d clients".formatted(clients), Report.median(costs), 8);
          report.line(
              "- rate against the direct call, %d clients: %.2f (median of pair ratios)"
                  .formatted(clients, Report.median(ratios)));
        });
      }
      report.line("");
      verdicts.forEach(Runnable::run);
      report.save();
    }
  }
}
