package org.musubi.ihe.atna;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.musubi.ihe.atna.Audits.accepted;
import static org.musubi.ihe.atna.Audits.refused;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.musubi.ihe.SharedData;
import org.musubi.ihe.atna.ParticipantObject.Detail;
import org.musubi.ihe.xml.XmlWriter;

class AuditMessageTest {
  private static final String RFC_3881 =
      """
      <AuditMessage xmlns="http://www.xml.org/xml/schema/7f0d86bd/healthcare-security-audit">
        <EventIdentification EventDateTime="2026-02-01T09:30:47" EventOutcomeIndicator="0">
          <EventID code="110100" codeSystemName="DCM" displayName="Application Activity"/>
        </EventIdentification>
        <ActiveParticipant UserID="">
          <RoleIDCode code="110150"/>
          <MediaIdentifier><MediaType code="110030" codeSystemName="DCM"/></MediaIdentifier>
        </ActiveParticipant>
        <AuditSourceIdentification AuditSourceID="old" AuditSourceTypeCode="3"/>
        <AuditSourceIdentification AuditSourceID="other"/>
        <ParticipantObjectIdentification ParticipantObjectID="p" ParticipantObjectTypeCode="2"
            ParticipantObjectTypeCodeRole="24" ParticipantObjectDataLifeCycle="15">
          <ParticipantObjectIDTypeCode code="9"/>
          <ParticipantObjectName>both</ParticipantObjectName>
          <ParticipantObjectQuery>not base64!</ParticipantObjectQuery>
          <ParticipantObjectDetail type="a" value="%%%"/>
          <ParticipantObjectDescription><MPPS UID="1.2"/><Encrypted>true</Encrypted>
          </ParticipantObjectDescription>
        </ParticipantObjectIdentification>
      </AuditMessage>
      """;

  @ParameterizedTest
  @ValueSource(ints = {18, 41, 43, 44, 45, 47})
  void aRecordedMessageIsAcceptedAndSurvivesBeingWrittenAgain(int transaction) throws Exception {
    var recorded =
        XmlWriter.toBytes(SharedData.message("epd/samples/iti-%d-log.xml".formatted(transaction)));

    var message = accepted(recorded);

    assertThat(message.event().types())
        .extracting(AuditCode::code)
        .containsExactly("ITI-" + transaction);
    assertThat(message.participants().size()).isBetween(2, 4);
    assertThat(message.objects().getFirst().role()).isEqualTo(ObjectRole.PATIENT);
    assertThat(accepted(message.toXml())).isEqualTo(message);
    Audits.validate(Audits.dicomSchema(), message.toXml());
  }

  @Test
  void whatTheRecordedQuerySaysIsReadWhole() throws Exception {
    var recorded = SharedData.message("epd/samples/iti-18-log.xml");

    var message = accepted(XmlWriter.toBytes(recorded));

    var query = message.objects().get(1);
    assertThat(query.query().text()).contains("AdhocQuery", "$patientId");
    assertThat(query.details()).contains(Detail.of("QueryEncoding", "UTF-8")).hasSize(2);
    assertThat(message.event().purposes()).extracting(AuditCode::code).containsExactly("NORM");
    assertThat(message.participants())
        .extracting(ActiveParticipant::requestor)
        .containsExactly(false, true, true, false);
  }

  @Test
  void anOldMessageIsTakenWithAllItsLiberties() {
    var message = accepted(RFC_3881);

    assertThat(message.event().at()).isEqualTo(OffsetDateTime.parse("2026-02-01T09:30:47+09:00"));
    assertThat(message.event().zoneStated()).isFalse();
    assertThat(message.event().id())
        .isEqualTo(new AuditCode("110100", "DCM", null, "Application Activity"));
    assertThat(message.participants().getFirst().requestor()).isFalse();
    assertThat(message.participants().getFirst().media().code()).isEqualTo("110030");
    assertThat(message.source())
        .isEqualTo(new AuditSource("old", null, List.of(new AuditCode("3", null, null, null))));
    var object = message.objects().getFirst();
    assertThat(object.query().text()).isEqualTo("not base64!");
    assertThat(object.details())
        .containsExactly(Detail.of("a", "%%%"), Detail.of("ParticipantObjectName", "both"));
    assertThat(object.lifeCycle()).isEqualTo(LifeCycle.PERMANENT_ERASURE);
    assertThat(object.descriptions()).hasSize(1);
  }

  @Test
  void anOldMessageIsWrittenInTheNewForm() throws Exception {
    var written = accepted(RFC_3881).toXml();

    Audits.validate(Audits.dicomSchema(), written);
    assertThat(accepted(written)).isEqualTo(accepted(RFC_3881));
    assertThat(new String(written, UTF_8)).contains("csd-code=\"9\"").doesNotContain(" code=");
  }

