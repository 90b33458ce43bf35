package org.musubi.facility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.musubi.audit.Action;
import org.musubi.audit.AuditUnavailable;
import org.musubi.core.FacilityId;
import org.musubi.core.MedicalInstitutionCode;
import org.musubi.core.MemberId;
import org.musubi.ihe.Oid;
import org.musubi.support.TestDatabase;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RegisteredFacilitiesTest {
  private Platform platform;
  private Member east;
  private Facility hospital;

  @BeforeAll
  void start(@TempDir Path data) {
    platform = new Platform(TestDatabase.fresh(), data, Clock.systemUTC());
    east = new Member(new MemberId(UUID.randomUUID()), Member.Kind.REGIONAL_NETWORK, "東地域");
    hospital =
        new Facility(
            new FacilityId(UUID.randomUUID()),
            east.id(),
            new Oid("1.2.392.200250.9.11"),
            new MedicalInstitutionCode("1312345678"),
            "東中央病院");
    platform.facilities.register(east, List.of(hospital), platform.identity.actor());
  }

  @Test
  void aFacilityIsFoundByItsOidAndByItsCode() {
    assertThat(platform.facilities.registeredUnder(east.id(), "urn:oid:1.2.392.200250.9.11"))
        .contains(hospital);
    assertThat(platform.facilities.registeredUnder(east.id(), "1312345678")).contains(hospital);
  }

  @Test
  void aFacilityIsNotFoundUnderAnotherMember() {
    var west = platform.member("西地域", "1.2.392.200250.9.22");

    assertThat(platform.facilities.registeredUnder(west.id(), "urn:oid:1.2.392.200250.9.11"))
        .isEmpty();
  }

  @Test
  void registeringAgainChangesNothing() {
    int before = platform.trail.events().size();

    platform.facilities.register(
        new Member(east.id(), Member.Kind.INSTITUTION, "別名"),
        List.of(hospital),
        platform.identity.actor());

    assertThat(platform.facilities.member(east.id())).contains(east);
    assertThat(platform.trail.events()).hasSize(before);
  }

  @Test
  void everyRegistrationIsOnTheTrail() {
    assertThat(platform.trail.events(Action.FACILITY_REGISTERED))
        .anyMatch(event -> event.what().getFirst().identifier().equals(hospital.id().toString()));
  }

  @Test
  void nobodyCannotBeRegistered() {
    var nobody = new Member(MemberId.NOBODY, Member.Kind.INSTITUTION, "なし");

    assertThatThrownBy(
            () -> platform.facilities.register(nobody, List.of(), platform.identity.actor()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void nothingIsRegisteredWhenTheTrailIsDown(@TempDir Path data) {
    var stopped = new Platform(TestDatabase.fresh(), data, Clock.systemUTC());
    stopped.trail.stop();

    assertThatThrownBy(() -> stopped.facilities.register(east, List.of(), stopped.identity.actor()))
        .isInstanceOf(AuditUnavailable.class);
    assertThat(stopped.facilities.member(east.id())).isEmpty();
  }
}
