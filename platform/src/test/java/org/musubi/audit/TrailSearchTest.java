package org.musubi.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.musubi.core.ActId;
import org.musubi.core.Actor;
import org.musubi.core.Assurance;
import org.musubi.core.FacilityId;
import org.musubi.core.MedicalId;
import org.musubi.core.MemberId;
import org.musubi.core.PersonRef;
import org.musubi.core.PurposeOfUse;
import org.musubi.support.TestDatabase;

class TrailSearchTest {
  private static final TestDatabase DATABASE = TestDatabase.fresh();
  private static final String WEST = "urn:oid:1.2.392.200250.9.2";
  private static final FacilityId HOSPITAL =
      FacilityId.parse("01990000-0000-7000-8000-000000000001");
  private static final Instant NOON = Instant.parse("2026-11-21T03:00:00Z");

  @TempDir Path data;
  private SequencedTrail trail;
  private TrailSearch search;

  @BeforeEach
  void open() {
    Trails.emptied(DATABASE);
    trail = Trails.open(data, DATABASE);
    search = Trails.search(data, DATABASE);
  }

  @AfterEach
  void close() throws Exception {
    trail.close();
  }

  @Test
  void whatIsLookedForByAnyOneThingIsFoundByIt() throws Exception {
    var patient = MedicalId.next(Trails.CLOCK);
    var member = MemberId.next(Trails.CLOCK);
    long other = add(event(Action.QUERY, Result.INTENDED, NOON, null, other(), "1.2.3", null));
    long wanted =
        add(
            event(
                Action.RETRIEVE,
                Result.REFUSED,
                NOON.plusSeconds(60),
                patient,
                doctor(member),
                "1.2.392.7",
                WEST));
    Trails.awaitIndexed(trail, 2);

    assertThat(found(TrailQuery.ALL)).containsExactly(wanted, other);
    for (var query :
        List.of(
            TrailQuery.ALL.between(NOON.plusSeconds(60), null),
            TrailQuery.ALL.of(Action.RETRIEVE, Action.STORE),
            TrailQuery.ALL.decided(Result.REFUSED),
            TrailQuery.ALL.by(member),
            TrailQuery.ALL.at(HOSPITAL),
            TrailQuery.ALL.person(null, "D-17"),
            TrailQuery.ALL.person("urn:issuer", null),
            TrailQuery.ALL.about(patient),
            TrailQuery.ALL.in(WEST),
            TrailQuery.ALL.words("no-CONSENT"),
            TrailQuery.ALL
                .between(NOON.plusSeconds(60), NOON.plusSeconds(61))
                .of(Action.RETRIEVE)
                .decided(Result.REFUSED)
                .by(member)
                .at(HOSPITAL)
                .person("urn:issuer", "D-17")
                .about(patient)
                .in(WEST)
                .words("no-consent 1.2.392.7"))) {
      assertThat(found(query)).as(query.toString()).containsExactly(wanted);
    }
    assertThat(found(TrailQuery.ALL.between(null, NOON.plusSeconds(60)))).containsExactly(other);
    assertThat(found(TrailQuery.ALL.between(NOON.plusSeconds(61), null))).isEmpty();
    assertThat(found(TrailQuery.ALL.person("urn:another", "D-17"))).isEmpty();
  }

  @Test
  void freeTextFindsIdentifiersProofsDetailsAndReasonsButNeverAPatient() throws Exception {
    var patient = MedicalId.next(Trails.CLOCK);
    var event =
        new AuditEvent(
            ActId.next(Trails.CLOCK),
            NOON,
            Action.RETRIEVE,
            doctor(MemberId.next(Trails.CLOCK)),
            null,
            List.of(What.document("1.2.392.55^Q'x\\y", WEST, "ab".repeat(32), 7)),
            Result.REFUSED,
            "同意が撤回されています",
            Map.of("verdict", "NOT_INSPECTED"));
    long wanted = add(event);
    long ofPatient = add(Trails.event(Action.CONSENT_GIVEN, Result.DONE, patient));
    Trails.awaitIndexed(trail, 2);

    for (var text :
        List.of(
            "1.2.392.55",
            "1.2.392.55^Q'x\\y",
            WEST,
            "1.2.392.200250",
            "abab",
            "_a17",
            "撤回",
            "同意が撤回",
            "ＮＯＴ_ＩＮＳＰ",
            "d-17",
            event.act().toString(),
            "not_inspected　撤回")) {
      assertThat(found(TrailQuery.ALL.words(text))).as(text).containsExactly(wanted);
    }
    for (var text : List.of(patient.toString(), "撤回 再開", "392.55", "' | 'x", "!x", "撤同")) {
      assertThat(found(TrailQuery.ALL.words(text))).as(text).isEmpty();
    }
    assertThat(found(TrailQuery.ALL.words("　 "))).containsExactly(ofPatient, wanted);
  }

