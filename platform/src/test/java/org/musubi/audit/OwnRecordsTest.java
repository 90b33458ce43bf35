package org.musubi.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.musubi.core.ActId;
import org.musubi.support.TestDatabase;
import org.musubi.tlog.Archive;
import org.musubi.tlog.Disk;
import org.springframework.jdbc.core.JdbcTemplate;

/** The log writes about itself, too, while the platform lives on it. */
class OwnRecordsTest {
  private static final TestDatabase DATABASE = TestDatabase.fresh();

  private static final String HOME = "urn:oid:1.2." + "7".repeat(240);

  @TempDir Path folder;
  private Path data;
  private AccessHistory history;

  @BeforeEach
  void empty() {
    Trails.emptied(DATABASE);
    data = folder.resolve("data");
    history = Trails.history(data, DATABASE);
  }

  private OpenedLog open() {
    return OpenedLog.open(
        data,
        Trails.PROPERTIES,
        Trails.CLOCK,
        new JdbcTemplate(DATABASE.source()),
        DATABASE.transactions(),
        Disk.real());
  }

  private SequencedTrail trail(OpenedLog opened) {
    return new SequencedTrail(
        opened,
        new Outbox(new JdbcTemplate(DATABASE.source())),
        Reserve.in(data, Trails.PROPERTIES, Disk.real()),
        Trails.PROPERTIES,
        Trails.CLOCK,
        Step.Watch.NOBODY);
  }

  @Test
  void theLogGoesOverToAnotherKeyUnderALivingPlatform() throws Exception {
    var fresh = CheckpointKey.in(folder.resolve("fresh"), Trails.PROPERTIES.origin());
    var opened = open();
    ActId before;
    ActId after;
    try (var trail = trail(opened)) {
      before = trail.before(Trails.intention()).act();
      Trails.awaitIndexed(trail, 1);
      assertThat(opened.log().rotate(fresh)).isEqualTo(1);
      after = trail.before(Trails.intention()).act();
      Trails.awaitIndexed(trail, 3);
      assertThat(trail.state().problem()).isNull();
    }
    Files.copy(
        folder.resolve("fresh/audit-checkpoint.key"),
        data.resolve("secrets/audit-checkpoint.key"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);

    try (var trail = trail(open())) {
      assertThat(trail.rebuild().get()).isEqualTo(3);
      assertThat(List.of(before, after)).allMatch(act -> history.act(act).isPresent());
      assertThat(trail.state().unexplained()).isZero();
    }
  }

  @Test
  void whatTheFollowerSawUnderTheOldKeyIsStillTheSameLogUnderTheNewOne() throws Exception {
    var fresh = CheckpointKey.in(folder.resolve("fresh"), Trails.PROPERTIES.origin());
    var opened = open();
    try (var trail = trail(opened)) {
      trail.before(Trails.intention());
    }
    var again = open();
    again.log().rotate(fresh);
    again.log().close();
    Files.copy(
        folder.resolve("fresh/audit-checkpoint.key"),
        data.resolve("secrets/audit-checkpoint.key"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);

    try (var trail = trail(open())) {
      assertThat(trail.before(Trails.intention()).position()).isEqualTo(2);
    }
  }

  @Test
  void aPartThatLeftIntoAnArchiveIsPassedOverByWhoeverReadsTheLogAgain() throws Exception {
    var archive = folder.resolve("archive");
    var acts = new ArrayList<ActId>();
    var opened = open();
    try (var trail = trail(opened)) {
      fill(trail, acts);
      Archive.write(data.resolve("log"), opened.log().verifier(), 0, 256, archive);
      assertThat(opened.log().retire(archive)).isEqualTo(600);
      trail.before(Trails.intention());
      Trails.awaitIndexed(trail, 602);
      assertThat(trail.state().problem()).isNull();
    }
    assertThat(history.act(acts.getFirst())).isPresent();

    Trails.emptied(DATABASE);
    try (var trail = trail(open())) {
      Trails.awaitIndexed(trail, 602);
      assertThat(trail.rebuild().get()).isEqualTo(602);
    }
    assertThat(history.act(acts.get(255))).isEmpty();
    assertThat(history.act(acts.get(256))).isPresent();

    // What no record says to have left is lost: a reason not to start.
    Files.delete(data.resolve("log/tile/entries/001"));
    Trails.emptied(DATABASE);
    assertThatThrownBy(this::open).isInstanceOf(TrailCannotStart.class);
  }

  private static void fill(SequencedTrail trail, List<ActId> acts) throws InterruptedException {
    for (int i = 0; i < 600; i += 25) {
      var events = Stream.generate(OwnRecordsTest::large).limit(25).toList();
      events.forEach(event -> acts.add(event.act()));
      trail.before(events);
      Trails.awaitIndexed(trail, i + 25);
    }
  }

  /** Large enough that the journal lets the first bundles go. */
  private static AuditEvent large() {
    var what = new ArrayList<What>();
    for (int i = 0; i < 100; i++) {
      what.add(What.of(What.Kind.DOCUMENT, "1.2.392." + i + "." + "7".repeat(480), HOME));
    }
    var event = Trails.intention();
    return new AuditEvent(
        event.act(),
        event.at(),
        event.action(),
        event.actor(),
        null,
        what,
        event.result(),
        null,
        Map.of());
  }
}
