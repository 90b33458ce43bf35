package org.musubi.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.musubi.core.ActId;
import org.musubi.core.Actor;
import org.musubi.core.MedicalId;
import org.musubi.core.PurposeOfUse;
import org.musubi.support.TestDatabase;

/** A trail, and what is recorded of persons on it. */
abstract class PersonalTrail {
  static final TestDatabase DATABASE = TestDatabase.fresh();
  static final String DOCUMENT = "1.2.392.200250.9.2.777001";
  static final Actor CLERK =
      Actor.system(Trails.MEMBER, "certificate sha256:00", PurposeOfUse.OPERATIONS);

  @TempDir Path data;
  SequencedTrail trail;
  TrailSearch search;
  AccessHistory history;
  PersonalRecords records;
  PreparedExports exports;
  final MedicalId patient = MedicalId.next(Trails.CLOCK);
  final MedicalId other = MedicalId.next(Trails.CLOCK);

  @BeforeEach
  void open() {
    Trails.emptied(DATABASE);
    start();
  }

  void start() {
    trail = Trails.open(data, DATABASE);
    search = new IndexedSearch(DATABASE.client(), trail.sealing());
    history = new IndexedHistory(DATABASE.client(), trail.sealing());
    records =
        new KeyDestruction(
            DATABASE.client(),
            DATABASE.transactions(),
            trail,
            trail.sealing(),
            exports = Trails.exports(data, trail, search, DATABASE),
            Trails.CLOCK);
  }

  @AfterEach
  void close() throws Exception {
    exports.close();
    trail.close();
  }

  static AuditEvent retrieval(MedicalId patient) {
    return event(patient, What.of(What.Kind.DOCUMENT, DOCUMENT));
  }

  static AuditEvent event(@Nullable MedicalId patient, What... what) {
    return new AuditEvent(
        ActId.next(Trails.CLOCK),
        Trails.CLOCK.instant(),
        Action.RETRIEVE,
        CLERK,
        patient,
        List.of(what),
        Result.REFUSED,
        "NO_CONSENT",
        Map.of("transaction", "ITI-39"));
  }

  PersonalRecords.Destroyed destroy(MedicalId whom) {
    return records.destroy(Set.of(DataSubject.of(whom)), CLERK, Map.of("ground", "期間満了"));
  }

  Receipt add(AuditEvent event) throws Exception {
    var receipt = trail.before(event);
    settle();
    return receipt;
  }

  void settle() throws Exception {
    Trails.awaitIndexed(trail, trail.state().size());
  }

  List<Access> history(MedicalId whom) {
    return history.accessesTo(whom, Set.of(), Long.MAX_VALUE, 100, TestTrail.anyReceipt());
  }

  List<Access> find(TrailQuery query) {
    return search.find(query, Long.MAX_VALUE, 100, TestTrail.anyReceipt());
  }

  /** The log's files, and every row of the room's tables. */
  String everything() throws IOException {
    var text = new StringBuilder(logBytes());
    for (var table :
        List.of("outbox", "act", "entry", "ending", "unended", "person_key", "further_key")) {
      DATABASE
          .client()
          .sql("select t::text from audit." + table + " t")
          .query(String.class)
          .list()
          .forEach(text::append);
    }
    DATABASE
        .client()
        .sql("select convert_from(entry, 'UTF8') from audit.entry")
        .query(String.class)
        .list()
        .forEach(text::append);
    return text.toString();
  }

  String logBytes() throws IOException {
    try (var files = Files.walk(data.resolve("log"))) {
      var text = new StringBuilder();
      files
          .filter(Files::isRegularFile)
          .forEach(file -> {
            try {
              text.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
      return text.toString();
    }
  }
}
