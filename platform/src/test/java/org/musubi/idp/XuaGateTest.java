package org.musubi.idp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.musubi.audit.Action;
import org.musubi.audit.AuditEvent;
import org.musubi.audit.Result;
import org.musubi.core.ActId;
import org.musubi.core.Actor;
import org.musubi.core.Assurance;
import org.musubi.core.PersonRef;
import org.musubi.core.PurposeOfUse;
import org.musubi.facility.Facility;
import org.musubi.facility.Feed;
import org.musubi.facility.Member;
import org.musubi.facility.Platform.Shown;
import org.musubi.facility.ca.Keys;
import org.musubi.facility.ca.Profile;
import org.musubi.ihe.Coded;
import org.musubi.ihe.xml.Element;
import org.musubi.ihe.xua.AssertionCheck;
import org.musubi.ihe.xua.AssertionIssuer;
import org.musubi.ihe.xua.Authentication;
import org.musubi.ihe.xua.Claims;
import org.musubi.ihe.xua.Requester;
import org.musubi.ihe.xua.TrustedIssuer;
import org.musubi.ihe.xua.Verdict;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class XuaGateTest {
  private static final String ENTITY = "urn:example:east";
  private static final String COMMUNITY = "urn:oid:1.2.392.200250.9.2";
  private Idp idp;
  private Member east;
  private Member west;
  private Facility hospital;
  private AssertionIssuer issuer;
  private Instant now;

  @BeforeAll
  void start(@TempDir Path data) {
    idp = new Idp(data);
    now = idp.clock.instant();
    east = idp.platform.member("東地域", "1.2.392.200250.9.1");
    west = idp.platform.member("西地域", "1.2.392.200250.9.2");
    hospital = idp.facilityOf(east);
    var key = signing(east);
    issuer = new AssertionIssuer(ENTITY, key.key(), key.certificate());
    idp.issuers.bind(ENTITY, key.certificate(), east.id(), idp.platform.identity.actor());
  }

  private Shown signing(Member member) {
    return idp.platform.issue(
        Profile.ASSERTION_SIGNING, member.id(), now.minusSeconds(600), now.plusSeconds(86400));
  }

  private Requester doctor(String organisation, String purpose) {
    return person(new Coded("2212", "2.16.840.1.113883.2.9.6.2.7", "医師"), organisation, purpose);
  }

  private static Requester person(Coded role, String organisation, String purpose) {
    return new Requester(
        "doctor-7",
        "結城 一郎",
        role,
        organisation,
        "東中央",
        Coded.of(purpose, PurposeOfUse.CODE_SYSTEM),
        null,
        null);
  }

  private Element assertion(String organisation, String purpose, Instant from) {
    return about(doctor(organisation, purpose), from);
  }

  private Element about(Requester requester, Instant from) {
    return issuer.issue(
        requester,
        Authentication.password(from.minusSeconds(60)),
        Idp.PROPERTIES.audience(),
        from,
        Duration.ofMinutes(5));
  }

  private Element good() {
    return assertion("urn:oid:1.2.392.200250.9.1", "TREAT", now);
  }

  private Admission admit(Member member, @Nullable Element assertion) {
    return idp.gate.admit(member.id(), "certificate sha256:00", assertion, now);
  }

  private Actor admitted() {
    return ((Admission.Admitted) admit(east, good())).actor();
  }

  private void assertRefused(Admission admission, String code) {
    assertThat(admission)
        .isInstanceOfSatisfying(
            Admission.Refused.class,
            refused -> {
              assertThat(refused.code()).isEqualTo(code);
              assertThat(refused.fault().english()).isNotBlank();
              assertThat(refused.fault().japanese()).isNotBlank();
            });
  }

  @Test
  void memberFacilityAndPersonAreShownEachWithItsProof() {
    var actor = admitted();

    assertThat(actor.member()).isEqualTo(east.id());
    assertThat(actor.facility()).isEqualTo(hospital.id());
    assertThat(actor.facilityProof()).startsWith("assertion _").endsWith("by " + ENTITY);
    assertThat(actor.person()).isEqualTo(new PersonRef(ENTITY, "doctor-7"));
    assertThat(actor.assurance()).isEqualTo(Assurance.ASSERTED);
    assertThat(actor.purpose()).isEqualTo(PurposeOfUse.TREATMENT);
  }

  @Test
  void aMessageWithoutAnAssertionIsRefused() {
    assertRefused(admit(east, null), "MISSING");
  }

  @Test
  void anIssuerOfAnotherMemberIsRefused() {
    assertRefused(admit(west, good()), "UNKNOWN_ISSUER");
  }

  @Test
  void anIssuerThatNobodyBoundIsRefused() {
    var key = signing(east);
    var stranger = new AssertionIssuer("urn:example:stranger", key.key(), key.certificate());
    var assertion =
        stranger.issue(
            doctor("urn:oid:1.2.392.200250.9.1", "TREAT"),
            Authentication.password(now),
            Idp.PROPERTIES.audience(),
            now,
            Duration.ofMinutes(5));

    assertRefused(admit(east, assertion), "UNKNOWN_ISSUER");
  }

  @Test
  void aBoundIssuersNameWithAnotherKeyIsRefused() {
    var key = signing(east);
    var thief = new AssertionIssuer(ENTITY, key.key(), key.certificate());
    var assertion =
        thief.issue(
            doctor("urn:oid:1.2.392.200250.9.1", "TREAT"),
            Authentication.password(now),
            Idp.PROPERTIES.audience(),
            now,
            Duration.ofMinutes(5));

    assertRefused(admit(east, assertion), "BAD_SIGNATURE");
  }

  @Test
  void anOrganisationOfAnotherMemberIsRefused() {
    assertRefused(
        admit(east, assertion("urn:oid:1.2.392.200250.9.2", "TREAT", now)),
        "ORGANISATION_NOT_OF_MEMBER");
  }

  @Test
  void aPurposeThatIsNotServedIsRefused() {
    assertRefused(
        admit(east, assertion("urn:oid:1.2.392.200250.9.1", "HMARKT", now)), "PURPOSE_NOT_SERVED");
  }

  @Test
  void anEmergencyIsRefusedAndItsPurposeKeptForTheTrail() {
    for (var purpose : List.of("BTG", "ETREAT")) {
      var admission = admit(east, assertion("urn:oid:1.2.392.200250.9.1", purpose, now));

      assertRefused(admission, "PURPOSE_NOT_SERVED");
      assertThat(((Admission.Refused) admission).purpose()).isEqualTo(purpose);
    }
  }

  @Test
  void anExpiredAndAnEarlyAssertionAreRefused() {
    assertRefused(
        admit(east, assertion("urn:oid:1.2.392.200250.9.1", "TREAT", now.minusSeconds(3600))),
        "EXPIRED");
    assertRefused(
        admit(east, assertion("urn:oid:1.2.392.200250.9.1", "TREAT", now.plusSeconds(3600))),
        "NOT_YET_VALID");
  }

  @Test
  void anAssertionThatHasJustEndedIsExpiredThoughWithinTheSkew() {
    var assertion = assertion("urn:oid:1.2.392.200250.9.1", "TREAT", now);
    var end = now.plus(Duration.ofMinutes(5));

    assertRefused(at(assertion, end), "EXPIRED");
    assertRefused(at(assertion, end.plusSeconds(5)), "EXPIRED");
    var last = end.minusSeconds(1);
    assertThat(at(assertion, last))
        .isInstanceOfSatisfying(
            Admission.Admitted.class,
            admitted -> assertThat(restate(admitted.actor(), "urn:oid:1.2.3.4", last)).isNotNull());
  }

  private Admission at(Element assertion, Instant moment) {
    return idp.gate.admit(east.id(), "certificate sha256:00", assertion, moment);
  }

  @Test
  void anIssuerBoundElsewhereIsFollowedWithin200Milliseconds() throws Exception {
    var database = idp.platform.database;
    var elsewhere =
        new BoundIssuers(
            idp.platform.facilities,
            idp.platform.standing,
            new Feed(database.client()),
            database.client(),
            database.transactions(),
            idp.platform.trail,
            idp.clock);
    var name = "urn:example:elsewhere-bound";
    assertThat(idp.issuers.of(name, east.id())).isEmpty();

    elsewhere.bind(name, signing(east).certificate(), east.id(), idp.platform.identity.actor());
    Thread.sleep(200);

    assertThat(idp.issuers.of(name, east.id())).isPresent();
  }

  @Test
  void anAssertionSeenBeforeIsRefusedOnceItHasEnded() {
    var seen = good();
    assertThat(admit(east, seen)).isInstanceOf(Admission.Admitted.class);

    assertThat(idp.gate.admit(east.id(), "certificate sha256:00", seen, now.plusSeconds(400)))
        .isInstanceOf(Admission.Refused.class);
  }

  @Test
  void anAssertionSeenBeforeIsVerifiedAnewWhenTheClockGoesBack() {
    var seen = good();
    assertThat(admit(east, seen)).isInstanceOf(Admission.Admitted.class);

    assertThat(idp.gate.admit(east.id(), "certificate sha256:00", seen, now.minusSeconds(600)))
        .isInstanceOf(Admission.Refused.class);
  }

  @Test
  void aChangedCopyOfAnAssertionSeenBeforeIsRefused() {
    var seen = good();
    assertThat(admit(east, seen)).isInstanceOf(Admission.Admitted.class);

    assertThat(admit(east, seen.withAttribute("IssueInstant", now.plusSeconds(1).toString())))
        .isInstanceOf(Admission.Refused.class);
  }

  @Test
  void anAssertionSeenFromOneMemberIsRefusedFromAnother() {
    var seen = good();
    assertThat(admit(east, seen)).isInstanceOf(Admission.Admitted.class);

    assertThat(admit(west, seen)).isInstanceOf(Admission.Refused.class);
  }

  @ParameterizedTest
  @CsvSource({"4110, 2.16.840.1.113883.2.9.6.2.7", "2212, 1.2.3", "patient, 1.2.3"})
  void aRoleThatIsNotServedIsRefused(String code, String system) {
    var clerk = person(new Coded(code, system, "事務"), "urn:oid:1.2.392.200250.9.1", "TREAT");

    assertRefused(admit(east, about(clerk, now)), "ROLE_NOT_SERVED");
  }

  @Test
  void anAssertionSignedWithARevokedCertificateIsRefusedAtOnceAlsoWhenItWasSeenBefore() {
    var name = "urn:example:revoked";
    var key = signing(east);
    idp.issuers.bind(name, key.certificate(), east.id(), idp.platform.identity.actor());
    var seen =
        new AssertionIssuer(name, key.key(), key.certificate())
            .issue(
                doctor("urn:oid:1.2.392.200250.9.1", "TREAT"),
                Authentication.password(now),
                Idp.PROPERTIES.audience(),
                now,
                Duration.ofMinutes(5));
    assertThat(admit(east, seen)).isInstanceOf(Admission.Admitted.class);

    idp.platform.standing.revoke(
        Keys.fingerprint(key.certificate()), "鍵の漏えい", idp.platform.identity.actor());

    assertThat(admit(east, seen)).isInstanceOf(Admission.Refused.class);
  }

  @Test
  void aCertificateForTlsIsBoundToNoIssuer() {
    var tls =
        idp.platform.issue(
            Profile.MEMBER_TLS, east.id(), now.minusSeconds(600), now.plusSeconds(86400));

    assertThatThrownBy(() ->
            idp.issuers.bind(
                "urn:example:tls", tls.certificate(), east.id(), idp.platform.identity.actor()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anUnsignedAssertionIsRefused() {
    var signed = good();
    var unsigned =
        signed.withContent(
            signed.children().stream().filter(child -> !child.name().equals("Signature")).toList());

    assertRefused(admit(east, unsigned), "UNSIGNED");
  }

  @Test
  void anAssertionForAnotherAudienceIsRefused() {
    var elsewhere =
        issuer.issue(
            doctor("urn:oid:1.2.392.200250.9.1", "TREAT"),
            Authentication.password(now),
            "urn:example:elsewhere",
            now,
            Duration.ofMinutes(5));

    assertRefused(admit(east, elsewhere), "WRONG_AUDIENCE");
  }

  @Test
  void anIssuerIsBoundToOneMemberOnly() {
    assertThatThrownBy(() ->
            idp.issuers.bind(
                ENTITY, signing(west).certificate(), west.id(), idp.platform.identity.actor()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(idp.platform.trail.events(Action.ISSUER_REGISTERED)).isNotEmpty();
  }

  @Test
  void whatThePlatformSaysHoldsForTheCommunityAndNoOther() {
    var said = restate(admitted(), COMMUNITY, now);

    assertThat(verify(said, COMMUNITY)).isInstanceOf(Verdict.Verified.class);
    assertThat(verify(said, "urn:oid:1.2.3")).isInstanceOf(Verdict.Refused.class);
    var claims = claims(said);
    assertThat(claims.subject()).isEqualTo("doctor-7");
    assertThat(claims.role().code()).isEqualTo("2212");
    assertThat(claims.organisationId()).isEqualTo("urn:oid:1.2.392.200250.9.1");
    assertThat(claims.purposeOfUse().code()).isEqualTo("TREAT");
  }

  @Test
  void whatThePlatformSaysHoldsNoLongerThanWhatItWasTold() {
    var claims = claims(restate(admitted(), COMMUNITY, now));

    assertThat(claims.notOnOrAfter()).isBeforeOrEqualTo(now.plus(Duration.ofMinutes(5)));
  }

  @Test
  void itIsSaidAgainUntilHalfOfItsLifeIsOver() {
    var actor = admitted();
    var first = restate(actor, COMMUNITY, now);

    assertThat(restate(actor, COMMUNITY, now.plusSeconds(60))).isSameAs(first);
    assertThat(restate(actor, COMMUNITY, now.plusSeconds(170))).isNotSameAs(first);
    assertThatThrownBy(() -> restate(actor, COMMUNITY, now.plusSeconds(301)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aPersonWhoSignedInHereIsSaidFromTheRegistry() {
    idp.doctor("xua", Role.PRACTITIONER, hospital);
    var who = ((SignIn.Attempted.In) idp.signIn.withPassword("xua", Idp.PASSWORD, "-")).who();

    var claims = claims(restate(who.actor(), COMMUNITY, now));

    assertThat(claims.issuer()).isEqualTo(PersonRef.PLATFORM);
    assertThat(claims.requester().displayName()).isEqualTo("結城 一郎");
    assertThat(claims.authnContext()).isEqualTo(Authentication.PASSWORD);
    assertThat(claims.role().code()).isEqualTo("PRACTITIONER");
    assertThat(claims.notOnOrAfter()).isBeforeOrEqualTo(now.plus(Duration.ofMinutes(10)));
  }

  @Test
  void nothingIsSaidAboutAnActorWhomNobodyShowed() {
    var invented =
        new Actor(
            east.id(),
            "certificate",
            hospital.id(),
            "assertion _x by " + ENTITY,
            new PersonRef(ENTITY, "invented"),
            "assertion _x by " + ENTITY,
            Assurance.ASSERTED,
            PurposeOfUse.TREATMENT);

    assertThatThrownBy(() -> restate(invented, COMMUNITY, now))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> restate(idp.platform.identity.actor(), COMMUNITY, now))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Signed as a part of an act that is on the trail. */
  private Element restate(Actor actor, String audience, Instant at) {
    var enclosing =
        idp.platform.trail.before(
            new AuditEvent(
                ActId.next(idp.clock),
                at,
                Action.QUERY,
                actor,
                null,
                List.of(),
                Result.INTENDED,
                null,
                Map.of()));
    return idp.gate.restate(actor, audience, at, enclosing);
  }

  private Verdict verify(Element said, String audience) {
    var point = idp.platform.identity.signing().certificate();
    return AssertionCheck.proposed()
        .verify(
            said, List.of(new TrustedIssuer(PersonRef.PLATFORM, List.of(point))), audience, now);
  }

  private Claims claims(Element said) {
    return ((Verdict.Verified) verify(said, COMMUNITY)).claims();
  }
}
