package org.musubi.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.musubi.core.ActId;
import org.musubi.core.Actor;
import org.musubi.core.Assurance;
import org.musubi.core.FacilityId;
import org.musubi.core.MedicalId;
import org.musubi.core.MemberId;
import org.musubi.core.PersonRef;
import org.musubi.core.PurposeOfUse;
import tools.jackson.databind.JsonNode;

class AuditEventJsonTest {
  private static final MemberId MEMBER = new MemberId(UUID.randomUUID());
  private static final FacilityId FACILITY = new FacilityId(UUID.randomUUID());
  private static final MedicalId PATIENT = new MedicalId(UUID.randomUUID());
  private static final Actor DOCTOR =
      new Actor(
          MEMBER,
          "certificate sha256:00",
          FACILITY,
          "assertion _1 by urn:idp",
          new PersonRef("urn:idp", "doctor-1"),
          "assertion _1 by urn:idp",
          Assurance.ASSERTED,
          PurposeOfUse.TREATMENT);

  private static JsonNode json(
      Action action,
      Result result,
      Access.Ended ended,
      Actor actor,
      @Nullable MedicalId patient,
      List<What> what,
      Map<String, String> details) {
    var event =
        new AuditEvent(
            ActId.next(Clock.systemUTC()),
            Instant.parse("2026-11-25T01:02:03Z"),
            action,
            actor,
            patient,
            what,
            result,
            result == Result.REFUSED ? "NOT_DISCLOSED" : null,
            details);
    return new AuditEventJson("musubi.test/audit")
        .of(new Access(7, event, ended, null, null), known -> "PSEUDONYM");
  }

  private static JsonNode retrieval() {
    return json(
        Action.RETRIEVE,
        Result.INTENDED,
        Access.Ended.SENT,
        DOCTOR,
        PATIENT,
        List.of(What.document("1.2.3", "urn:oid:1.2", "ab".repeat(32), 42)),
        Map.of("transaction", "ITI-39"));
  }

  @Test
  void aReleaseIsAnExportOfItsTransactionThatSucceeded() {
    var json = retrieval();

    assertThat(json.at("/resourceType").asString()).isEqualTo("AuditEvent");
    assertThat(json.at("/type/code").asString()).isEqualTo("110106");
    assertThat(json.at("/subtype/0/code").asString()).isEqualTo("ITI-39");
    assertThat(json.at("/action").asString()).isEqualTo("R");
    assertThat(json.at("/recorded").asString()).isEqualTo("2026-11-25T01:02:03Z");
    assertThat(json.at("/outcome").asString()).isEqualTo("0");
    assertThat(json.at("/purposeOfEvent/0/coding/0/code").asString()).isEqualTo("TREAT");
    assertThat(json.at("/source/site").asString()).isEqualTo("musubi.test/audit");
  }

  @Test
  void whoAskedIsTheOneRequestorBesideTheSystemAndTheFacility() {
    var agents = retrieval().path("agent");

    assertThat(agents).hasSize(3);
    assertThat(agents).filteredOn(agent -> agent.path("requestor").asBoolean()).hasSize(1);
    assertThat(agents.at("/0/who/identifier/value").asString()).isEqualTo("urn:uuid:" + MEMBER);
    assertThat(agents.at("/1/who/identifier/system").asString()).isEqualTo("urn:idp");
    assertThat(agents.at("/1/who/identifier/value").asString()).isEqualTo("doctor-1");
    assertThat(agents.at("/1/requestor").asBoolean()).isTrue();
    assertThat(agents.at("/2/who/identifier/value").asString()).isEqualTo("urn:uuid:" + FACILITY);
  }

  @Test
  void thePatientAndTheDocumentWithItsHashAreEntities() {
    var entities = retrieval().path("entity");

    assertThat(entities.at("/0/what/identifier/value").asString()).isEqualTo("PSEUDONYM");
    assertThat(entities.at("/0/role/code").asString()).isEqualTo("1");
    assertThat(entities.at("/1/what/identifier/value").asString()).isEqualTo("1.2.3");
    assertThat(entities.at("/1/detail"))
        .extracting(detail -> detail.path("type").asString())
        .containsExactly("ihe:homeCommunityID", "sha256", "size");
  }

  @ParameterizedTest
  @CsvSource({
    "INTENDED,SENT,0",
    "INTENDED,ABORTED,8",
    "INTENDED,FAILED,8",
    "INTENDED,MAY_HAVE_HAPPENED,",
    "DONE,COMPLETE,0",
    "REFUSED,COMPLETE,4",
    "FAILED,COMPLETE,8"
  })
  void theOutcomeSaysNoMoreThanTheTrailKnows(
      Result result, Access.Ended ended, @Nullable String outcome) {
    var json = json(Action.QUERY, result, ended, DOCTOR, null, List.of(), Map.of());

    assertThat(json.path("outcome").asString(null)).isEqualTo(outcome);
    assertThat(json.path("outcomeDesc").asString()).startsWith(ended.name());
  }

  @ParameterizedTest
  @EnumSource(Action.class)
  void everyKindOfActHasACode(Action action) {
    var system = Actor.system(MEMBER, "certificate sha256:00", PurposeOfUse.OPERATIONS);

    var json = json(action, Result.DONE, Access.Ended.COMPLETE, system, null, List.of(), Map.of());

    assertThat(json.at("/type/system").asString()).endsWith("/DCM");
    assertThat(json.at("/type/code").asString()).matches("1101\\d\\d");
    assertThat(json.at("/action").asString()).isIn("C", "R", "U", "D", "E");
    assertThat(json.at("/agent/0/requestor").asBoolean()).isTrue();
  }

  @Test
  void ofAReportNeitherPatientsNumbersNorWhoTookPartIsToldOn() {
    var report =
        new AuditEvent(
            ActId.next(Trails.CLOCK),
            Trails.CLOCK.instant(),
            Action.REPORTED,
            DOCTOR,
            null,
            java.util.List.of(What.of(What.Kind.PATIENT_IDENTIFIER, "0012345678^^^&1.2.3&ISO")),
            Result.DONE,
            "患者 結城花子 の照会",
            java.util.Map.of("participant.1", "user=0012345678", "event", "110112"));
    var json =
        new AuditEventJson("origin")
            .of(new Access(7, report, Access.Ended.COMPLETE, null, null), known -> "PSEUDONYM")
            .toString();
    assertThat(json).contains("110112").doesNotContain("0012345678", "結城");
  }

  @Test
  void whoShowedNoMemberIsNamedByNoIdentifier() {
    var json =
        json(
            Action.REFUSED,
            Result.REFUSED,
            Access.Ended.COMPLETE,
            Actor.nobody("certificate sha256:ff", PurposeOfUse.OPERATIONS),
            null,
            List.of(),
            Map.of());

    assertThat(json.at("/agent/0").has("who")).isFalse();
    assertThat(json.at("/agent/0/altId").asString()).isEqualTo("certificate sha256:ff");
    assertThat(json.path("entity")).isEmpty();
  }
}