  @Test
  void actsAreFoundByHowTheyEnded() throws Exception {
    long open = add(Trails.intention());
    long sent = end(Outcome.sent());
    long aborted = end(Outcome.abortedAt(10));
    long failed = end(Outcome.failed("XDSRepositoryError"));
    long done = add(Trails.event(Action.SIGN_IN, Result.DONE, null));
    awaitAll();

    assertThat(found(ended(Access.Ended.MAY_HAVE_HAPPENED))).containsExactly(open);
    assertThat(found(ended(Access.Ended.SENT))).containsExactly(sent);
    assertThat(found(ended(Access.Ended.ABORTED))).containsExactly(aborted);
    assertThat(found(ended(Access.Ended.ABORTED, Access.Ended.FAILED)))
        .containsExactly(failed, aborted);
    assertThat(found(ended(Access.Ended.COMPLETE))).containsExactly(done);
    assertThat(found(ended(Access.Ended.values())))
        .containsExactly(done, failed, aborted, sent, open);
    assertThat(search.at(aborted, TestTrail.anyReceipt()))
        .get()
        .extracting(Access::sentBytes)
        .isEqualTo(10L);
  }

  @Test
  void noPageLosesOrDoublesAnActThoughMoreAreRecordedMeanwhileAndMonthsPass() throws Exception {
    var expected = new ArrayList<Long>();
    for (int i = 0; i < 120; i++) {
      // Three months, and clocks that are far off.
      var at = i % 17 == 0 ? Instant.parse("2199-01-01T00:00:00Z") : NOON.minusSeconds(i * 60_000L);
      expected.addFirst(
          add(event(Action.QUERY, Result.INTENDED, at, null, other(), "1.2." + i, WEST)));
    }
    awaitAll();
    var seen = new ArrayList<Long>();
    long before = Long.MAX_VALUE;
    for (var page = page(before); !page.isEmpty(); page = page(before)) {
      page.forEach(access -> seen.add(access.position()));
      before = page.getLast().position();
      trail.before(event(Action.QUERY, Result.INTENDED, NOON, null, other(), "later", WEST));
      awaitAll();
    }

    assertThat(seen).isEqualTo(expected);
    assertThat(partitions()).contains("entry_2026_11", "entry_2026_09", "entry_other");
    assertThat(count("audit.entry_other")).isEqualTo(8);
  }

  private List<Access> page(long before) {
    return search.find(TrailQuery.ALL.in(WEST), before, 7, TestTrail.anyReceipt());
  }

  @Test
  void theIndexReadAgainIsTheOneThatFollowed() throws Exception {
    for (int i = 0; i < 30; i++) {
      end(i % 3 == 0 ? Outcome.sent() : Outcome.failed("x"));
      add(
          event(
              Action.SIGN_IN,
              Result.DONE,
              NOON.minusSeconds(i * 100_000L),
              null,
              other(),
              "p",
              null));
    }
    add(Trails.intention());
    awaitAll();
    var before = rows();
    trail.rebuild().get();

    assertThat(rows()).isEqualTo(before).hasSize(61 + 30 + 1 + 61);
  }

  @Test
  void whatWasDatedAheadMovesIntoItsMonthWhenThatComes() throws Exception {
    var clock = new org.musubi.support.HandClock(NOON);
    var months =
        new Months(
            new org.springframework.jdbc.core.JdbcTemplate(DATABASE.source()),
            DATABASE.transactions(),
            clock);
    var early = Instant.parse("2031-05-31T23:59:59Z");
    add(event(Action.QUERY, Result.DONE, early, null, other(), "1.2", null));
    awaitAll();
    assertThat(count("audit.entry_other")).isEqualTo(1);

    clock.pass(java.time.Duration.between(NOON, early));
    months.tidy();

    assertThat(count("audit.entry_other")).isZero();
    assertThat(count("audit.entry_2031_05")).isEqualTo(1);
    DATABASE.client().sql("drop table audit.entry_2031_05").update();
  }

