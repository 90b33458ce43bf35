package org.musubi.idp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.musubi.core.Actor;
import org.musubi.core.FacilityId;
import org.musubi.core.JapaneseName;
import org.musubi.core.PractitionerId;
import org.musubi.facility.Facility;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RegisteredPeopleTest {
  private Idp idp;
  private Facility hospital;
  private Actor by;

  @BeforeAll
  void start(@TempDir Path data) {
    idp = new Idp(data);
    hospital = idp.facilityOf(idp.platform.member("東地域", "1.2.392.200250.9.1"));
    by = idp.platform.identity.actor();
  }

  @Test
  void aPasswordRestsAsArgon2idOnly() {
    idp.doctor("argon", Role.PRACTITIONER, hospital);

    assertThat(idp.accounts.account("argon").orElseThrow().password())
        .startsWith("$argon2id$v=19$m=64,t=1,p=1$")
        .doesNotContain(Idp.PASSWORD);
  }

  @Test
  void registeringAgainChangesNothing() {
    var id = idp.doctor("again", Role.PRACTITIONER, hospital);
    int before = idp.platform.trail.events().size();

    idp.people.account("AGAIN", "another password 1", id, by);
    idp.people.register(idp.people.practitioner(id).orElseThrow(), List.of(), by);

    assertThat(idp.platform.trail.events()).hasSize(before);
    assertThat(idp.signIn.withPassword("again", Idp.PASSWORD, "-"))
        .isInstanceOf(SignIn.Attempted.In.class);
  }

  @Test
  void aLoginBelongsToOnePerson() {
    idp.doctor("taken", Role.PRACTITIONER, hospital);
    var other = idp.doctor("other", Role.PRACTITIONER, hospital);

    assertThatThrownBy(() -> idp.people.account("taken", Idp.PASSWORD, other, by))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aShortPasswordAndALoginOutOfFormAreRefused() {
    var id = idp.doctor("form", Role.PRACTITIONER, hospital);

    assertThatThrownBy(() -> idp.people.account("form2", "too short", id, by))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> idp.people.account("a b", Idp.PASSWORD, id, by))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anAffiliationNeedsARegisteredFacility() {
    var nowhere = new Affiliation(new FacilityId(UUID.randomUUID()), Role.CLERK, idp.today(), null);
    var person =
        new Practitioner(
            new PractitionerId(UUID.randomUUID()), new JapaneseName("森", null, null, null));

    assertThatThrownBy(() -> idp.people.register(person, List.of(nowhere), by))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(idp.people.practitioner(person.id())).isEmpty();
  }
}
