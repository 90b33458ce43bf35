package org.musubi.gateway.iti20;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.musubi.gateway.iti20.Reporters.acknowledged;
import static org.musubi.gateway.iti20.Reporters.bytes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.musubi.audit.Raw;
import org.musubi.audit.Result;
import org.musubi.audit.TrailQuery;
import org.musubi.audit.What;
import org.musubi.core.MemberId;
import org.musubi.facility.Standing;
import org.musubi.gateway.iti20.Reporters.Reporter;
import org.musubi.ihe.DocumentKey;
import org.musubi.ihe.HomeCommunityId;
import org.musubi.ihe.Oid;
import org.musubi.ihe.PatientIdentifier;
import org.musubi.ihe.atna.ActiveParticipant;
import org.musubi.ihe.atna.AuditCode;
import org.musubi.ihe.atna.AuditMessage;
import org.musubi.ihe.atna.AuditSource;
import org.musubi.ihe.atna.EventOutcome;
import org.musubi.ihe.atna.NetworkAccessPoint;
import org.musubi.ihe.atna.Occasion;
import org.musubi.ihe.atna.SenderSettings;
import org.musubi.ihe.atna.Syslog;
import org.musubi.ihe.atna.SyslogSender;
import org.musubi.ihe.atna.TransactionAudit;
import org.musubi.support.RunningPlatform;

