package org.musubi.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.musubi.audit.Inquiries.Look;
import org.musubi.audit.Inquiries.Said;
import org.musubi.core.Actor;
import org.musubi.core.Assurance;
import org.musubi.core.FacilityId;
import org.musubi.core.MemberId;
import org.musubi.core.PersonRef;
import org.musubi.core.PurposeOfUse;
import org.musubi.support.TestDatabase;

class StatedInquiriesTest {
  private static final TestDatabase DATABASE = TestDatabase.fresh();
  private static final Inquiry.Ground GROUND = new Inquiry.Ground("秘密の目的", "個人情報保護窓口", "第7号");
  private static final Duration DAY = Duration.ofDays(1);

  @TempDir Path secrets;
  private final TestTrail trail = new TestTrail();
  private final MemberId east = MemberId.next(Clock.systemUTC());
  private final MemberId west = MemberId.next(Clock.systemUTC());
  private final Receipt receipt = TestTrail.anyReceipt();
  private Instant now = Instant.now();
  private StatedInquiries inquiries;

  @BeforeEach
  void inquiries() throws Exception {
    inquiries = under(FourEyes.PERSONS);
  }

  private StatedInquiries under(FourEyes rule) throws Exception {
    return new StatedInquiries(
        DATABASE.client(),
        DATABASE.transactions(),
        trail,
        SealedWords.in(secrets),
        () -> now,
        new TrailProperties(rule),
        new InquiryProperties(Duration.ofDays(7)));
  }

  @Test
  void nobodyLooksForPersonsBeforeAnotherPersonHasApproved() {
    var id = opened(false);

    assertThat(look(id, a())).isInstanceOf(Look.Needed.class);
    assertThat(inquiries.decide(id, east, true, b())).isInstanceOf(Said.Done.class);
    assertThat(look(id, a())).isEqualTo(new Look.Allowed(number(id)));
    assertThat(look(null, a())).isInstanceOf(Look.Needed.class);
    assertThat(inquiries.look(false, null, a())).isEqualTo(new Look.Allowed(null));
    assertThat(inquiries.look(false, id, a())).isEqualTo(new Look.Allowed(number(id)));
    assertThat(read(id).decider()).isEqualTo(b().person());
  }

  @Test
  void everyStepIsOnTheTrailWithoutItsWords() {
    var id = opened(true);
    inquiries.review(id, east, true, b());
    inquiries.end(id, a());
    var refused = opened(false);
    inquiries.decide(refused, east, false, b());
    var approved = opened(false);
    inquiries.decide(approved, east, true, b());

    assertThat(trail.events())
        .extracting(AuditEvent::action)
        .containsExactly(
            Action.INQUIRY_OPENED,
            Action.INQUIRY_REVIEWED,
            Action.INQUIRY_ENDED,
            Action.INQUIRY_OPENED,
            Action.INQUIRY_REFUSED,
            Action.INQUIRY_OPENED,
            Action.INQUIRY_APPROVED);
    assertThat(trail.events().getFirst().details())
        .isEqualTo(
            Map.of("inquiry", number(id), "urgent", "yes", "until", now.plus(DAY).toString()));
    assertThat(trail.events(Action.INQUIRY_REVIEWED, Result.DONE).getFirst().details())
        .isEqualTo(Map.of("inquiry", number(id), "review", "PROPER"));
    assertThat(trail.events().toString()).doesNotContain("秘密", "個人情報", "第7号");
  }

  @Test
  void nobodyApprovesOrReviewsTheirOwnNotEvenUnderAnotherMember() {
    var id = opened(false);
    var urgent = opened(true);

    assertThat(inquiries.decide(id, east, true, a())).isEqualTo(new Said.OwnInquiry());
    assertThat(inquiries.decide(id, null, true, person("a", west)))
        .isEqualTo(new Said.OwnInquiry());
    assertThat(inquiries.review(urgent, east, true, a())).isEqualTo(new Said.OwnInquiry());
    assertThat(look(id, a())).isInstanceOf(Look.Needed.class);
    assertThat(read(urgent).review()).isEqualTo(Inquiry.Review.AWAITED);
  }

