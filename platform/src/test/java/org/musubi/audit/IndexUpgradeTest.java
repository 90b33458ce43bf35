package org.musubi.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.musubi.support.TestDatabase;

/** A database of the release before, whose index had no columns to search. */
class IndexUpgradeTest {
  private static final TestDatabase DATABASE = TestDatabase.fresh();

  @TempDir Path folder;
  private Path data;
  private final AuditEvent first = Trails.intention();
  private final AuditEvent second = Trails.change();

  @BeforeEach
  void anOlderDatabaseAndItsLog() throws Exception {
    data = folder.resolve("data");
    try (var trail = Trails.open(data, Trails.emptied(TestDatabase.fresh()))) {
      trail.before(first);
      trail.outcome(first.act(), Outcome.sent());
      trail.before(second);
    }
    DATABASE.client().sql("drop schema audit cascade").update();
    flyway("1").migrate();
    for (var act : Trails.loggedAt(data).entrySet()) {
      DATABASE
          .client()
          .sql("insert into audit.entry (position, act, entry) values (?, ?, ?)")
          .params(act.getKey(), act.getValue().value(), new byte[] {'{', '}'})
          .update();
    }
    DATABASE
        .client()
        .sql("insert into audit.follower (origin, size, explained) values (?, 3, 3)")
        .param(Trails.PROPERTIES.origin())
        .update();
    flyway("latest").migrate();
  }

  private static Flyway flyway(String target) {
    return Flyway.configure()
        .dataSource(DATABASE.source())
        .schemas("audit")
        .locations("classpath:db/migration/audit")
        .target(target)
        .load();
  }

  @Test
  void isReadAgainFromTheLogAndKeepsEveryActInItsPlace() throws Exception {
    var search = Trails.search(data, DATABASE);
    try (var trail = Trails.open(data, DATABASE)) {
      Trails.awaitIndexed(trail, 3);
      assertThat(search.find(TrailQuery.ALL, Long.MAX_VALUE, 10, TestTrail.anyReceipt()))
          .extracting(access -> access.event().act(), Access::ended)
          .containsExactlyInAnyOrder(
              org.assertj.core.groups.Tuple.tuple(first.act(), Access.Ended.SENT),
              org.assertj.core.groups.Tuple.tuple(second.act(), Access.Ended.COMPLETE));
      assertThat(trail.before(first).position()).isZero();
      assertThat(trail.state().unexplained()).isZero();
      assertThat(trail.state().size()).isEqualTo(3);
    }
  }

  @Test
  void stillRefusesALogThatWasLost() {
    assertThatThrownBy(() -> Trails.open(folder.resolve("empty"), DATABASE).close())
        .isInstanceOf(TrailCannotStart.class)
        .hasMessageContaining("the database knows 3 entries, the log holds 0");
  }
}