/** Syslog over mutual TLS into the trail of a running platform. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SyslogDoorTest {
  private Reporters reporters;
  private Reporter hospital;

  @BeforeAll
  void start(@TempDir Path data) throws Exception {
    reporters = new Reporters(new RunningPlatform(data, "musubi.syslog.message=1MB"), data);
  }

  @AfterAll
  void end() {
    reporters.platform.close();
  }

  @BeforeEach
  void aMember() throws Exception {
    hospital = reporters.member("東中央病院");
  }

  private static AuditMessage retrieval(EventOutcome outcome) {
    var doctor =
        ActiveParticipant.person(
            "d-0001",
            "<d-0001@https://idp.east.example.jp>",
            true,
            List.of(AuditCode.of("doctor", "1.2.392.5.1", "医師")));
    var occasion =
        new Occasion(
            OffsetDateTime.now(Clock.systemUTC()),
            outcome,
            outcome == EventOutcome.SUCCESS ? null : "the peer did not answer",
            new Occasion.Party("urn:east", "4242", NetworkAccessPoint.of("gw.east.example.jp")),
            new Occasion.Party("https://gw.west.example.jp", null, NetworkAccessPoint.of("west")),
            List.of(doctor),
            List.of(AuditCode.of("TREAT", "2.16.840.1.113883.5.8", "treatment")),
            AuditSource.server("gw.east.example.jp", "1.2.392.1.9"));
    return TransactionAudit.iti39(
        TransactionAudit.Side.ASKING,
        occasion,
        new PatientIdentifier(new Oid("1.2.392.2.1"), "E-1"),
        List.of(
            new DocumentKey(
                HomeCommunityId.parse("urn:oid:1.2.392.1.2"), new Oid("1.2.392.3.1"), "1.2.9.9")));
  }

  private static Syslog syslog(AuditMessage message) {
    return Syslog.of(message, Clock.systemUTC().instant(), "gw.east.example.jp", "gateway", "4242");
  }

  @Test
  void anAuditMessageIsOnTheTrailAsAClaimOfTheMemberThatSentIt() throws Exception {
    var message = syslog(retrieval(EventOutcome.SUCCESS));
    var at = reporters.platform.room(SyslogDoor.class).overTls();
    var settings = SenderSettings.usual("localhost", at.getPort());
    try (var sender = new SyslogSender(settings, hospital.tls())) {
      assertThat(sender.offer(message)).isEqualTo(SyslogSender.Offer.QUEUED);
      assertThat(sender.flush(Duration.ofSeconds(20))).isTrue();
    }

    var report = reporters.reportsOf(hospital.id()).getFirst();

    var event = report.event();
    assertThat(event.actor().memberProof()).startsWith("certificate sha256:");
    assertThat(event.result()).isEqualTo(Result.DONE);
    assertThat(event.patient()).isNull();
    assertThat(event.details())
        .containsEntry("format", "dicom")
        .containsEntry("transport", "tls")
        .containsEntry("event", "110107 Import")
        .containsEntry("type", "ITI-39 Cross Gateway Retrieve")
        .containsEntry("transaction", "ITI-39")
        .containsEntry("action", "C")
        .containsEntry("outcome", "0")
        .containsEntry("source", "gw.east.example.jp")
        .containsEntry("site", "1.2.392.1.9")
        .containsEntry("purpose", "TREAT treatment")
        .containsEntry("clock", "STATED")
        .containsKey("stated")
        .containsValue(
            "requestor; user=d-0001; issuer=https://idp.east.example.jp; role=doctor/1.2.392.5.1")
        .doesNotContainKeys("authenticated", "same-as", "cut", "not-listed", "unread");
    assertThat(event.what())
        .contains(
            What.of(What.Kind.PATIENT_IDENTIFIER, "E-1^^^&1.2.392.2.1&ISO"),
            What.of(What.Kind.DOCUMENT, "1.2.9.9", "urn:oid:1.2.392.1.2"),
            What.of(What.Kind.PERSON, "d-0001@https://idp.east.example.jp"));
    assertThat(report.circumstances().address()).isEqualTo("127.0.0.1");
    assertThat(report.circumstances().device()).isEqualTo("gw.east.example.jp");
    assertThat(report.raw()).isEqualTo(new Raw("dicom", message.toBytes()));
  }

  @Test
  void aPatientsNumberIsNotFoundByWordsButTheUserIs() throws Exception {
    reporters.send(hospital.tls(), syslog(retrieval(EventOutcome.SUCCESS)).toBytes());

    var own = TrailQuery.ALL.by(hospital.id());
    assertThat(reporters.found(own.words("d-0001"))).hasSize(1);
    assertThat(reporters.found(own.words("E-1"))).isEmpty();
  }

  @Test
  void whatFailedThereIsFailedHereWithTheReason() throws Exception {
    reporters.send(hospital.tls(), syslog(retrieval(EventOutcome.SERIOUS_FAILURE)).toBytes());

    var event = reporters.reportsOf(hospital.id()).getFirst().event();

    assertThat(event.result()).isEqualTo(Result.FAILED);
    assertThat(event.reason()).isEqualTo("the peer did not answer");
    assertThat(event.details()).containsEntry("outcome", "8");
  }

  @ParameterizedTest
  @ValueSource(ints = {18, 41, 43, 44, 45, 47})
  void aRecordedMessageOfAnotherSystemIsAccepted(int transaction) throws Exception {
    var root = System.getenv("MUSUBI_SHARED_DATA");
    assumeTrue(root != null, "MUSUBI_SHARED_DATA names no folder with recorded messages");
    var file = Path.of(root, "epd/samples/iti-%d-log.xml".formatted(transaction));
    assumeTrue(Files.isReadable(file), "there is no such message in MUSUBI_SHARED_DATA");
    var xml = Files.readString(file);

    reporters.send(
        hospital.tls(), bytes("<85>1 2026-11-25T00:00:00Z epd app 1 IHE+RFC-3881 - " + xml));

    var event = reporters.reportsOf(hospital.id()).getFirst().event();
    assertThat(event.details())
        .containsEntry("transaction", "ITI-" + transaction)
        .doesNotContainKey("unread");
    assertThat(event.what()).extracting(What::kind).contains(What.Kind.PATIENT_IDENTIFIER);
  }

  @Test
  void whatCannotBeReadIsKeptWithAReason() throws Exception {
    reporters.send(
        hospital.tls(),
        bytes("<85>1 - gw app 1 IHE+RFC-3881 - <AuditMessage><Nothing/></AuditMessage>"),
        bytes("<85>1 - gw app 1 IHE+RFC-3881 - <!DOCTYPE x [<!ENTITY e 'e'>]><AuditMessage/>"),
        bytes("nothing anybody knows"),
        new byte[] {(byte) 0xff, 0, 1, 2});

    var reports = reporters.reportsOf(hospital.id());

    assertThat(reports)
        .extracting(report -> report.event().details().get("unread"))
        .containsExactly("dicom", "dicom", "line", "line");
    assertThat(reports).allSatisfy(report -> assertThat(report.event().reason()).isNotBlank());
    assertThat(reports.getLast().raw().bytes()).isEqualTo(new byte[] {(byte) 0xff, 0, 1, 2});
  }

  @Test
  void theSameBytesAgainAreRecordedAgainAndMarked() throws Exception {
    var message = syslog(retrieval(EventOutcome.SUCCESS)).toBytes();
    reporters.send(hospital.tls(), message, message);
    reporters.send(hospital.tls(), message);
    var other = reporters.member("西病院");
    reporters.send(other.tls(), message);

    var reports = reporters.reportsOf(hospital.id());

    var first = reports.getFirst().event().act().toString();
    assertThat(reports)
        .extracting(report -> report.event().details().get("same-as"))
        .containsExactly(null, first, first);
    assertThat(reporters.reportsOf(other.id()).getFirst().event().details())
        .doesNotContainKey("same-as");
  }

  @Test
  void anOversizedMessageEndsTheConnectionAndTheRefusalIsOnTheTrail() throws Exception {
    try (var socket = reporters.connect(hospital.tls())) {
      socket.getOutputStream().write(bytes("11 <85>nothing " + (Raw.LONGEST + 1) + " <85>x"));
      socket.getOutputStream().flush();

      assertThat(acknowledged(socket)).isFalse();
    }

    assertThat(reporters.awaitRefusals(hospital.id())).containsExactly("BROKEN_FRAME");
    assertThat(reporters.reportsOf(hospital.id())).hasSize(1);
  }

  @Test
  void theLargestMessageIsTakenAndWhatTheEventCannotHoldIsNamed() throws Exception {
    var objects =
        "<ParticipantObjectIdentification ParticipantObjectID=\"%s\""
            + " ParticipantObjectTypeCode=\"2\" ParticipantObjectTypeCodeRole=\"3\">"
            + "<ParticipantObjectIDTypeCode csd-code=\"9\" codeSystemName=\"RFC-3881\""
            + " originalText=\"Report Number\"/></ParticipantObjectIdentification>";
    var many = new StringBuilder();
    for (int i = 0; i < 1200; i++) {
      many.append(objects.formatted("1.2." + i + "x".repeat(i == 0 ? 600 : 0)));
    }
    var xml =
        "<AuditMessage><EventIdentification EventDateTime=\"2026-11-25T00:00:00Z\""
            + " EventOutcomeIndicator=\"0\"><EventID csd-code=\"110107\"/></EventIdentification>"
            + "<ActiveParticipant UserID=\""
            + "結".repeat(400)
            + "\"/>"
            + "<ActiveParticipant UserID=\"u\"/>".repeat(11)
            + "<AuditSourceIdentification AuditSourceID=\"s\"/>"
            + many
            + "</AuditMessage>";
    var head = "<85>1 - gw app 1 IHE+RFC-3881 - ";
    var padded = head + xml + " ".repeat(Raw.LONGEST - bytes(head + xml).length);

    reporters.send(hospital.tls(), bytes(padded));

    var report = reporters.reportsOf(hospital.id()).getFirst();
    assertThat(report.event().details())
        .doesNotContainKey("unread")
        .containsEntry("cut", "identifier,participant.1")
        .containsEntry("not-listed", Integer.toString(1200 + 12 - 1000 + 4));
    assertThat(report.event().what()).hasSize(1000);
    assertThat(report.raw().bytes()).hasSize(Raw.LONGEST);
  }

  @Test
  void aStrangerAndASuspendedMemberAreNotLetInAndTheTrailSaysSo() throws Exception {
    reporters.platform.room(Standing.class).suspend(hospital.id(), "是正勧告", reporters.by());
    long before = refusals(MemberId.NOBODY).stream().filter("MEMBER_SUSPENDED"::equals).count();

    assertThatThrownBy(
            () -> {
              try (var socket = reporters.connect(hospital.tls())) {
                socket.getOutputStream().write(bytes("5 <85>x"));
                if (socket.getInputStream().read() < 0) {
                  throw new AssertionError("acknowledged");
                }
              }
            })
        .isInstanceOf(IOException.class);

    assertThat(refusals(MemberId.NOBODY).stream().filter("MEMBER_SUSPENDED"::equals).count())
        .isEqualTo(before + 1);
    assertThat(reporters.reportsOf(hospital.id())).isEmpty();
  }

  @Test
  void aMemberThatIsSuspendedMeanwhileIsHeardNoMoreOnItsOpenConnection() throws Exception {
    try (var socket = reporters.connect(hospital.tls())) {
      socket.getOutputStream().write(bytes("7 <85>one"));
      while (reporters.reportsOf(hospital.id()).isEmpty()) {
        Thread.sleep(20);
      }
      reporters.platform.room(Standing.class).suspend(hospital.id(), "是正勧告", reporters.by());
      socket.getOutputStream().write(bytes("7 <85>two"));

      assertThat(acknowledged(socket)).isFalse();
    }
    assertThat(reporters.reportsOf(hospital.id())).hasSize(1);
    assertThat(refusals(MemberId.NOBODY)).contains("MEMBER_SUSPENDED");
  }

  @Test
  void whoShowsNoCertificateIsRefusedAndTheTrailSaysSo() throws Exception {
    long before = refusals(MemberId.NOBODY).stream().filter("NO_CERTIFICATE"::equals).count();

    assertThatThrownBy(() -> reporters.sendWithoutCertificate(hospital.tls()))
        .isInstanceOf(IOException.class);

    for (int i = 0;
        i < 100
            && refusals(MemberId.NOBODY).stream().filter("NO_CERTIFICATE"::equals).count()
                == before;
        i++) {
      Thread.sleep(50);
    }
    assertThat(refusals(MemberId.NOBODY).stream().filter("NO_CERTIFICATE"::equals).count())
        .isEqualTo(before + 1);
  }

  private List<String> refusals(MemberId member) {
    return reporters.refusalsOf(member).stream().map(one -> one.event().reason()).toList();
  }
}
