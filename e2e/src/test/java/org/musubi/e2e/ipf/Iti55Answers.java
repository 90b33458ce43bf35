package org.musubi.e2e.ipf;

import java.io.StringReader;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import javax.xml.stream.XMLStreamException;
import org.apache.cxf.staxutils.StaxUtils;
import org.openehealth.ipf.commons.ihe.hl7v3.XCPD;
import org.openehealth.ipf.commons.ihe.hl7v3.iti55.Iti55PortType;
import org.openehealth.ipf.commons.xml.CombinedXmlValidator;
import org.w3c.dom.Element;

/**
 * The IPF community's ITI-55: validates the question by XSD and schematron, answers that it knows
 * the patient, and validates that answer too before it leaves.
 */
final class Iti55Answers implements Iti55PortType {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss'+0900'").withZone(ZoneId.of("Asia/Tokyo"));
  private static final String HL7 = "urn:hl7-org:v3";

  private final Asked asked;

  Iti55Answers(Asked asked) {
    this.asked = asked;
  }

  @Override
  public String discoverPatients(String request) {
    asked.discoveries().add(request);
    var validator = new CombinedXmlValidator();
    asked.examine(
        () -> validator.validate(request, XCPD.Interactions.ITI_55.getRequestValidationProfile()));
    String answer = answer(request);
    asked.examine(
        () -> validator.validate(answer, XCPD.Interactions.ITI_55.getResponseValidationProfile()));
    return answer;
  }

  /**
   * Both operations carry the same element, and CXF chooses this one whichever was meant; so an
   * ordinary question is answered here too.
   */
  @Override
  public String discoverPatientsDeferred(String request) {
    return discoverPatients(request);
  }

  private static String answer(String request) {
    try {
      var root = StaxUtils.read(new StringReader(request)).getDocumentElement();
      var query = (Element) root.getElementsByTagNameNS(HL7, "queryByParameter").item(0);
      var own = StaxUtils.toString(query);
      return """
      <PRPA_IN201306UV02 xmlns="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"\
       ITSVersion="XML_1.0"><id root="%s"/><creationTime value="%s"/>\
      <interactionId root="2.16.840.1.113883.1.6" extension="PRPA_IN201306UV02"/>\
      <processingCode code="P"/><processingModeCode code="T"/><acceptAckCode code="NE"/>\
      <receiver typeCode="RCV">%s</receiver><sender typeCode="SND">%s</sender>\
      <acknowledgement><typeCode code="AA"/><targetMessage>%s</targetMessage></acknowledgement>\
      <controlActProcess classCode="CACT" moodCode="EVN">\
      <code code="PRPA_TE201306UV02" codeSystem="2.16.840.1.113883.1.6"/>%s\
      <queryAck>%s<statusCode code="deliveredResponse"/><queryResponseCode code="OK"/>\
      <resultTotalQuantity value="1"/><resultCurrentQuantity value="1"/>\
      <resultRemainingQuantity value="0"/></queryAck>%s</controlActProcess></PRPA_IN201306UV02>\
      """
          .formatted(
              UUID.randomUUID(),
              TIME.format(Instant.now()),
              device(id(root, "sender")),
              device("<id root=\"" + Holding.HOME_OID + "\"/>"),
              child(root, "id"),
              MATCH,
              child(query, "queryId"),
              own);
    } catch (XMLStreamException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static final String MATCH =
      """
      <subject typeCode="SUBJ" contextConductionInd="false">\
      <registrationEvent classCode="REG" moodCode="EVN"><id nullFlavor="NA"/>\
      <statusCode code="active"/><subject1 typeCode="SBJ"><patient classCode="PAT">\
      <id root="%s" extension="%s"/><statusCode code="active"/>\
      <patientPerson classCode="PSN" determinerCode="INSTANCE">\
      <name><family>結城</family><given>花子</given></name>\
      <administrativeGenderCode code="F" codeSystem="2.16.840.1.113883.5.1"/>\
      <birthTime value="19680412"/></patientPerson><subjectOf1>\
      <queryMatchObservation classCode="COND" moodCode="EVN"><code code="IHE_PDQ"/>\
      <value xsi:type="INT" value="100"/></queryMatchObservation></subjectOf1></patient></subject1>\
      <custodian typeCode="CST"><assignedEntity classCode="ASSIGNED"><id root="%s"/>\
      <code code="NotHealthDataLocator" codeSystem="1.3.6.1.4.1.19376.1.2.27.2"/>\
      </assignedEntity></custodian></registrationEvent></subject>\
      """
          .formatted(Holding.ASSIGNER, Holding.PATIENT, Holding.HOME_OID);

  private static String device(String id) {
    return "<device classCode=\"DEV\" determinerCode=\"INSTANCE\">" + id + "</device>";
  }

  private static String id(Element root, String party) {
    var side = (Element) root.getElementsByTagNameNS(HL7, party).item(0);
    return child((Element) side.getElementsByTagNameNS(HL7, "device").item(0), "id");
  }

  private static String child(Element parent, String name) {
    for (var each = parent.getFirstChild(); each != null; each = each.getNextSibling()) {
      if (each instanceof Element found && found.getLocalName().equals(name)) {
        return StaxUtils.toString(found);
      }
    }
    throw new IllegalArgumentException("no " + name + " in " + parent.getLocalName());
  }
}