  @Test
  void anotherMembersPersonNeitherSeesNorDecidesItAndTheOperatorsDoes() {
    var id = opened(false);

    assertThat(inquiries.decide(id, west, true, person("w", west))).isEqualTo(new Said.NotTheirs());
    assertThat(inquiries.inquiry(id, west, receipt)).isEmpty();
    assertThat(inquiries.all(west, receipt)).isEmpty();
    assertThat(look(id, a())).isInstanceOf(Look.Needed.class);
    assertThat(inquiries.decide(id, null, true, person("o", west))).isInstanceOf(Said.Done.class);
    assertThat(look(id, a())).isInstanceOf(Look.Allowed.class);
  }

  @Test
  void allowsNobodyButWhoOpenedItAndForThatMemberOnly() {
    var id = approved();

    assertThat(look(id, b())).isInstanceOf(Look.Needed.class);
    assertThat(look(id, person("a", west))).isInstanceOf(Look.Needed.class);
    assertThat(look(UUID.randomUUID(), a())).isInstanceOf(Look.Needed.class);
    assertThat(inquiries.end(id, b())).isEqualTo(new Said.NotTheirs());
    assertThat(look(id, a())).isInstanceOf(Look.Allowed.class);
  }

  @Test
  void allowsNothingOnceItsTimeIsOverAndIsNotApprovedThen() {
    var id = approved();
    var late = opened(false);
    now = now.plus(DAY).minusMillis(1);
    assertThat(look(id, a())).isInstanceOf(Look.Allowed.class);

    now = now.plusMillis(1);

    assertThat(look(id, a())).isInstanceOf(Look.Needed.class);
    assertThat(read(id).state()).isEqualTo(Inquiry.State.EXPIRED);
    assertThat(inquiries.decide(late, east, true, b())).isEqualTo(new Said.TooLate());
    assertThat(inquiries.end(id, a())).isEqualTo(new Said.TooLate());
  }

  @Test
  void allowsNothingOnceItWasEndedOrRefused() {
    var id = approved();
    var refused = opened(false);
    inquiries.end(id, a());
    inquiries.decide(refused, east, false, b());

    assertThat(look(id, a())).isInstanceOf(Look.Needed.class);
    assertThat(look(refused, a())).isInstanceOf(Look.Needed.class);
    assertThat(inquiries.decide(refused, east, true, b())).isEqualTo(new Said.TooLate());
    assertThat(inquiries.decide(id, east, true, b())).isEqualTo(new Said.TooLate());
  }

  @Test
  void isDecidedOnceThoughManyDecideAtTheSameMoment() throws Exception {
    var id = opened(false);
    var wishes = new ArrayList<Callable<Said>>();
    for (int i = 0; i < 8; i++) {
      int number = i;
      wishes.add(() -> inquiries.decide(id, east, number % 2 == 0, person("p" + number, east)));
    }
    try (var threads = Executors.newFixedThreadPool(8)) {
      int done = 0;
      for (var one : threads.invokeAll(wishes)) {
        done += one.get() instanceof Said.Done ? 1 : 0;
      }
      assertThat(done).isEqualTo(1);
    }
    assertThat(
            trail.events(Action.INQUIRY_APPROVED, Result.DONE).size()
                + trail.events(Action.INQUIRY_REFUSED, Result.DONE).size())
        .isEqualTo(1);
  }

  @Test
  void anUrgentOneBeginsAtOnceAndWaitsUntilAnotherPersonHasReviewedIt() {
    var id = opened(true);
    assertThat(look(id, a())).isInstanceOf(Look.Allowed.class);
    inquiries.end(id, a());
    now = now.plus(Duration.ofDays(400));
    for (int i = 0; i < 3; i++) {
      opened(false);
    }

    assertThat(inquiries.all(east, receipt).getLast().id()).isEqualTo(id);
    assertThat(read(id).review()).isEqualTo(Inquiry.Review.AWAITED);
    assertThat(inquiries.review(id, east, true, b())).isInstanceOf(Said.Done.class);
    assertThat(inquiries.review(id, east, false, b())).isEqualTo(new Said.TooLate());
    assertThat(read(id).review()).isEqualTo(Inquiry.Review.PROPER);
    assertThat(inquiries.decide(id, east, true, b())).isEqualTo(new Said.TooLate());
  }

