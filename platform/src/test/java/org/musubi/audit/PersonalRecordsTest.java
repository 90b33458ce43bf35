package org.musubi.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.musubi.core.ActId;
import org.musubi.core.Actor;
import org.musubi.core.Assurance;
import org.musubi.core.PersonRef;
import org.musubi.core.PurposeOfUse;

class PersonalRecordsTest extends PersonalTrail {
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
}