  @ParameterizedTest(name = "{0} -> {1}: {2}")
  @CsvSource({
    "AuditMessage, Audit, not AuditMessage",
    "EventIdentification, EventIdentity, AuditMessage has no EventIdentification",
    "<EventID code, <Event code, EventIdentification has no EventID",
    "EventDateTime, DateTime, has no EventDateTime",
    "2026-02-01T, 2026-02-30T, no date and time",
    "2026-02-01T, yesterday, not an xsd:dateTime",
    "Indicator=\"0\", Indicator=\"1\", none of 0",
    "ActiveParticipant, Participant, no ActiveParticipant",
    "UserID=, User=, no UserID",
    "UserID=, UserIsRequestor=\"perhaps\" UserID=, not an xsd:boolean",
    "UserID=, NetworkAccessPointTypeCode=\"6\" UserID=, NetworkAccessPointTypeCode",
    "AuditSourceIdentification, AuditSource, no AuditSourceIdentification",
    "AuditSourceID=, AuditID=, no AuditSourceID",
    "TypeCodeRole=\"24\", TypeCodeRole=\"27\", ParticipantObjectTypeCodeRole is not 1 to 26",
    "TypeCode=\"2\", TypeCode=\"99999999999\", ParticipantObjectTypeCode is not 1 to 4",
    "<ParticipantObjectIDTypeCode code=\"9\"/>,'',no ParticipantObjectIDTypeCode",
    "<RoleIDCode code=\"110150\", <RoleIDCode, RoleIDCode has no code",
    "<MPPS, <M·PPS, no schema has",
    "</AuditMessage>, '', not well-formed"
  })
  void whatIsBrokenIsRefusedWithItsReason(String right, String wrong, String reason) {
    assertThat(RFC_3881).contains(right);
    var broken = RFC_3881.replace(right, wrong).getBytes(UTF_8);

    var refusal = refused(broken);

    assertThat(refusal).contains(reason).doesNotContain("yesterday", "99999", "perhaps");
  }

  @Test
  void theUnsafeIsRefusedBeforeItIsUnderstood() {
    var entity = "<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>" + RFC_3881;
    var notUtf8 = RFC_3881.replace("\"old\"", "\"結び\"").getBytes(Charset.forName("EUC-JP"));
    var large = RFC_3881.replace("not base64!", "A".repeat(2 * 1024 * 1024));
    var deep = "<AuditMessage>" + "<a>".repeat(40) + "</a>".repeat(40) + "</AuditMessage>";

    assertThat(refused(entity.getBytes(UTF_8))).contains("document type declaration");
    assertThat(refused(notUtf8)).contains("not UTF-8");
    assertThat(refused(large.getBytes(UTF_8))).contains("larger than the limit");
    assertThat(refused(deep.getBytes(UTF_8))).contains("nested too deep");
    assertThat(refused(new byte[0])).contains("not well-formed");
  }

  @Test
  void aMessageCutAtAnyPlaceIsRefused() {
    var whole = Audits.all().getFirst().toXml();

    for (int length = 0; length < whole.length; length++) {
      assertThat(refused(Arrays.copyOf(whole, length))).isNotBlank();
    }
  }

  @Test
  void aNameThatXmlCannotCarryDoesNotStopTheRecord() throws Exception {
    var person = ActiveParticipant.person("u\u0000\uD800", "\uFFFF\u0008結び", true, List.of());
    var message =
        TransactionAudit.iti41(
            TransactionAudit.Side.ASKING,
            Audits.occasion(EventOutcome.SUCCESS, List.of(person)),
            Audits.PATIENT,
            "1.2");

    var read = accepted(message.toXml());

    assertThat(read.participants().get(1).userId()).isEqualTo("u\uFFFD\uFFFD");
    assertThat(read.participants().get(1).name()).isEqualTo("\uFFFD\uFFFD結び");
    Audits.validate(Audits.dicomSchema(), message.toXml());
  }

  @Test
  void randomAndMutatedBytesNeverMakeTheReaderThrow() {
    var random = new Random(20261121);
    var seed = RFC_3881.getBytes(UTF_8);
    for (int i = 0; i < 20_000; i++) {
      var bytes = i % 2 == 0 ? new byte[random.nextInt(200)] : seed.clone();
      if (i % 2 == 0) {
        random.nextBytes(bytes);
      } else {
        for (int n = random.nextInt(4); n >= 0; n--) {
          bytes[random.nextInt(bytes.length)] =
              (byte) (random.nextBoolean() ? '"' : random.nextInt());
        }
      }

      assertThat(AuditMessage.read(bytes, Audits.TOKYO)).isNotNull();
    }
  }

  @Test
  void nothingPersonalIsInWhatALogWouldShow() {
    var message = Audits.all().getFirst();

    assertThat(message.toString()).doesNotContain("d-0001", "結び", "A&1", "値");
    assertThat(message.event().at().toInstant())
        .isEqualTo(Instant.parse("2026-11-21T01:02:03.004Z"));
    assertThat(new String(message.toXml(), StandardCharsets.UTF_8)).contains("結び 花子");
  }
}
