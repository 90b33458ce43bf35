package org.musubi.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.musubi.audit.Erasures.Said;
import org.musubi.core.Actor;
import org.musubi.core.Assurance;
import org.musubi.core.FacilityId;
import org.musubi.core.MedicalId;
import org.musubi.core.MemberId;
import org.musubi.core.PersonRef;
import org.musubi.core.PurposeOfUse;
import org.musubi.support.TestDatabase;

class StatedErasuresTest {
  private static final TestDatabase DATABASE = TestDatabase.fresh();
  private static final Clock CLOCK = Clock.systemUTC();

  @TempDir Path secrets;
  private final TestTrail trail = new TestTrail();
  private final MemberId operator = MemberId.next(CLOCK);
  private final MedicalId hanako = MedicalId.next(CLOCK);
  private final Receipt receipt = TestTrail.anyReceipt();
  private final List<Set<DataSubject>> destroyed = new ArrayList<>();
  private boolean broken;
  private StatedErasures erasures;

  @BeforeEach
  void erasures() throws Exception {
    erasures =
        new StatedErasures(
            DATABASE.client(),
            DATABASE.transactions(),
            trail,
            this::destroy,
            SealedWords.in(secrets),
            CLOCK);
  }

  private PersonalRecords.Destroyed destroy(
      Set<DataSubject> subjects, Actor by, Map<String, String> details) {
    if (broken) {
      throw new IllegalStateException("broken off");
    }
    destroyed.add(subjects);
    return new PersonalRecords.Gone(receipt, 1);
  }

  @Test
  void isDoneOnceAnotherPersonHasConfirmedAndForgetsThenWhoseItWas() {
    var id = requested();
    assertThat(read(id).patient()).isEqualTo(hanako);

    assertThat(confirm(id, "b")).isInstanceOf(Said.Done.class);

    assertThat(destroyed).containsExactly(Set.of(DataSubject.of(hanako)));
    assertThat(read(id).state()).isEqualTo(Erasure.State.DONE);
    assertThat(read(id).patient()).isNull();
    assertThat(confirm(id, "c")).isEqualTo(new Said.TooLate());
    assertThat(trail.events())
        .extracting(AuditEvent::action)
        .containsExactly(Action.ERASURE_REQUESTED, Action.ERASURE_CONFIRMED);
    assertThat(trail.events().toString()).doesNotContain(hanako.toString(), "法第");
  }

  @Test
  void nobodyConfirmsOrRefusesTheirOwn() {
    var id = requested();

    assertThat(confirm(id, "a")).isEqualTo(new Said.OwnRequest());
    assertThat(erasures.refuse(id, person("a"))).isEqualTo(new Said.OwnRequest());
    assertThat(destroyed).isEmpty();
    assertThat(read(id).state()).isEqualTo(Erasure.State.REQUESTED);
  }

  @Test
  void isNotDoneOnceItWasRefusedNorUnlessItWasAskedFor() {
    var id = requested();
    erasures.refuse(id, person("b"));

    assertThat(confirm(id, "c")).isEqualTo(new Said.TooLate());
    assertThat(confirm(UUID.randomUUID(), "c")).isEqualTo(new Said.Unknown());
    assertThat(destroyed).isEmpty();
  }

  @Test
  void thatBrokeOffIsSaidToHaveAndIsConfirmedAgain() {
    var id = requested();
    broken = true;
    assertThatThrownBy(() -> confirm(id, "b")).isInstanceOf(IllegalStateException.class);
    assertThat(read(id).state()).isEqualTo(Erasure.State.BEGUN);
    assertThat(erasures.refuse(id, person("c"))).isEqualTo(new Said.TooLate());
    broken = false;

    assertThat(confirm(id, "b")).isInstanceOf(Said.Done.class);

    assertThat(read(id).state()).isEqualTo(Erasure.State.DONE);
    assertThat(destroyed).hasSize(1);
  }

  @Test
  void nothingIsDestroyedThatCannotBeRecorded() {
    var id = requested();
    trail.stop();

    assertThatThrownBy(() -> confirm(id, "b")).isInstanceOf(AuditUnavailable.class);
    assertThat(destroyed).isEmpty();
    assertThat(read(id).state()).isEqualTo(Erasure.State.REQUESTED);
  }

  @Test
  void liesInTheDatabaseWithoutAWordThatCanBeRead() {
    var id = requested();

    assertThat(
            DATABASE
                .client()
                .sql(
                    "select count(*) from audit.erasure where id = :id and (position(:ground in"
                        + " ground) > 0 or position(:patient in patient) > 0)")
                .param("id", id)
                .param("ground", "法第".getBytes(StandardCharsets.UTF_8))
                .param("patient", hanako.toString().getBytes(StandardCharsets.UTF_8))
                .query(Long.class)
                .single())
        .isZero();
    assertThat(read(id).ground()).isEqualTo("法第1条");
  }

  private UUID requested() {
    var said = erasures.request(hanako, "法第1条", Map.of("inquiry", "1"), person("a"));
    return ((Said.Done) said).id();
  }

  private Said confirm(UUID id, String who) {
    return erasures.confirm(id, patient -> Set.of(DataSubject.of(patient)), person(who));
  }

  private Erasure read(UUID id) {
    return erasures.erasure(id, receipt).orElseThrow();
  }

  private Actor person(String subject) {
    return new Actor(
        operator,
        "sign-in",
        FacilityId.parse("01990000-0000-7000-8000-000000000001"),
        "affiliation",
        new PersonRef(PersonRef.PLATFORM, subject),
        "password",
        Assurance.PASSWORD,
        PurposeOfUse.OPERATIONS);
  }
}