  @Test
  void anUrgentOneThatIsFoundDoubtfulEnds() {
    var id = opened(true);

    inquiries.review(id, east, false, b());

    assertThat(look(id, a())).isInstanceOf(Look.Needed.class);
    assertThat(read(id).state()).isEqualTo(Inquiry.State.ENDED);
  }

  @Test
  void theRuleMayAskForOneAlwaysOrNever() throws Exception {
    var always = under(FourEyes.ALWAYS);
    var never = under(FourEyes.NEVER);

    assertThat(always.look(false, null, a())).isInstanceOf(Look.Needed.class);
    assertThat(always.look(false, approved(), a())).isInstanceOf(Look.Allowed.class);
    assertThat(never.look(true, null, a())).isEqualTo(new Look.Allowed(null));
  }

  @Test
  void lastsNoLongerThanItMayAndIsOpenedByPersonsOnly() {
    assertThatThrownBy(() -> inquiries.open(GROUND, Duration.ofDays(8), false, a()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> inquiries.open(GROUND, Duration.ZERO, false, a()))
        .isInstanceOf(IllegalArgumentException.class);
    var system = Actor.system(east, "certificate", PurposeOfUse.OPERATIONS);
    assertThatThrownBy(() -> inquiries.open(GROUND, DAY, false, system))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Inquiry.Ground(" ", "x", ""))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Inquiry.Ground("x", "", ""))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void nothingHappensThatCannotBeRecorded() {
    var id = opened(false);
    trail.stop();

    assertThatThrownBy(() -> opened(true)).isInstanceOf(AuditUnavailable.class);
    assertThatThrownBy(() -> inquiries.decide(id, east, true, b()))
        .isInstanceOf(AuditUnavailable.class);
    assertThat(inquiries.all(east, receipt)).hasSize(1);
    assertThat(look(id, a())).isInstanceOf(Look.Needed.class);
  }

  @Test
  void liesInTheDatabaseWithoutAWordThatCanBeReadAndStandsThoughItsKeyIsGone() throws Exception {
    var id = approved();
    assertThat(read(id).ground()).isEqualTo(GROUND);
    assertThat(
            DATABASE
                .client()
                .sql("select count(*) from audit.inquiry where position(:words in words) > 0")
                .param("words", "秘密".getBytes(StandardCharsets.UTF_8))
                .query(Long.class)
                .single())
        .isZero();

    Files.delete(secrets.resolve("audit-words.key"));
    inquiries();

    assertThat(read(id).ground()).isNull();
    assertThat(read(id).state()).isEqualTo(Inquiry.State.RUNNING);
  }

  private Look look(@Nullable UUID id, Actor by) {
    return inquiries.look(true, id, by);
  }

  private UUID opened(boolean urgent) {
    return ((Said.Done) inquiries.open(GROUND, DAY, urgent, a())).id();
  }

  private UUID approved() {
    var id = opened(false);
    inquiries.decide(id, east, true, b());
    return id;
  }

  private Inquiry read(UUID id) {
    return inquiries.inquiry(id, null, receipt).orElseThrow();
  }

  private String number(UUID id) {
    return read(id).number();
  }

  private Actor a() {
    return person("a", east);
  }

  private Actor b() {
    return person("b", east);
  }

  private static Actor person(String subject, MemberId member) {
    return new Actor(
        member,
        "sign-in",
        FacilityId.parse("01990000-0000-7000-8000-000000000001"),
        "affiliation",
        new PersonRef(PersonRef.PLATFORM, subject),
        "password",
        Assurance.PASSWORD,
        PurposeOfUse.OPERATIONS);
  }
}
