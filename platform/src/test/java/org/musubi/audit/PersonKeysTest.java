package org.musubi.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.musubi.core.ActId;
import org.musubi.core.Actor;
import org.musubi.core.MedicalId;
import org.musubi.core.PersonRef;
import org.musubi.core.PurposeOfUse;

class PersonKeysTest extends PersonalTrail {
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
    var readable =
        exports.acts(
            TrailQuery.ALL,
            access -> true,
            MedicalId::toString,
            new PersonRef("urn:idp", "auditor"),
            receipt);
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
}