  @Test
  void aProofHoldsForItsEntryAndForNoOther() throws Exception {
    var event = Trails.intention();
    long position = add(event);
    add(Trails.intention());
    add(Trails.intention());
    var proof = trail.proofs().of(position, TestTrail.anyReceipt()).orElseThrow();

    assertThat(EntryReading.read(proof.entry()))
        .isEqualTo(new Entry.Event(Entry.Path.DIRECT, event));
    assertThat(proof.holds()).isTrue();
    byte[] changed = proof.entry().clone();
    changed[5] ^= 1;
    assertThat(
            new TrailProof(
                    position,
                    changed,
                    changed,
                    proof.checkpoint(),
                    proof.size(),
                    proof.root(),
                    proof.path(),
                    proof.key())
                .holds())
        .isFalse();
    assertThat(proof.text())
        .startsWith("c2sp.org/tlog-proof@v1\nextra ")
        .contains("\nindex 0\n")
        .endsWith("\n\n" + proof.checkpoint());
    assertThat(trail.proofs().of(3, TestTrail.anyReceipt())).isEmpty();
  }

  @Test
  void aPatientHasOneNameForAViewerAndAnotherForTheNext() throws Exception {
    var names = Pseudonyms.in(data.resolve("secrets"));
    var patient = MedicalId.next(Trails.CLOCK);
    var viewer = new PersonRef("urn:a", "1");

    assertThat(names.of(patient, viewer))
        .matches("[A-Z2-9]{4}(-[A-Z2-9]{4}){3}")
        .isEqualTo(Pseudonyms.in(data.resolve("secrets")).of(patient, viewer))
        .isNotEqualTo(names.of(patient, new PersonRef("urn:a", "2")))
        .isNotEqualTo(names.of(MedicalId.next(Trails.CLOCK), viewer));
  }

  @Test
  void aPageWithoutALimitIsRefused() {
    assertThatThrownBy(() -> search.find(TrailQuery.ALL, 1, 1001, TestTrail.anyReceipt()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private TrailQuery ended(Access.Ended... ended) {
    return TrailQuery.ALL.ended(ended);
  }

  private List<Long> found(TrailQuery query) {
    return search.find(query, Long.MAX_VALUE, 100, TestTrail.anyReceipt()).stream()
        .map(Access::position)
        .toList();
  }

  private long add(AuditEvent event) {
    return trail.before(event).position();
  }

  private long end(Outcome outcome) {
    var receipt = trail.before(Trails.intention());
    trail.outcome(receipt.act(), outcome);
    return receipt.position();
  }

  /** What was left for the next batch, too. */
  private void awaitAll() throws InterruptedException {
    Thread.sleep(50);
    Trails.awaitIndexed(trail, trail.state().size());
  }

  private List<String> rows() {
    return Stream.of("entry", "ending", "unended", "act")
        .flatMap(table ->
            DATABASE
                .client()
                .sql("select t::text from audit." + table + " t order by 1")
                .query(String.class)
                .list()
                .stream())
        .toList();
  }

  private static List<String> partitions() {
    return DATABASE
        .client()
        .sql("select relname from pg_class where relname like 'entry%' and relkind = 'r'")
        .query(String.class)
        .list();
  }

  private static long count(String table) {
    return DATABASE.client().sql("select count(*) from " + table).query(Long.class).single();
  }

  private static Actor other() {
    return Actor.system(Trails.MEMBER, "certificate sha256:00", PurposeOfUse.TREATMENT);
  }

  private static Actor doctor(MemberId member) {
    return new Actor(
        member,
        "certificate sha256:ff",
        HOSPITAL,
        "affiliation",
        new PersonRef("urn:issuer", "D-17"),
        "assertion _a17 by urn:issuer",
        Assurance.PASSWORD,
        PurposeOfUse.TREATMENT);
  }

  private static AuditEvent event(
      Action action,
      Result result,
      Instant at,
      @Nullable MedicalId patient,
      Actor actor,
      String identifier,
      @Nullable String home) {
    return new AuditEvent(
        ActId.next(Trails.CLOCK),
        at,
        action,
        actor,
        patient,
        List.of(What.of(What.Kind.DOCUMENT, identifier, home)),
        result,
        result == Result.REFUSED ? "NO-CONSENT" : null,
        Map.of());
  }
}
