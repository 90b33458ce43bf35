package org.musubi.portal.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.musubi.audit.Access;
import org.musubi.audit.AccessHistory;
import org.musubi.audit.Action;
import org.musubi.audit.AuditEvent;
import org.musubi.audit.Inquiries;
import org.musubi.audit.Receipt;
import org.musubi.audit.Result;
import org.musubi.audit.TestTrail;
import org.musubi.audit.TrailQuery;
import org.musubi.audit.TrailSearch;
import org.musubi.audit.What;
import org.musubi.core.ActId;
import org.musubi.core.Actor;
import org.musubi.core.Assurance;
import org.musubi.core.FacilityId;
import org.musubi.core.MedicalId;
import org.musubi.core.MemberId;
import org.musubi.core.PersonRef;
import org.musubi.core.PurposeOfUse;
import org.musubi.facility.Facilities;
import org.musubi.facility.Member;
import org.musubi.facility.PlatformIdentity;
import org.musubi.idp.People;
import org.musubi.idp.Role;
import org.musubi.idp.SignedIn;
import org.musubi.service.ServiceDirectory;
import org.springframework.mock.web.MockHttpServletRequest;

/** What an auditor may look at, and that every look is recorded by kind and never by content. */
class TrailDeskTest {
  private static final Clock CLOCK = Clock.systemUTC();
  private static final MemberId OPERATOR = MemberId.next(CLOCK);
  private static final MemberId EAST = MemberId.next(CLOCK);
  private static final MemberId WEST = MemberId.next(CLOCK);
  private static final MedicalId PATIENT = MedicalId.next(CLOCK);

  @TempDir Path folder;
  private final TestTrail trail = new TestTrail();
  private final Acts acts = new Acts();
  private final MockHttpServletRequest request = new MockHttpServletRequest();
  private TrailDesk desk;

  @BeforeEach
  void desk() throws Exception {
    looking(new Inquiries.Look.Allowed("20261125-ABCDEFGH"));
  }

  private void looking(Inquiries.Look look) throws Exception {
    desk =
        new TrailDesk(
            acts,
            stand(AccessHistory.class, true),
            new Showing(trail, CLOCK),
            new Names(
                stand(Facilities.class, Optional.empty()),
                stand(ServiceDirectory.class, Optional.empty()),
                stand(People.class, Optional.empty())),
            TestTrail.pseudonyms(folder),
            stand(PlatformIdentity.class, new Member(OPERATOR, Member.Kind.OPERATOR, "事業主体")),
            new Inquiring(stand(Inquiries.class, look)));
  }

  @Test
  void theOperatorsAuditorAsksForEverything() {
    desk.find(request, auditor(OPERATOR), TrailQuery.ALL.by(WEST), null, 10, "/trail/{search}");

    assertThat(acts.asked).containsExactly(TrailQuery.ALL.by(WEST));
  }

  @Test
  void anotherMembersAuditorAsksForTheOwnMembersActsAndForNoOther() {
    desk.find(request, auditor(EAST), TrailQuery.ALL, null, 10, "/trail/{search}");
    var foreign =
        desk.find(request, auditor(EAST), TrailQuery.ALL.by(WEST), null, 10, "/trail/{search}");

    assertThat(acts.asked).containsExactly(TrailQuery.ALL.by(EAST));
    assertThat(foreign.acts()).isEmpty();
    assertThat(desk.one(request, auditor(EAST), 7, "/page")).isEmpty();
    assertThat(desk.one(request, auditor(WEST), 7, "/page")).isPresent();
    assertThat(desk.one(request, auditor(OPERATOR), 7, "/page")).isPresent();
  }

  @Test
  void aSearchIsRecordedByWhatKindOfThingWasLookedForAndNeverByWhat() {
    desk.find(
        request,
        auditor(OPERATOR),
        TrailQuery.ALL.words("secret-17").person(null, "D-17").about(PATIENT),
        40L,
        10,
        "/trail/{search}");

    var recorded = trail.events(Action.HISTORY_READ, Result.INTENDED).getFirst();
    assertThat(recorded.details())
        .isEqualTo(
            Map.of(
                "search",
                "patient,person,text",
                "page",
                "further",
                "inquiry",
                "20261125-ABCDEFGH"));
    assertThat(recorded.patient()).isNull();
    assertThat(recorded.toString()).doesNotContain("secret-17", "D-17", PATIENT.toString());
  }

  @Test
  void anExchangeIsAskedForWithinTheOwnMembersActsAndRecordedAsSuch() {
    var correlation = java.util.UUID.randomUUID();
    desk.exchange(request, auditor(EAST), correlation, 10, "/page");
    desk.exchange(request, auditor(OPERATOR), correlation, 10, "/page");

    var query = TrailQuery.ALL.exchange(correlation);
    assertThat(acts.asked).containsExactly(query.by(EAST), query);
    assertThat(trail.events(Action.HISTORY_READ, Result.INTENDED).getFirst().details())
        .isEqualTo(Map.of("search", "exchange", "page", "first", "inquiry", "20261125-ABCDEFGH"));
  }

