package org.musubi.benchmarks;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.musubi.audit.Access;
import org.musubi.audit.Action;
import org.musubi.audit.AuditEvent;
import org.musubi.audit.Outcome;
import org.musubi.audit.Receipt;
import org.musubi.audit.Result;
import org.musubi.audit.TrailInside;
import org.musubi.audit.TrailQuery;
import org.musubi.postgres.EmbeddedServer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * The search index of the audit trail ({@code --events N}, 10,000,000 unless told): how fast it
 * follows the log, how fast it is read again from it, how large it gets, and how long each kind of
 * question takes, against reading the same rows one by one as the baseline.
 */
final class SearchBenchmark {
  private static final int BATCH = 1_000;
  private static final int ROWS = 50;
  private static final int ROUNDS = 100;

  private final Report report = new Report("search", "Search over the audit trail");
  private final long events;
  private final TrailEvents load;
  private @Nullable Receipt last;

  private SearchBenchmark(long events) {
    this.events = events;
    this.load = new TrailEvents(1, events, (int) Math.max(1_000, events / 50));
  }

  static void run(List<String> arguments) throws IOException, InterruptedException {
    int at = arguments.indexOf("--events");
    var bench = new SearchBenchmark(at < 0 ? 10_000_000 : Long.parseLong(arguments.get(at + 1)));
    var folder = Files.createTempDirectory(Path.of("").toAbsolutePath(), "search-bench");
    try (var server = EmbeddedServer.start(folder.resolve("postgres"))) {
      var source =
          new DriverManagerDataSource(server.url("postgres"), server.user(), server.password());
      JdbcClient.create(source).sql("create database trail").update();
      bench.measure(folder, server);
      bench.report.save();
    } catch (IOException | InterruptedException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e);
    } finally {
      AuditLogBenchmark.remove(folder);
    }
  }

  private void measure(Path folder, EmbeddedServer server) throws Exception {
    var one = pooled(server);
    try (var trail = TrailInside.open(folder.resolve("data"), one)) {
      record(trail);
      sizes(JdbcClient.create(one), folder);
      questions(trail);
      rebuild(trail);
    } finally {
      one.close();
    }
  }

  private void record(TrailInside trail) throws InterruptedException {
    long start = System.nanoTime();
    for (long done = 0; done < events; done += BATCH) {
      var batch = new ArrayList<AuditEvent>();
      for (int i = 0; i < BATCH; i++) {
        batch.add(load.next());
      }
      last = trail.record(batch).getLast();
      for (var event : batch) {
        if (event.result() == Result.INTENDED) {
          trail.end(event.act(), Outcome.sent());
        }
      }
      // Ends wait in memory and must not outgrow it.
      while (trail.size() - trail.indexed() > 200_000) {
        Thread.sleep(20);
      }
      if (done % (events / 10 / BATCH * BATCH) == 0) {
        System.out.printf(
            "  %,d recorded, %,d indexed, %d s%n",
            done, trail.indexed(), (System.nanoTime() - start) / 1_000_000_000);
      }
    }
    while (trail.indexed() < trail.size()) {
      Thread.sleep(20);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    report.line(
        "- recorded and indexed at once: %,d acts, %,d entries with their ends, in %.0f s: %,.0f entries/s"
            .formatted(events, trail.size(), seconds, trail.size() / seconds));
  }

  private void sizes(JdbcClient database, Path folder) throws IOException {
    long log;
    try (var files = Files.walk(folder.resolve("data/log"))) {
      log = files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
    report.line(
        "- the log: %,d MB, %,.0f bytes an act with its end"
            .formatted(log >> 20, (double) log / events));
    long all = 0;
    for (var table : List.of("entry", "act", "ending", "unended", "home", "hour", "person_key")) {
      long bytes =
          database
              .sql(
                  "select coalesce(sum(pg_total_relation_size(c.oid)), 0) from pg_class c"
                      + " join pg_namespace n on n.oid = c.relnamespace"
                      + " where n.nspname = 'audit' and c.relkind = 'r' and c.relname like ?")
              .param(table + "%")
              .query(Long.class)
              .single();
      all += bytes;
      report.line(
          "- audit.%s: %,d MB, %,.0f bytes an act"
              .formatted(table, bytes >> 20, (double) bytes / events));
    }
    report.line(
        "- at 1,000,000,000 acts by the same growth: log %,d GB, database %,d GB"
            .formatted((long) (log / (double) events), (long) (all / (double) events)));
    report.line("");
  }

  private void questions(TrailInside trail) {
    var baseline = ask(trail, () -> TrailQuery.ALL);
    report.line(
        ROUNDS
            + " questions of each kind with different values, the newest "
            + ROWS
            + " rows of each, opened; baseline: the newest acts whatever they are, by the primary key.");
    report.line("");
    report.row("question", "rows p50", "p50 ms", "p95 ms", "times the baseline", "target p50 ms");
    report.row("---", "---", "---", "---", "---", "---");
    row("any (baseline)", baseline, baseline);
    var kinds = new LinkedHashMap<String, Supplier<TrailQuery>>();
    kinds.put("one patient", () -> TrailQuery.ALL.about(load.patient()));
    kinds.put("one practitioner", () -> TrailQuery.ALL.person(null, load.practitioner()));
    kinds.put("one facility", () -> TrailQuery.ALL.at(load.facility()));
    kinds.put("one member", () -> TrailQuery.ALL.by(load.member()));
    kinds.put("one community", () -> TrailQuery.ALL.in(load.community()));
    kinds.put("one document, free text", () -> TrailQuery.ALL.words(load.document()));
    kinds.put(
        "refusals of a facility", () -> TrailQuery.ALL.at(load.facility()).decided(Result.REFUSED));
    kinds.put("refusals of one day", () -> day(TrailQuery.ALL.decided(Result.REFUSED)));
    kinds.put("sign-ins of one day", () -> day(TrailQuery.ALL.of(Action.SIGN_IN)));
    kinds.put(
        "one practitioner, one patient",
        () -> TrailQuery.ALL.person(null, load.practitioner()).about(load.patient()));
    kinds.put("what may have happened", () -> TrailQuery.ALL.ended(Access.Ended.MAY_HAVE_HAPPENED));
    kinds.put(
        "retrievals of a member within an hour",
        () -> hour(TrailQuery.ALL.by(load.member()).of(Action.RETRIEVE)));
    kinds.forEach((name, query) -> row(name, ask(trail, query), baseline));
    report.line("");
  }

  private TrailQuery day(TrailQuery query) {
    var from = moment();
    return query.between(from, from.plus(Duration.ofDays(1)));
  }

  private TrailQuery hour(TrailQuery query) {
    var from = moment();
    return query.between(from, from.plus(Duration.ofHours(1)));
  }

  private Instant moment() {
    return Clock.systemUTC()
        .instant()
        .minus(Duration.ofHours(24 + ThreadLocalRandom.current().nextInt(1300)));
  }

  private record Asked(double p50, double p95, int rows) {}

  private Asked ask(TrailInside trail, Supplier<TrailQuery> query) {
    double[] took = new double[ROUNDS];
    int[] rows = new int[ROUNDS];
    for (int i = -10; i < ROUNDS; i++) {
      var question = query.get();
      long start = System.nanoTime();
      int found =
          trail.search().find(question, Long.MAX_VALUE, ROWS, Objects.requireNonNull(last)).size();
      if (i >= 0) {
        took[i] = (System.nanoTime() - start) / 1e6;
        rows[i] = found;
      }
    }
    Arrays.sort(took);
    Arrays.sort(rows);
    return new Asked(took[ROUNDS / 2], took[ROUNDS * 95 / 100], rows[ROUNDS / 2]);
  }

  private void row(String name, Asked asked, Asked baseline) {
    report.row(
        name,
        asked.rows(),
        asked.p50(),
        asked.p95(),
        asked.p50() / baseline.p50(),
        asked.p50() <= 10 ? "10: **met**" : "10: **not met**");
  }

  private void rebuild(TrailInside trail) throws Exception {
    if (events > 2_000_000) {
      report.line("- reading the index again is measured with `--events 1000000`");
      return;
    }
    long start = System.nanoTime();
    long entries = trail.rebuild();
    double seconds = (System.nanoTime() - start) / 1e9;
    report.line(
        "- read again from the log: %,d entries in %.0f s, %,.0f entries/s, readers on the old index meanwhile"
            .formatted(entries, seconds, entries / seconds));
  }

  /** The platform's pool, with the room that it has there. */
  private static HikariDataSource pooled(EmbeddedServer server) {
    var pool = new HikariDataSource();
    pool.setJdbcUrl(server.url("trail"));
    pool.setUsername(server.user());
    pool.setPassword(server.password());
    pool.setMaximumPoolSize(8);
    return pool;
  }
}
