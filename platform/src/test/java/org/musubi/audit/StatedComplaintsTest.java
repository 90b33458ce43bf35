package org.musubi.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.musubi.audit.Complaints.Said;
import org.musubi.core.ActId;
import org.musubi.core.Actor;
import org.musubi.core.Assurance;
import org.musubi.core.FacilityId;
import org.musubi.core.MedicalId;
import org.musubi.core.MemberId;
import org.musubi.core.PersonRef;
import org.musubi.core.PurposeOfUse;
import org.musubi.support.TestDatabase;

class StatedComplaintsTest {
  private static final TestDatabase DATABASE = TestDatabase.fresh();
  private static final Clock CLOCK = Clock.systemUTC();

  @TempDir Path secrets;
  private final TestTrail trail = new TestTrail();
  private final MedicalId hanako = MedicalId.next(CLOCK);
  private final MemberId east = MemberId.next(CLOCK);
  private final Receipt receipt = TestTrail.anyReceipt();
  private StatedComplaints complaints;

  @BeforeEach
  void complaints() throws Exception {
    complaints =
        new StatedComplaints(
            DATABASE.client(), DATABASE.transactions(), trail, SealedWords.in(secrets), CLOCK);
  }

  @Test
  void isRaisedOnceOnTheTrailWithoutItsWordsAndSeenByThePatient() {
    var said = raise(look(7), "知らない人です");

    assertThat(said).isInstanceOf(Said.Done.class);
    var complaint = complaints.of(hanako, receipt).getFirst();
    assertThat(complaint.number()).isEqualTo(number(said)).matches("\\d{8}-[A-Z2-9]{8}");
    assertThat(complaint.words()).isEqualTo("知らない人です");
    assertThat(complaint.state()).isEqualTo(Complaint.State.RAISED);
    var event = trail.events(Action.COMPLAINT_RAISED, Result.DONE).getFirst();
    assertThat(event.patient()).isEqualTo(hanako);
    assertThat(event.details()).isEqualTo(Map.of("complaint", complaint.number(), "position", "7"));
    assertThat(event.toString()).doesNotContain("知らない", "UNKNOWN_PERSON");
  }

  @Test
  void isNotRaisedAgainWhileOneOfTheSameActIsOpenAndIsOnceThatWasAnswered() {
    var first = raise(look(7), "");

    assertThat(raise(look(7), "もう一度")).isEqualTo(new Said.AlreadyOpen(number(first)));
    assertThat(raise(look(8), "別の閲覧")).isInstanceOf(Said.Done.class);
    complaints.answer(id(first), null, "確認しました", auditor("a"));
    assertThat(raise(look(7), "もう一度")).isInstanceOf(Said.Done.class);
    assertThat(trail.events(Action.COMPLAINT_RAISED, Result.DONE)).hasSize(3);
  }

  @Test
  void isRaisedOnceThoughItIsSentTwiceAtTheSameMoment() throws Exception {
    var look = look(7);
    try (var threads = Executors.newFixedThreadPool(8)) {
      var all =
          threads.invokeAll(
              java.util.Collections.nCopies(8, (Callable<Said>) () -> raise(look, "x")));
      int done = 0;
      for (var one : all) {
        done += one.get() instanceof Said.Done ? 1 : 0;
      }
      assertThat(done).isEqualTo(1);
    }
    assertThat(complaints.of(hanako, receipt)).hasSize(1);
  }

  @Test
  void isRaisedOfNobodyElsesRecord() {
    var said =
        complaints.raise(MedicalId.next(CLOCK), look(7), Complaint.Reason.OTHER, "x", patient());

    assertThat(said).isEqualTo(new Said.NotTheirs());
    assertThat(trail.events()).isEmpty();
  }

  @Test
  void isNotRaisedAndNothingIsKeptWhenItCannotBeRecorded() {
    trail.stop();

    assertThatThrownBy(() -> raise(look(7), "x")).isInstanceOf(AuditUnavailable.class);
    assertThat(complaints.of(hanako, receipt)).isEmpty();
  }

