package org.musubi.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.musubi.core.ActId;
import org.musubi.core.Actor;
import org.musubi.core.Assurance;
import org.musubi.core.MedicalId;
import org.musubi.core.PersonRef;
import org.musubi.core.PurposeOfUse;
import org.musubi.support.TestDatabase;

class PersonalRecordsTest {
  private static final TestDatabase DATABASE = TestDatabase.fresh();
  private static final String DOCUMENT = "1.2.392.200250.9.2.777001";
  private static final Actor CLERK =
      Actor.system(Trails.MEMBER, "certificate sha256:00", PurposeOfUse.OPERATIONS);

  @TempDir Path data;
  private SequencedTrail trail;
  private TrailSearch search;
  private AccessHistory history;
  private PersonalRecords records;
  private PreparedExports exports;
  private final MedicalId patient = MedicalId.next(Trails.CLOCK);
  private final MedicalId other = MedicalId.next(Trails.CLOCK);

  @BeforeEach
  void open() {
    Trails.emptied(DATABASE);
    start();
  }

  private void start() {
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

  @Test
  void neitherLogNorDatabaseHoldsInTheClearWhatWasDoneAboutWhom() throws Exception {
    add(retrieval(patient));
    trail.close();
    assertThat(everything()).doesNotContain(DOCUMENT).doesNotContain(patient.toString());
    start();
    assertThat(history(patient))
        .singleElement()
        .satisfies(access -> {
          assertThat(access.event().patient()).isEqualTo(patient);
          assertThat(access.event().what()).contains(What.of(What.Kind.DOCUMENT, DOCUMENT));
        });
  }

  @Test
  void whatIsDestroyedIsFoundAndReadByNobodyWhileEveryProofOfItStands() throws Exception {
    var gone = add(retrieval(patient));
    var kept = add(retrieval(other));
    var proof = trail.proofs().of(gone.position(), gone).orElseThrow();

    assertThat(destroy(patient)).isInstanceOf(PersonalRecords.Gone.class);

    assertThat(history(patient)).isEmpty();
    assertThat(search.at(gone.position(), gone)).isEmpty();
    assertThat(find(TrailQuery.ALL.about(patient))).isEmpty();
    assertThat(find(TrailQuery.ALL.words(DOCUMENT))).hasSize(1);
    assertThat(trail.proofs().of(gone.position(), gone).orElseThrow().entry())
        .isEqualTo(proof.entry());
    assertThat(proof.holds()).isTrue();
    assertThat(trail.sealing().open((Entry.Sealed) EntryReading.read(proof.entry()))).isEmpty();
    assertThat(history(other)).extracting(Access::position).containsExactly(kept.position());
    trail.close();
    assertThat(Trails.loggedAt(data)).containsKey(gone.position());
    start();
  }

  @Test
  void readingTheIndexAgainOrStartingAgainBringsNothingBack() throws Exception {
    var gone = add(retrieval(patient));
    destroy(patient);
    trail.rebuild().get();
    assertThat(search.at(gone.position(), gone)).isEmpty();
    exports.close();
    trail.close();
    start();
    trail.rebuild().get();
    assertThat(search.at(gone.position(), gone)).isEmpty();
    assertThat(history(patient)).isEmpty();
  }

  @Test
  void theDestructionItselfIsOnTheTrailAndNamesNobody() throws Exception {
    add(retrieval(patient));
    var done = (PersonalRecords.Gone) destroy(patient);
    settle();
    var act = search.at(done.receipt().position(), done.receipt()).orElseThrow();
    assertThat(act.event().action()).isEqualTo(Action.PERSON_KEY_DESTROYED);
    assertThat(act.event().patient()).isNull();
    assertThat(act.event().details()).containsEntry("keys", "1").containsEntry("ground", "期間満了");
    assertThat(act.what()).singleElement().extracting(What::kind).isEqualTo(What.Kind.KEY);
  }

  @Test
  void whoIsOnTheTrailAgainLaterHasANewKeyThatOpensNothingOfBefore() throws Exception {
    add(retrieval(patient));
    destroy(patient);
    var after = add(retrieval(patient));
    assertThat(history(patient)).extracting(Access::position).containsExactly(after.position());
  }

  @Test
  void whereNothingIsNothingIsDestroyed() {
    long before = trail.state().size();
    assertThat(destroy(patient)).isInstanceOf(PersonalRecords.NothingThere.class);
    assertThat(trail.state().size()).isEqualTo(before);
  }

  @Test
  void oneEntryIsOpenedBeforeAThirdPartyWithItsOwnKeyWhileThePersonsKeyIsThere() throws Exception {
    var act = add(retrieval(patient));
    var later = add(retrieval(patient));
    var opening = trail.proofs().opening(act.position(), act).orElseThrow();

    assertThat(opening.holds()).isTrue();
    assertThat(new String(opening.content(), StandardCharsets.UTF_8)).contains(DOCUMENT);
    var foreign = trail.proofs().of(later.position(), later).orElseThrow().entry();
    assertThat(
            new TrailOpening(later.position(), foreign, opening.key(), opening.content()).holds())
        .isFalse();
    destroy(patient);
    assertThat(trail.proofs().opening(act.position(), act)).isEmpty();
  }

  @Test
  void aKeyOfATransactionThatWasUndoneClosesNothing() throws Exception {
    var client = DATABASE.client();
    DATABASE
        .transactions()
        .executeWithoutResult(status -> {
          trail.enlist(Trails.event(Action.CONSENT_GIVEN, Result.DONE, patient), client);
          status.setRollbackOnly();
        });
    add(retrieval(patient));
    exports.close();
    trail.close();
    start();
    assertThat(history(patient)).hasSize(1);
  }

  @Test
  void whatTellsOfSeveralPeopleIsUnreadableOnceOneOfThemIsDestroyed() throws Exception {
    var both =
        add(
            event(
                null,
                What.of(What.Kind.PATIENT_IDENTIFIER, "1^^^&1.2.3&ISO"),
                What.of(What.Kind.PATIENT_IDENTIFIER, "2^^^&1.2.3&ISO")));
    records.destroy(
        Set.of(new DataSubject.LocalPatient("2^^^&1.2.3&ISO")), CLERK, Map.of("ground", "x"));
    assertThat(search.at(both.position(), both)).isEmpty();
    trail.rebuild().get();
    assertThat(search.at(both.position(), both)).isEmpty();
  }

  @Test
  void aPatientsOwnSignInsAreClosedTooAndDieWithTheAccount() throws Exception {
    var account = new PersonRef("urn:musubi:idp", "patient-4711");
    var signIn =
        add(
            new AuditEvent(
                ActId.next(Trails.CLOCK),
                Trails.CLOCK.instant(),
                Action.SIGN_IN,
                new Actor(
                    Trails.MEMBER,
                    "sign-in",
                    null,
                    null,
                    account,
                    "password",
                    Assurance.PASSWORD,
                    PurposeOfUse.PATIENT_REQUEST),
                null,
                List.of(),
                Result.DONE,
                null,
                Map.of()));
    assertThat(search.at(signIn.position(), signIn).orElseThrow().event().actor().person())
        .isEqualTo(account);
    trail.close();
    assertThat(everything()).doesNotContain("patient-4711");
    exports.close();
    start();
    records.destroy(Set.of(new DataSubject.Account(account)), CLERK, Map.of());
    assertThat(search.at(signIn.position(), signIn)).isEmpty();
  }

  @Test
  void aPatientsFailedSignInIsClosedUnderTheAccount() throws Exception {
    var refused =
        add(
            new AuditEvent(
                ActId.next(Trails.CLOCK),
                Trails.CLOCK.instant(),
                Action.SIGN_IN_REFUSED,
                Actor.nobody("sign-in", PurposeOfUse.OPERATIONS),
                null,
                List.of(What.of(What.Kind.PERSON, "account-0815")),
                Result.REFUSED,
                "WRONG_PASSWORD",
                Map.of("address", "192.0.2.77")));
    trail.close();
    assertThat(everything()).doesNotContain("account-0815").doesNotContain("192.0.2.77");
    exports.close();
    start();
    assertThat(search.at(refused.position(), refused).orElseThrow().what()).hasSize(1);
    records.destroy(
        Set.of(new DataSubject.Account(new PersonRef(PersonRef.PLATFORM, "account-0815"))),
        CLERK,
        Map.of());
    assertThat(search.at(refused.position(), refused)).isEmpty();
  }

  @Test
  void whatTellsOfManyPeopleLiesUnderTheReportersKeyAndMakesNoneForEach() throws Exception {
    var many =
        IntStream.range(0, 500)
            .mapToObj(i -> What.of(What.Kind.PATIENT_IDENTIFIER, i + "^^^&1.2.3&ISO"))
            .toArray(What[]::new);
    add(event(null, many));
    assertThat(
            DATABASE
                .client()
                .sql("select count(*) from audit.person_key")
                .query(Long.class)
                .single())
        .isEqualTo(1);
  }

  @Test
  void anOlderDatabaseThatIsPutBackDoesNotBringADestroyedKeyBack() throws Exception {
    var gone = add(retrieval(patient));
    var key = DATABASE.client().sql("select * from audit.person_key").query().singleRow();
    destroy(patient);
    trail.close();
    DATABASE.client().sql("delete from audit.destroyed_key").update();
    DATABASE
        .client()
        .sql("insert into audit.person_key (token, id, wrapped) values (?, ?, ?)")
        .params(key.get("token"), key.get("id"), key.get("wrapped"))
        .update();
    DATABASE
        .client()
        .sql("update audit.follower set size = ?, acts = ?, explained = ?, checkpoint = null")
        .params(gone.position() + 1, gone.position() + 1, gone.position() + 1)
        .update();
    DATABASE
        .client()
        .sql("delete from audit.act where position > ?")
        .param(gone.position())
        .update();

    exports.close();
    start();

    settle();
    assertThat(history(patient)).isEmpty();
    assertThat(trail.state().unexplained()).isZero();
  }

  @Test
  void whatIsClosedIsFoundByWholeWordsAndWhatIsOpenByTheirBeginning() throws Exception {
    var wanted = add(retrieval(patient));
    add(Trails.intention());
    assertThat(find(TrailQuery.ALL.words(DOCUMENT)))
        .extracting(Access::position)
        .containsExactly(wanted.position());
    assertThat(find(TrailQuery.ALL.words("1.2.392.200250.9.2.7770"))).isEmpty();
    assertThat(find(TrailQuery.ALL.words("sha256:0"))).hasSize(2);
  }

  @Test
  void afterClosingTheKeysAnewAnOlderCopyOfTheDatabaseOpensNothing() throws Exception {
    add(retrieval(patient));
    byte[] older =
        DATABASE.client().sql("select wrapped from audit.person_key").query(byte[].class).single();
    destroy(patient);
    var kept = add(retrieval(other));
    assertThat(trail.sealing().keys().rewrap()).isEqualTo(1);
    exports.close();
    trail.close();
    start();
    assertThat(history(other)).extracting(Access::position).containsExactly(kept.position());
    var wrapping = WrappingKeys.in(data.resolve("secrets"));
    assertThatThrownBy(() -> wrapping.unwrap(new java.util.UUID(0, 0), older))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("not here any more");
  }

  @Test
  void whatWasPreparedToBeTakenAwayAndIsReadableGoesWithAnyKey() throws Exception {
    add(retrieval(patient));
    var receipt = add(Trails.intention());
    var readable = exports.acts(TrailQuery.ALL, access -> true, MedicalId::toString, receipt);
    Exported.await(exports, readable);
    destroy(other);
    assertThat(exports.progress(readable)).isPresent();
    destroy(patient);
    assertThat(exports.progress(readable)).isEmpty();
    assertThat(exports.file(readable, receipt)).isEmpty();
  }

  @Test
  void aLostKeyLeavesWhatStandsInTheClear() throws Exception {
    var act = add(retrieval(patient));
    trail.close();
    DATABASE.client().sql("delete from audit.person_key").update();
    start();
    trail.rebuild().get();
    var told = search.at(act.position(), act).orElseThrow();
    assertThat(told.event().action()).isEqualTo(Action.RETRIEVE);
    assertThat(told.event().patient()).isNull();
    assertThat(told.what()).isEmpty();
  }

  @Test
  void whatIsRecordedWhileAKeyIsDestroyedIsReadableUnderTheNewOne() throws Exception {
    add(retrieval(patient));
    var recorded = new java.util.concurrent.ConcurrentLinkedQueue<Receipt>();
    var stop = new java.util.concurrent.atomic.AtomicBoolean();
    var busy =
        Thread.ofVirtual()
            .start(() -> {
              while (!stop.get()) {
                recorded.add(trail.before(retrieval(patient)));
              }
            });
    var done = (PersonalRecords.Gone) destroy(patient);
    stop.set(true);
    busy.join();
    settle();
    var after =
        recorded.stream()
            .filter(receipt -> receipt.position() > done.receipt().position())
            .toList();
    assertThat(history(patient))
        .extracting(Access::position)
        .containsAll(after.stream().map(Receipt::position).toList());
  }

  @Test
  void aDestructionThatFailsLeavesEverythingAsItWas() throws Exception {
    var kept = add(retrieval(patient));
    var forbidden = Map.of("OUT OF FORM", "x");
    assertThatThrownBy(() -> records.destroy(Set.of(DataSubject.of(patient)), CLERK, forbidden))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(history(patient)).extracting(Access::position).containsExactly(kept.position());
    var again = add(retrieval(patient));
    assertThat(history(patient))
        .extracting(Access::position)
        .containsExactly(again.position(), kept.position());
  }

  @Test
  void nothingOfAPersonIsIndexedAfterTheDestructionHoweverManyActsWereOnTheirWay()
      throws Exception {
    var acts = IntStream.range(0, 2000).mapToObj(i -> retrieval(patient)).toList();
    trail.before(acts);
    destroy(patient);
    settle();
    assertThat(
            DATABASE
                .client()
                .sql("select count(*) from audit.entry where action = 'RETRIEVE'")
                .query(Long.class)
                .single())
        .isZero();
  }

  private static AuditEvent retrieval(MedicalId patient) {
    return event(patient, What.of(What.Kind.DOCUMENT, DOCUMENT));
  }

  private static AuditEvent event(@Nullable MedicalId patient, What... what) {
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

  private PersonalRecords.Destroyed destroy(MedicalId whom) {
    return records.destroy(Set.of(DataSubject.of(whom)), CLERK, Map.of("ground", "期間満了"));
  }

  private Receipt add(AuditEvent event) throws Exception {
    var receipt = trail.before(event);
    settle();
    return receipt;
  }

  private void settle() throws Exception {
    Trails.awaitIndexed(trail, trail.state().size());
  }

  private List<Access> history(MedicalId whom) {
    return history.accessesTo(whom, Set.of(), Long.MAX_VALUE, 100, TestTrail.anyReceipt());
  }

  private List<Access> find(TrailQuery query) {
    return search.find(query, Long.MAX_VALUE, 100, TestTrail.anyReceipt());
  }

  /** The log's files, and every row of the room's tables. */
  private String everything() throws IOException {
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

  private String logBytes() throws IOException {
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
