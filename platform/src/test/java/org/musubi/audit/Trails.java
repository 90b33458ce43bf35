package org.musubi.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.musubi.core.ActId;
import org.musubi.core.Actor;
import org.musubi.core.MedicalId;
import org.musubi.core.MemberId;
import org.musubi.core.PurposeOfUse;
import org.musubi.support.TestDatabase;
import org.musubi.tlog.Disk;
import org.musubi.tlog.TlogVerifier;
import org.musubi.tlog.VerifierKey;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.util.unit.DataSize;

/** What the tests of this room begin with. */
final class Trails {
  static final Clock CLOCK = Clock.systemUTC();
  static final MemberId MEMBER = MemberId.next(CLOCK);
  static final AuditProperties PROPERTIES =
      new AuditProperties(
          "musubi.test/audit",
          256,
          Duration.ofMillis(5),
          Duration.ofMillis(200),
          Duration.ofSeconds(20),
          10_000,
          DataSize.ofKilobytes(64),
          false,
          false);

  private Trails() {}

  static SequencedTrail open(Path data, TestDatabase database) {
    return open(data, database, Step.Watch.NOBODY, Disk.real());
  }

  static SequencedTrail open(Path data, TestDatabase database, Step.Watch steps, Disk disk) {
    var local = new JdbcTemplate(database.source());
    var opened = OpenedLog.open(data, PROPERTIES, CLOCK, local, database.transactions(), disk);
    var reserve = Reserve.in(data, PROPERTIES, disk);
    return new SequencedTrail(opened, new Outbox(local), reserve, PROPERTIES, CLOCK, steps);
  }

  /** What opens what the trail in this folder closes. */
  static Sealing sealing(Path data, TestDatabase database) {
    try {
      var wrapping = WrappingKeys.in(data.resolve("secrets"));
      var local = new JdbcTemplate(database.source());
      return new Sealing(new PersonKeys(local, database.transactions(), wrapping));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static AccessHistory history(Path data, TestDatabase database) {
    return new IndexedHistory(database.client(), sealing(data, database));
  }

  static TrailSearch search(Path data, TestDatabase database) {
    return new IndexedSearch(database.client(), sealing(data, database));
  }

  static PreparedExports exports(
      Path data, SequencedTrail trail, TrailSearch search, TestDatabase database) {
    try {
      return new PreparedExports(
          data,
          new ExportedActs(search, trail.proofs(), new AuditEventJson(PROPERTIES.origin())),
          new ExportedArchive(trail.log(), data, database.client()),
          CLOCK);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As a database that was migrated and never used. */
  static TestDatabase emptied(TestDatabase database) {
    database
        .client()
        .sql(
            "truncate audit.outbox, audit.act, audit.entry, audit.ending, audit.unended,"
                + " audit.follower, audit.unexplained, audit.person_key, audit.destroyed_key,"
                + " audit.further_key, audit.home, audit.hour")
        .update();
    return database;
  }

  /** Waits until the index holds as many entries. */
  static void awaitIndexed(SequencedTrail trail, long entries) throws InterruptedException {
    for (int i = 0; i < 6000 && trail.state().indexed() < entries; i++) {
      Thread.sleep(10);
    }
    if (trail.state().indexed() < entries) {
      throw new AssertionError("the index does not follow: " + trail.state());
    }
  }

  static AuditEvent event(Action action, Result result, @Nullable MedicalId patient) {
    return new AuditEvent(
        ActId.next(CLOCK),
        CLOCK.instant(),
        action,
        Actor.system(MEMBER, "certificate sha256:00", PurposeOfUse.TREATMENT),
        patient,
        List.of(What.of(What.Kind.QUERY, "urn:uuid:14d4debf-8f97-4251-9a74-a90016b0af0d")),
        result,
        null,
        Map.of());
  }

  static AuditEvent intention() {
    return event(Action.RETRIEVE, Result.INTENDED, null);
  }

  static AuditEvent change() {
    return event(Action.CONSENT_GIVEN, Result.DONE, null);
  }

  /** As a room does it: the event in the transaction of its change. */
  static void commit(AuditTrail trail, TestDatabase database, AuditEvent... events) {
    var client = database.client();
    database
        .transactions()
        .executeWithoutResult(status -> {
          for (var event : events) {
            trail.enlist(event, client);
          }
        });
  }

  /** The acts in the log, in its order; the log must be whole by the stand-alone verifier. */
  static List<ActId> logged(Path data) throws IOException {
    return List.copyOf(loggedAt(data).values());
  }

  /** The same by position; endings have positions, too. */
  static NavigableMap<Long, ActId> loggedAt(Path data) throws IOException {
    var folder = data.resolve("log");
    var key = VerifierKey.parse(Files.readString(folder.resolve("key.pub")));
    if (!(TlogVerifier.verify(folder, key, null) instanceof TlogVerifier.Whole)) {
      throw new AssertionError("the log is not whole");
    }
    var signer = CheckpointKey.in(data.resolve("secrets"), PROPERTIES.origin());
    var acts = new TreeMap<Long, ActId>();
    long position = 0;
    try (var log = org.musubi.tlog.Log.open(folder, PROPERTIES.origin(), signer, CLOCK)) {
      for (byte[] bytes : log.read(0, Integer.MAX_VALUE)) {
        if (EntryReading.read(bytes) instanceof Entry.OfRoom event
            && !(event instanceof Entry.Ending)) {
          acts.put(position, event.act());
        }
        position++;
      }
    }
    return acts;
  }

  /**
   * Copies a data directory whose writers may be at work; what they have not named yet stays
   * behind.
   */
  static void copy(Path from, Path to) {
    try {
      for (var folder : List.of("log", "secrets")) {
        Files.createDirectories(to.resolve(folder));
        for (var name :
            List.of(
                "entries",
                "checkpoint",
                "epoch",
                "key.pub",
                "audit-checkpoint.key",
                "audit-person.key")) {
          var file = from.resolve(folder).resolve(name);
          if (Files.exists(file)) {
            Files.write(to.resolve(folder).resolve(name), Files.readAllBytes(file));
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
