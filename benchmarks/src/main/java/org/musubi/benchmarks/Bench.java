package org.musubi.benchmarks;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.musubi.e2e.harness.Trouble;

/** The driver behind {@code ./musubi bench NAME}. */
public final class Bench {
  private Bench() {}

  /** One measurement. */
  @FunctionalInterface
  interface Measurement {
    void run(List<String> arguments) throws IOException, InterruptedException;
  }

  private static Map<String, Measurement> all() {
    var all = new LinkedHashMap<String, Measurement>();
    all.put("hub", HubBenchmark::run);
    all.put("fanout", FanOutBenchmark::run);
    all.put("retrieve", RetrieveBenchmark::run);
    all.put("startup", StartUpBenchmark::run);
    all.put("audit-log", AuditLogBenchmark::run);
    all.put("audit-kill", AuditLogKill::run);
    all.put("search", SearchBenchmark::run);
    return all;
  }

  /**
   * Runs the named measurement; without a name, or with an unknown one, lists them and ends with 2.
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    var measurement = arguments.length == 0 ? null : all().get(arguments[0]);
    if (measurement == null) {
      System.err.println("benchmarks: " + String.join(" ", all().keySet()));
      System.exit(2);
      return;
    }
    try {
      measurement.run(List.of(arguments).subList(1, arguments.length));
    } catch (Trouble e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
    System.exit(0);
  }
}
