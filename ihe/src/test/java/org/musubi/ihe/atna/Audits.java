package org.musubi.ihe.atna;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.musubi.ihe.DocumentKey;
import org.musubi.ihe.HomeCommunityId;
import org.musubi.ihe.Oid;
import org.musubi.ihe.PatientIdentifier;
import org.musubi.ihe.atna.Occasion.Party;
import org.musubi.ihe.atna.Reading.Accepted;
import org.musubi.ihe.atna.Reading.Malformed;
import org.musubi.ihe.atna.SecurityAudit.Circumstance;
import org.musubi.ihe.atna.SecurityAudit.SignIn;
import org.musubi.ihe.atna.TransactionAudit.Side;
import org.xml.sax.SAXException;

/** Messages of a fictitious hub, and what they are checked with. */
final class Audits {
  static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");
  static final OffsetDateTime AT = OffsetDateTime.parse("2026-11-21T10:02:03.004+09:00");
  static final HomeCommunityId HOME = HomeCommunityId.parse("urn:oid:1.2.392.1.2");
  static final PatientIdentifier PATIENT = new PatientIdentifier(new Oid("1.2.392.2.1"), "A&1");
  static final DocumentKey DOCUMENT = new DocumentKey(HOME, new Oid("1.2.392.3.1"), "1.2.392.9.9");
  static final AuditSource HUB = AuditSource.server("hub.example.jp", "1.2.392.1.9");
  static final ActiveParticipant DOCTOR =
      ActiveParticipant.person(
          "d-0001",
          "結び 花子\uDBFF\uDFFE",
          true,
          List.of(AuditCode.of("doctor", "1.2.392.5.1", "医師")));
  static final byte[] QUERY = "<query 名=\"値\"/>".getBytes(StandardCharsets.UTF_8);

  private Audits() {}

  static Occasion occasion(EventOutcome outcome, List<ActiveParticipant> people) {
    return new Occasion(
        AT,
        outcome,
        outcome == EventOutcome.SUCCESS ? null : "the peer did not answer",
        new Party("urn:hub", "4242", NetworkAccessPoint.of("hub.example.jp")),
        new Party(
            "https://gw.example.jp/xca",
            null,
            new NetworkAccessPoint(NetworkAccessPoint.Type.IP_ADDRESS, "192.0.2.7")),
        people,
        List.of(AuditCode.of("TREAT", "2.16.840.1.113883.5.8", "treatment")),
        HUB);
  }

  /** One of each kind that a hub writes. */
  static List<AuditMessage> all() {
    var good = occasion(EventOutcome.SUCCESS, List.of(DOCTOR));
    var bad = occasion(EventOutcome.SERIOUS_FAILURE, List.of());
    var circumstance = new Circumstance(AT, EventOutcome.MINOR_FAILURE, "wrong password", HUB);
    var process =
        new ActiveParticipant("hub", "4242", null, false, List.of(), null, null)
            .at(NetworkAccessPoint.of("hub.example.jp"));
    var all = new ArrayList<AuditMessage>();
    for (var side : Side.values()) {
      all.add(TransactionAudit.iti55(side, good, List.of(PATIENT), QUERY, HOME));
      all.add(TransactionAudit.iti39(side, good, PATIENT, List.of(DOCUMENT)));
      all.add(TransactionAudit.iti43(side, bad, null, List.of(DOCUMENT, DOCUMENT)));
      all.add(TransactionAudit.iti41(side, good, PATIENT, "1.2.392.4.1"));
      all.add(TransactionAudit.iti42(side, bad, PATIENT, "1.2.392.4.1"));
    }
    all.add(TransactionAudit.iti18(good, PATIENT, "urn:uuid:1", QUERY, null));
    all.add(TransactionAudit.iti38(bad, null, "urn:uuid:1", QUERY, HOME));
    var at = DOCTOR.at(NetworkAccessPoint.of("pc-1"));
    all.add(SecurityAudit.userAuthentication(circumstance, SignIn.LOGIN, at, process));
    all.add(
        SecurityAudit.securityAlert(
            circumstance,
            SecurityAlert.NODE_AUTHENTICATION,
            process,
            List.of(at),
            "192.0.2.7",
            "証明書が失効しています"));
    all.add(SecurityAudit.auditLogUsed(circumstance, List.of(DOCTOR, process), "urn:log"));
    all.add(SecurityAudit.iti81(circumstance, List.of(process), "urn:log", "date=ge2026-11"));
    return all;
  }

  static AuditMessage accepted(byte[] xml) {
    var reading = AuditMessage.read(xml, TOKYO);
    assertThat(reading).isInstanceOf(Accepted.class);
    return ((Accepted<AuditMessage>) reading).value();
  }

  static AuditMessage accepted(String xml) {
    return accepted(xml.getBytes(StandardCharsets.UTF_8));
  }

  static String refused(byte[] xml) {
    var reading = AuditMessage.read(xml, TOKYO);
    assertThat(reading).isInstanceOf(Malformed.class);
    return ((Malformed<AuditMessage>) reading).reason();
  }

  static Schema dicomSchema() throws SAXException {
    return SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
        .newSchema(Audits.class.getResource("/dicom2017c.xsd"));
  }

  static void validate(Schema schema, byte[] xml) throws Exception {
    var text = new String(xml, StandardCharsets.UTF_8);
    schema.newValidator().validate(new StreamSource(new StringReader(text)));
  }
}