  @Test
  void aSearchDoesNotFindItselfNorWhatCameAfterIt() {
    var looked = desk.find(request, auditor(OPERATOR), TrailQuery.ALL, null, 10, "/trail/{search}");

    assertThat(acts.before).isEqualTo(looked.receipt().position());
  }

  @Test
  void aPatientSeesThatSomebodyLookedAtAnActAboutThem() {
    desk.one(request, auditor(OPERATOR), 7, "/trail/events/{position}");

    assertThat(trail.events(Action.HISTORY_READ, Result.INTENDED))
        .extracting(AuditEvent::patient)
        .containsExactly(null, PATIENT);
  }

  @Test
  void withoutAnInquiryNothingIsLookedForAndNoActShown() throws Exception {
    looking(new Inquiries.Look.Needed());

    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> desk.find(request, auditor(OPERATOR), TrailQuery.ALL, null, 10, "/page"))
        .isInstanceOf(InquiryNeeded.class);
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> desk.one(request, auditor(OPERATOR), 7, "/page"))
        .isInstanceOf(InquiryNeeded.class);
    assertThat(acts.asked).isEmpty();
    assertThat(trail.events()).isEmpty();
    assertThat(InquiryNeeded.refused(request)).isTrue();
  }

  @Test
  void aWordOrAnExchangeMayLeadToAPersonAsMuchAsAName() {
    assertThat(TrailQuery.ALL.words("D-17").persons()).isTrue();
    assertThat(TrailQuery.ALL.exchange(java.util.UUID.randomUUID()).persons()).isTrue();
    assertThat(TrailQuery.ALL.person(null, "D-17").persons()).isTrue();
    assertThat(TrailQuery.ALL.about(PATIENT).persons()).isTrue();
    assertThat(TrailQuery.ALL.by(WEST).of(Action.RETRIEVE).decided(Result.DONE).persons())
        .isFalse();
  }

  @Test
  void nothingIsLookedForWhenItCannotBeRecorded() {
    trail.stop();

    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> desk.find(request, auditor(OPERATOR), TrailQuery.ALL, null, 10, "/page"))
        .isInstanceOf(org.musubi.audit.AuditUnavailable.class);
    assertThat(acts.asked).isEmpty();
  }

  @Test
  void anActIsShownWithAPseudonymAndWithoutThePatientsNumbers() {
    var one = desk.one(request, auditor(OPERATOR), 7, "/page").orElseThrow();
    var shown = TrailEvent.of(one.access(), desk.words(auditor(OPERATOR)), one.receipt());

    assertThat(shown.patient()).matches("[A-Z2-9]{4}(-[A-Z2-9]{4}){3}");
    assertThat(shown.toString()).doesNotContain(PATIENT.toString(), "E-1001");
    assertThat(shown.end()).isEqualTo("完了");
  }

  @Test
  void whatWasTypedWronglyIsSaidInWords() {
    assertThat(form("2026-11-21T09:00", "2026-11-21T08:00", "").error()).contains("終わり");
    assertThat(form("yesterday", "", "").error()).contains("日時");
    assertThat(form("", "", "x".repeat(201)).error()).contains("200文字");
    assertThat(form("2026-11-21T09:00", "", "x").error()).isNull();
    assertThat(form("2026-11-21T09:00", "", "").query(null).from())
        .isEqualTo(Instant.parse("2026-11-21T00:00:00Z"));
  }

  private static TrailForm form(String from, String until, String text) {
    return new TrailForm(from, until, null, null, null, null, null, null, null, text, null);
  }

  private static SignedIn auditor(MemberId member) {
    var actor =
        new Actor(
            member,
            "sign-in",
            FacilityId.parse("01990000-0000-7000-8000-000000000001"),
            "affiliation",
            new PersonRef(PersonRef.PLATFORM, "auditor"),
            "password",
            Assurance.PASSWORD,
            PurposeOfUse.OPERATIONS);
    return new SignedIn("監査", "運用監視センター", Role.AUDITOR.rights(), actor, null);
  }

  private static <T> T stand(Class<T> door, Object answer) {
    return door.cast(
        Proxy.newProxyInstance(
            door.getClassLoader(), new Class<?>[] {door}, (self, method, given) -> answer));
  }

  /** Knows one act, at position 7: a refusal of the western member about the patient. */
  private static final class Acts implements TrailSearch {
    private final List<TrailQuery> asked = new ArrayList<>();
    private @Nullable Long before;

    @Override
    public List<Access> find(TrailQuery query, long below, int limit, Receipt receipt) {
      asked.add(query);
      before = below;
      return List.of();
    }

    @Override
    public Optional<Access> at(long position, Receipt receipt) {
      var event =
          new AuditEvent(
              ActId.next(CLOCK),
              CLOCK.instant(),
              Action.RETRIEVE,
              Actor.system(WEST, "certificate", PurposeOfUse.TREATMENT),
              PATIENT,
              List.of(What.of(What.Kind.PATIENT_IDENTIFIER, "E-1001")),
              Result.DONE,
              "NO_CONSENT",
              Map.of());
      return Set.of(7L).contains(position)
          ? Optional.of(new Access(7, event, Access.Ended.COMPLETE, null, null))
          : Optional.empty();
    }
  }
}