  @Test
  void isDealtWithByTheMemberConcernedAndTheOperatorAndByNoOther() {
    var raised = raise(look(7), "x");
    var west = MemberId.next(CLOCK);

    assertThat(complaints.all(east, receipt)).hasSize(1);
    assertThat(complaints.all(west, receipt)).isEmpty();
    assertThat(complaints.all(null, receipt))
        .extracting(Complaint::number)
        .contains(number(raised));
    assertThat(complaints.complaint(id(raised), west, receipt)).isEmpty();
    assertThat(complaints.check(id(raised), west, auditor("a"))).isEqualTo(new Said.NotTheirs());
    assertThat(complaints.check(id(raised), east, auditor("a"))).isInstanceOf(Said.Done.class);
    assertThat(state(raised)).isEqualTo(Complaint.State.CHECKING);
    assertThat(complaints.check(id(raised), null, auditor("b"))).isEqualTo(new Said.TooLate());
    assertThat(complaints.answer(id(raised), null, "診療のためでした", auditor("b")))
        .isInstanceOf(Said.Done.class);
    assertThat(complaints.of(hanako, receipt).getFirst().answer()).isEqualTo("診療のためでした");
    assertThat(complaints.answer(id(raised), null, "別の回答", auditor("a")))
        .isEqualTo(new Said.TooLate());
    assertThat(trail.events(Action.COMPLAINT_ANSWERED, Result.DONE).toString())
        .doesNotContain("診療のため");
  }

  @Test
  void isNotDealtWithByWhomItIsAbout() {
    var raised = raise(look(7), "x");

    assertThat(complaints.check(id(raised), null, auditor("doctor"))).isEqualTo(new Said.OwnAct());
    assertThat(complaints.answer(id(raised), null, "問題ない", auditor("doctor")))
        .isEqualTo(new Said.OwnAct());
    assertThat(state(raised)).isEqualTo(Complaint.State.RAISED);
  }

  @Test
  void liesInTheDatabaseWithoutAWordThatCanBeReadAndOpensInItsOwnRowOnly() throws Exception {
    raise(look(7), "秘密の申立て");

    assertThat(
            DATABASE
                .client()
                .sql("select count(*) from audit.complaint where position(:words in words) > 0")
                .param("words", "秘密".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .query(Long.class)
                .single())
        .isZero();
    var words = SealedWords.in(secrets);
    var row = UUID.randomUUID();
    byte[] sealed = words.seal(row, "秘密");
    assertThat(SealedWords.in(secrets).open(row, sealed)).contains("秘密");
    assertThat(words.open(UUID.randomUUID(), sealed)).isEmpty();
    sealed[sealed.length - 1] ^= 1;
    assertThat(words.open(row, sealed)).isEmpty();
    assertThat(words.open(row, new byte[3])).isEmpty();
  }

  @Test
  void isListedThoughItsKeyIsGone() throws Exception {
    var raised = raise(look(7), "x");
    java.nio.file.Files.delete(secrets.resolve("audit-words.key"));
    complaints();

    var complaint = complaint(raised);
    assertThat(complaint.words()).isNull();
    assertThat(complaint.state()).isEqualTo(Complaint.State.RAISED);
  }

  @Test
  void isNoLongerThanItMayBe() {
    assertThatThrownBy(() -> raise(look(7), "x".repeat(1001)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(raise(look(7), "あ".repeat(1000))).isInstanceOf(Said.Done.class);
  }

  private Said raise(Access access, String words) {
    return complaints.raise(hanako, access, Complaint.Reason.UNKNOWN_PERSON, words, patient());
  }

  private static String number(Said said) {
    return ((Said.Done) said).number();
  }

  private UUID id(Said said) {
    return complaint(said).id();
  }

  private Complaint.State state(Said said) {
    return complaint(said).state();
  }

  private Complaint complaint(Said said) {
    return complaints.of(hanako, receipt).stream()
        .filter(one -> one.number().equals(number(said)))
        .findFirst()
        .orElseThrow();
  }

  private Access look(long position) {
    var event =
        new AuditEvent(
            ActId.next(CLOCK),
            CLOCK.instant(),
            Action.RETRIEVE,
            auditor("doctor"),
            hanako,
            List.of(),
            Result.INTENDED,
            null,
            Map.of());
    return new Access(position, event, Access.Ended.SENT, null, null);
  }

  private static Actor patient() {
    return Actor.system(MemberId.next(CLOCK), "sign-in", PurposeOfUse.PATIENT_REQUEST);
  }

  private Actor auditor(String subject) {
    return new Actor(
        east,
        "sign-in",
        FacilityId.parse("01990000-0000-7000-8000-000000000001"),
        "affiliation",
        new PersonRef(PersonRef.PLATFORM, subject),
        "password",
        Assurance.PASSWORD,
        PurposeOfUse.OPERATIONS);
  }
}
