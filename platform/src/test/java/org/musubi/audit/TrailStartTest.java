package org.musubi.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.musubi.support.TestDatabase;

class TrailStartTest {
  private static final TestDatabase DATABASE = TestDatabase.fresh();
  private static final TestDatabase OTHER = TestDatabase.fresh();

  @TempDir Path folder;
  private final TestDatabase database = Trails.emptied(DATABASE);

  @Test
  void aDatabaseThatKnowsMoreThanTheLogIsRefusedWithTheRunbook() throws Exception {
    filled(folder.resolve("data"));
    assertThatThrownBy(() -> Trails.open(folder.resolve("empty"), database).close())
        .isInstanceOf(TrailCannotStart.class)
        .hasMessageContaining("docs/operations/audit-log.md")
        .hasMessageContaining("the database knows 2 entries, the log holds 0");
    assertThat(runbook()).isRegularFile();
  }

  @Test
  void aLogSetBackIsRefused() throws Exception {
    var data = folder.resolve("data");
    filled(data);
    Trails.copy(data, folder.resolve("backup"));
    filled(data);
    assertThatThrownBy(() -> Trails.open(folder.resolve("backup"), database).close())
        .isInstanceOf(TrailCannotStart.class)
        .hasMessageContaining("the database knows 4 entries, the log holds 2");
  }

  @Test
  void anotherLogOfTheSameLengthIsRefused() throws Exception {
    filled(folder.resolve("data"));
    var other = folder.resolve("other");
    try (var trail = Trails.open(other, Trails.emptied(OTHER))) {
      trail.before(Trails.intention());
      trail.before(Trails.intention());
    }
    assertThatThrownBy(() -> Trails.open(other, database).close())
        .isInstanceOf(TrailCannotStart.class)
        .hasMessageContaining("not the one that the database followed");
  }

  @Test
  void aLogThatKnowsMoreThanTheDatabaseListsItsActsAndRuns() throws Exception {
    var data = folder.resolve("data");
    filled(data);
    var older = Trails.emptied(OTHER);
    try (var trail = Trails.open(data, older)) {
      assertThat(trail.state().unexplained()).isEqualTo(1);
      trail.before(Trails.intention());
    }
    assertThat(unexplained(older)).isEqualTo(1);
    try (var trail = Trails.open(data, older)) {
      assertThat(trail.state().unexplained()).isEqualTo(1);
    }
    older.client().sql("update audit.unexplained set decision = 'entered again'").update();
    try (var trail = Trails.open(data, older)) {
      assertThat(trail.state().unexplained()).isZero();
    }
  }

  @Test
  void twoPlatformsOnOneLogAreRefused() throws Exception {
    var data = folder.resolve("data");
    try (var trail = Trails.open(data, database)) {
      trail.before(Trails.intention());
      assertThatThrownBy(() -> Trails.open(data, database).close())
          .isInstanceOf(TrailCannotStart.class)
          .hasMessageContaining("IN_USE");
      assertThat(trail.before(Trails.intention()).position()).isEqualTo(1);
    }
  }

  @Test
  void aDamagedLogIsRefused() throws Exception {
    var data = folder.resolve("data");
    filled(data);
    byte[] bytes = Files.readAllBytes(data.resolve("log/entries"));
    bytes[200] ^= 1;
    Files.write(data.resolve("log/entries"), bytes);
    assertThatThrownBy(() -> Trails.open(data, database).close())
        .isInstanceOf(TrailCannotStart.class)
        .hasMessageContaining("ALTERED");
  }

  @Test
  void theKeyIsReadableByItsOwnerOnly() throws Exception {
    var data = folder.resolve("data");
    filled(data);
    var key = data.resolve("secrets/audit-checkpoint.key");
    assertThat(
            java.nio.file.attribute.PosixFilePermissions.toString(
                Files.getPosixFilePermissions(key)))
        .isEqualTo("rw-------");
  }

  @Test
  void aRowLeftInTheOutboxIsReplayedAfterAStart() throws Exception {
    var event = Trails.change();
    var row = EntryText.write(new Entry.Event(Entry.Path.ENLISTED, event));
    database
        .client()
        .sql("insert into audit.outbox (act, entry) values (?, ?)")
        .params(event.act().value(), row)
        .update();
    try (var trail = Trails.open(folder.resolve("data"), database)) {
      assertThat(trail.receipt(event.act()).position()).isZero();
    }
    assertThat(database.client().sql("select act from audit.entry").query(UUID.class).single())
        .isEqualTo(event.act().value());
  }

  /** Two more entries: a state change and a disclosure. */
  private void filled(Path data) throws Exception {
    try (var trail = Trails.open(data, database)) {
      var change = Trails.change();
      Trails.commit(trail, database, change);
      trail.receipt(change.act());
      trail.before(Trails.intention());
    }
  }

  private static long unexplained(TestDatabase database) {
    return database
        .client()
        .sql("select count(*) from audit.unexplained")
        .query(Long.class)
        .single();
  }

  private static Path runbook() {
    return Path.of(System.getProperty("musubi.root", "..")).resolve("docs/operations/audit-log.md");
  }
}
