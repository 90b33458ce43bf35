package org.musubi.e2e.wire;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.UUID;

/**
 * A patient discovery request (ITI-55) as text.
 *
 * @param sender homeCommunityId of the asking community, without {@code urn:oid:}
 * @param receiver homeCommunityId of the asked one
 * @param assigner OID of whoever gave the identifier
 * @param identifier the patient's identifier there; empty = none
 * @param family family name
 * @param given given name
 * @param birth date of birth, yyyyMMdd
 * @param gender M, F or UN
 */
public record Discovery(
    String sender,
    String receiver,
    String assigner,
    String identifier,
    String family,
    String given,
    String birth,
    String gender) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneId.of("Asia/Tokyo"));

  /** The PRPA_IN201305UV02. */
  public String body(Instant now) {
    return """
    <PRPA_IN201305UV02 xmlns="urn:hl7-org:v3" ITSVersion="XML_1.0">\
    <id root="%s"/><creationTime value="%s+0900"/>\
    <interactionId root="2.16.840.1.113883.1.6" extension="PRPA_IN201305UV02"/>\
    <processingCode code="P"/><processingModeCode code="T"/><acceptAckCode code="NE"/>\
    <receiver typeCode="RCV">%s</receiver><sender typeCode="SND">%s</sender>\
    <controlActProcess classCode="CACT" moodCode="EVN">\
    <code code="PRPA_TE201305UV02" codeSystem="2.16.840.1.113883.1.6"/>\
    <queryByParameter><queryId root="%s"/><statusCode code="new"/>\
    <responseModalityCode code="R"/><responsePriorityCode code="I"/>\
    <parameterList>%s</parameterList></queryByParameter></controlActProcess></PRPA_IN201305UV02>\
    """
        .formatted(
            UUID.randomUUID(),
            TIME.format(now),
            device(receiver),
            device(sender),
            UUID.randomUUID(),
            parameters());
  }

  private String parameters() {
    return "<livingSubjectAdministrativeGender><value code=\""
        + gender
        + "\" codeSystem=\"2.16.840.1.113883.5.1\"/><semanticsText>LivingSubject.administrativeGender"
        + "</semanticsText></livingSubjectAdministrativeGender><livingSubjectBirthTime><value value=\""
        + birth
        + "\"/><semanticsText>LivingSubject.birthTime</semanticsText></livingSubjectBirthTime>"
        + (identifier.isEmpty()
            ? ""
            : "<livingSubjectId><value root=\""
                + assigner
                + "\" extension=\""
                + Xml.escape(identifier)
                + "\"/><semanticsText>LivingSubject.id</semanticsText></livingSubjectId>")
        + "<livingSubjectName><value><family>"
        + Xml.escape(family)
        + "</family><given>"
        + Xml.escape(given)
        + "</given></value><semanticsText>LivingSubject.name</semanticsText></livingSubjectName>";
  }

  private static String device(String home) {
    return "<device classCode=\"DEV\" determinerCode=\"INSTANCE\"><id root=\""
        + home
        + "\"/><asAgent classCode=\"AGNT\"><representedOrganization classCode=\"ORG\""
        + " determinerCode=\"INSTANCE\"><id root=\""
        + home
        + "\"/></representedOrganization></asAgent></device>";
  }
}
