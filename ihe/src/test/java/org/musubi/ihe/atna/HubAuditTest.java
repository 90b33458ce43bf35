package org.musubi.ihe.atna;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.musubi.ihe.atna.Audits.accepted;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.musubi.ihe.atna.ParticipantObject.Detail;
import org.musubi.ihe.atna.SecurityAudit.Circumstance;
import org.musubi.ihe.atna.SecurityAudit.SignIn;
import org.musubi.ihe.atna.TransactionAudit.Side;

class HubAuditTest {
  private static final Occasion GOOD =
      Audits.occasion(EventOutcome.SUCCESS, List.of(Audits.DOCTOR));
  private static final Circumstance NOW =
      new Circumstance(Audits.AT, EventOutcome.SUCCESS, null, Audits.HUB);

  @Test
  void everyMessageOfAHubFollowsTheDicomSchemaAndIsReadAsItWasWritten() throws Exception {
    var schema = Audits.dicomSchema();

    for (var message : Audits.all()) {
      Audits.validate(schema, message.toXml());
      assertThat(accepted(message.toXml())).isEqualTo(message);
    }
  }

  @Test
  void exactlyOneParticipantIsTheRequestor() {
    for (var message : Audits.all()) {
      var alert = message.event().id().code().equals("110113");
      assertThat(message.participants().stream().filter(ActiveParticipant::requestor))
          .hasSize(alert ? 0 : 1);
    }
  }

  @Test
  void aDiscoveryNamesThePatientOnTheAnsweringSideOnly() {
    var asking =
        TransactionAudit.iti55(
            Side.ASKING, GOOD, List.of(Audits.PATIENT), Audits.QUERY, Audits.HOME);
    var answering =
        TransactionAudit.iti55(
            Side.ANSWERING, GOOD, List.of(Audits.PATIENT), Audits.QUERY, Audits.HOME);

    assertThat(asking.objects())
        .extracting(ParticipantObject::role)
        .containsExactly(ObjectRole.QUERY);
    assertThat(answering.objects())
        .extracting(ParticipantObject::role)
        .containsExactly(ObjectRole.PATIENT, ObjectRole.QUERY);
    assertThat(answering.objects().getFirst().id()).isEqualTo("A\\T\\1^^^&1.2.392.2.1&ISO");
    assertThat(asking.objects().getLast().query()).isEqualTo(Octets.of(Audits.QUERY));
    assertThat(asking.objects().getLast().details())
        .containsExactly(Detail.of("ihe:homeCommunityID", "urn:oid:1.2.392.1.2"));
    assertThat(kind(asking)).isEqualTo("110112 E ITI-55");
  }

  @Test
  void aRetrieveIsAnImportWhereItArrivesAndAnExportWhereItComesFrom() {
    var arrives = TransactionAudit.iti39(Side.ASKING, GOOD, null, List.of(Audits.DOCUMENT));
    var leaves = TransactionAudit.iti43(Side.ANSWERING, GOOD, null, List.of(Audits.DOCUMENT));

    assertThat(kind(arrives)).isEqualTo("110107 C ITI-39");
    assertThat(kind(leaves)).isEqualTo("110106 R ITI-43");
    assertThat(roles(arrives)).containsExactly("110153", "doctor", "110152");
    assertThat(arrives.participants().getFirst().userId()).isEqualTo("https://gw.example.jp/xca");
    assertThat(arrives.objects().getFirst().details())
        .containsExactly(
            Detail.of("Repository Unique ID", "1.2.392.3.1"),
            Detail.of("ihe:homeCommunityID", "urn:oid:1.2.392.1.2"));
  }

  @Test
  void aSubmissionIsAnExportWhereItComesFromAndAnImportWhereItArrives() {
    var leaves = TransactionAudit.iti41(Side.ASKING, GOOD, Audits.PATIENT, "1.2.392.4.1");
    var arrives = TransactionAudit.iti42(Side.ANSWERING, GOOD, Audits.PATIENT, "1.2.392.4.1");

    assertThat(kind(leaves)).isEqualTo("110106 R ITI-41");
    assertThat(kind(arrives)).isEqualTo("110107 C ITI-42");
    assertThat(leaves.participants().getFirst().userId()).isEqualTo("urn:hub");
    assertThat(leaves.objects().getLast().role()).isEqualTo(ObjectRole.JOB);
    assertThat(leaves.objects().getLast().id()).isEqualTo("1.2.392.4.1");
  }

  @Test
  void aQueryAcrossGatewaysKeepsTheTypeOfTheStoredQuery() {
    var message =
        TransactionAudit.iti38(GOOD, Audits.PATIENT, "urn:uuid:7", Audits.QUERY, Audits.HOME);

    assertThat(kind(message)).isEqualTo("110112 E ITI-38");
    var query = message.objects().getLast();
    assertThat(query.id()).isEqualTo("urn:uuid:7");
    assertThat(query.idType().code()).isEqualTo("ITI-18");
    assertThat(query.details())
        .containsExactly(
            Detail.of("QueryEncoding", "UTF-8"),
            Detail.of("urn:ihe:iti:xca:2010:homeCommunityId", "urn:oid:1.2.392.1.2"));
  }

  @Test
  void readingTheRecordIsRecorded() {
    var message = SecurityAudit.iti81(NOW, List.of(Audits.DOCTOR), "urn:log", "date=ge2026");

    assertThat(kind(message)).isEqualTo("110101 R ITI-81");
    assertThat(message.objects().getFirst().name()).isEqualTo("Security Audit Log");
    assertThat(message.objects().getFirst().role()).isEqualTo(ObjectRole.SECURITY_RESOURCE);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SecurityAudit.auditLogUsed(NOW, List.of(), "urn:log"));
  }

  @Test
  void aSignInWithoutAPlaceIsNotWritten() {
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            SecurityAudit.userAuthentication(NOW, SignIn.LOGOUT, Audits.DOCTOR, Audits.DOCTOR));
  }

  private static String kind(AuditMessage message) {
    var event = message.event();
    return event.id().code() + " " + event.action().code() + " " + event.types().getFirst().code();
  }

  private static List<String> roles(AuditMessage message) {
    return message.participants().stream().map(p -> p.roles().getFirst().code()).toList();
  }
}
