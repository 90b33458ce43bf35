package org.musubi.idp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.musubi.idp.Idp.PASSWORD;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.musubi.audit.Action;
import org.musubi.audit.AuditUnavailable;
import org.musubi.core.Assurance;
import org.musubi.core.JapaneseName;
import org.musubi.core.MedicalId;
import org.musubi.core.PractitionerId;
import org.musubi.core.PurposeOfUse;
import org.musubi.facility.Facility;
import org.musubi.facility.Member;
import org.musubi.idp.SignIn.Attempted;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PasswordSignInTest {
  private Idp idp;
  private Member east;
  private Facility hospital;
  private Facility clinic;

  @BeforeAll
  void start(@TempDir Path data) {
    idp = new Idp(data);
    east = idp.platform.member("東地域", "1.2.392.200250.9.1");
    hospital = idp.facilityOf(east);
    clinic = idp.facilityOf(idp.platform.member("西診療所", "1.2.392.200250.9.2"));
  }

  private Attempted attempt(String login, String password) {
    return idp.signIn.withPassword(login, password, UUID.randomUUID().toString());
  }

  private SignedIn in(String login) {
    return ((Attempted.In) attempt(login, PASSWORD)).who();
  }

  @Test
  void aDoctorSignsInForTheFacilityWithAssurancePasswordAndNoMore() {
    var id = idp.doctor("yuki", Role.PRACTITIONER, hospital);

    var who = in("yuki");

    assertThat(who.displayName()).isEqualTo("結城 一郎");
    assertThat(who.rights()).containsExactlyInAnyOrder(Right.READ_RECORDS, Right.SIGNED_IN);
    assertThat(who.actor().assurance()).isEqualTo(Assurance.PASSWORD);
    assertThat(who.actor().member()).isEqualTo(east.id());
    assertThat(who.actor().facility()).isEqualTo(hospital.id());
    assertThat(who.actor().person().subject()).isEqualTo(id.toString());
    assertThat(idp.platform.trail.events(Action.SIGN_IN))
        .anyMatch(event -> event.actor().equals(who.actor()));
  }

  @Test
  void aLoginIsComparedWithoutWidthAndCase() {
    idp.doctor("sato.hanako", Role.CLERK, hospital);

    assertThat(in("ＳＡＴＯ．Ｈanako ").rights()).contains(Right.TAKE_CONSENT);
  }

  @Test
  void aWrongPasswordAnUnknownLoginAndALockLookTheSame() {
    idp.doctor("same", Role.PRACTITIONER, hospital);

    assertThat(attempt("same", "wrong")).isEqualTo(new Attempted.Not());
    assertThat(attempt("nobody-here", PASSWORD)).isEqualTo(new Attempted.Not());
    assertThat(attempt("", "")).isEqualTo(new Attempted.Not());
  }

  @Test
  void fiveFailuresLockTheAccountForAQuarterOfAnHour() {
    idp.doctor("locked", Role.PRACTITIONER, hospital);
    for (int i = 0; i < 5; i++) {
      attempt("locked", "wrong");
    }

    assertThat(attempt("locked", PASSWORD)).isEqualTo(new Attempted.Not());
    assertThat(refusals()).contains("LOCKED_BY_THIS", "LOCKED");
    idp.clock.pass(Duration.ofMinutes(16));
    assertThat(attempt("locked", PASSWORD)).isInstanceOf(Attempted.In.class);
  }

  @Test
  void anAccountThatDoesNotExistIsLockedLikeAnyOther() {
    for (int i = 0; i < 6; i++) {
      attempt("ghost", "wrong");
    }

    assertThat(refusals()).contains("LOCKED");
  }

  @Test
  void aGoodSignInForgetsTheFailures() {
    idp.doctor("forgetful", Role.PRACTITIONER, hospital);
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < 4; i++) {
        attempt("forgetful", "wrong");
      }
      assertThat(attempt("forgetful", PASSWORD)).isInstanceOf(Attempted.In.class);
    }
  }

  @Test
  void anAddressThatGuessesIsLockedForEveryAccount() {
    idp.doctor("victim", Role.PRACTITIONER, hospital);
    for (int i = 0; i < 8; i++) {
      idp.signIn.withPassword("guess" + i, "wrong", "192.0.2.7");
    }

    assertThat(idp.signIn.withPassword("victim", PASSWORD, "192.0.2.7"))
        .isEqualTo(new Attempted.Not());
    assertThat(attempt("victim", PASSWORD)).isInstanceOf(Attempted.In.class);
  }

  @Test
  void whoWorksAtTwoFacilitiesHasNoRightBeforeTheChoice() {
    idp.doctor("both", Role.PRACTITIONER, hospital, clinic);

    var undecided = ((Attempted.AtWhich) attempt("both", PASSWORD)).who();

    assertThat(undecided.choices())
        .extracting(Undecided.Choice::facility)
        .containsExactlyInAnyOrder(hospital.id(), clinic.id());
    var chosen = idp.signIn.at(undecided, clinic.id()).orElseThrow();
    assertThat(chosen.actor().facility()).isEqualTo(clinic.id());
    assertThat(chosen.actor().member()).isEqualTo(clinic.member());
  }

  @Test
  void aFacilityThatWasNotOfferedCannotBeChosen() {
    var other = idp.facilityOf(idp.platform.member("南病院", "1.2.392.200250.9.4"));
    idp.doctor("three", Role.PRACTITIONER, hospital, clinic);
    var undecided = ((Attempted.AtWhich) attempt("three", PASSWORD)).who();

    assertThat(idp.signIn.at(undecided, other.id())).isEmpty();
  }

  @Test
  void whoHasLeftTheFacilityIsRefused() {
    var id = new PractitionerId(UUID.randomUUID());
    var past =
        new Affiliation(
            hospital.id(), Role.PRACTITIONER, idp.today().minusDays(9), idp.today().minusDays(1));
    idp.people.register(
        new Practitioner(id, new JapaneseName("前田", null, null, null)),
        List.of(past),
        idp.platform.identity.actor());
    idp.people.account("maeda", PASSWORD, id, idp.platform.identity.actor());

    assertThat(attempt("maeda", PASSWORD)).isEqualTo(new Attempted.Not());
  }

  @Test
  void peopleOfASuspendedMemberAreRefusedAndNoLongerStand() {
    var north = idp.platform.member("北地域", "1.2.392.200250.9.5");
    idp.doctor("north", Role.PRACTITIONER, idp.facilityOf(north));
    var who = in("north");

    idp.platform.standing.suspend(north.id(), "incident", idp.platform.identity.actor());

    assertThat(idp.signIn.stands(who)).isFalse();
    assertThat(attempt("north", PASSWORD)).isEqualTo(new Attempted.Not());
  }

  @Test
  void whoseAffiliationEndsWhileSignedInNoLongerStands() {
    var id = new PractitionerId(UUID.randomUUID());
    var today =
        new Affiliation(hospital.id(), Role.PRACTITIONER, idp.today().minusDays(9), idp.today());
    idp.people.register(
        new Practitioner(id, new JapaneseName("後藤", null, null, null)),
        List.of(today),
        idp.platform.identity.actor());
    idp.people.account("goto", PASSWORD, id, idp.platform.identity.actor());
    var who = in("goto");
    assertThat(idp.signIn.stands(who)).isTrue();

    idp.clock.pass(Duration.ofDays(1));

    assertThat(idp.signIn.stands(who)).isFalse();
  }

  @Test
  void aPatientSeesTheOwnRecordOnly() {
    var patient = MedicalId.next(idp.clock);
    idp.people.patientAccount("hana", PASSWORD, patient, "山田 花", idp.platform.identity.actor());

    var who = in("hana");

    assertThat(who.patient()).isEqualTo(patient);
    assertThat(who.rights()).containsExactlyInAnyOrder(Right.OWN_RECORD, Right.SIGNED_IN);
    assertThat(who.actor().purpose()).isEqualTo(PurposeOfUse.PATIENT_REQUEST);
    assertThat(who.actor().facility()).isNull();
  }

  @Test
  void signingOutIsRecordedWithItsReason() {
    idp.doctor("leaving", Role.PRACTITIONER, hospital);

    idp.signIn.out(in("leaving"), "signed-out");

    assertThat(idp.platform.trail.events(Action.SIGN_OUT).getLast().details())
        .containsEntry("reason", "signed-out");
  }

  @Test
  void nobodySignsInWhenTheTrailIsDown(@TempDir Path data) {
    var other = new Idp(data);
    var facility = other.facilityOf(other.platform.member("東地域", "1.2.392.200250.9.1"));
    other.doctor("down", Role.PRACTITIONER, facility);
    other.platform.trail.stop();

    assertThatThrownBy(() -> other.signIn.withPassword("down", PASSWORD, "-"))
        .isInstanceOf(AuditUnavailable.class);
  }

  @Test
  void aRefusalHoldsNeitherLoginNorPassword() {
    attempt("secret-login-name", "secret-password");

    assertThat(idp.platform.trail.events(Action.SIGN_IN_REFUSED).toString())
        .doesNotContain("secret-login-name", "secret-password");
  }

  private List<String> refusals() {
    return idp.platform.trail.events(Action.SIGN_IN_REFUSED).stream()
        .map(event -> String.valueOf(event.reason()))
        .toList();
  }
}
