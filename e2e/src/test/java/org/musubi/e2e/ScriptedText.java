package org.musubi.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.musubi.e2e.wire.Xml;

/** What the scripted community says: well-formed answers, whatever its documents do later. */
final class ScriptedText {
  static final Pattern WANTED = Pattern.compile("DocumentUniqueId>([^<]+)<");

  private static final Pattern MESSAGE_ID = Pattern.compile("MessageID[^>]*>([^<]+)<");
  private static final Pattern QUERY_ID = Pattern.compile("queryId ([^>]*?)/?>");
  private static final Pattern REQUEST_ID =
      Pattern.compile("PRPA_IN201305UV02[^>]*>\\s*<(?:\\w+:)?id ([^>]*?)/>");
  private static final Pattern ONE_DOCUMENT =
      Pattern.compile("'(" + ScriptedDocument.HOME + "\\.5\\.\\d+)'");

  private ScriptedText() {}

  /** ITI-38: all documents, or those asked for. */
  static String query(String request, List<? extends Scripted> all) {
    var asked =
        ONE_DOCUMENT
            .matcher(request.replace("&apos;", "'"))
            .results()
            .map(r -> r.group(1))
            .toList();
    return envelope(
        "urn:ihe:iti:2007:CrossGatewayQueryResponse",
        request,
        "<q:AdhocQueryResponse xmlns:q='urn:oasis:names:tc:ebxml-regrep:xsd:query:3.0'"
            + " xmlns:rim='urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0'"
            + " status='urn:oasis:names:tc:ebxml-regrep:ResponseStatusType:Success'>"
            + "<rim:RegistryObjectList>"
            + all.stream()
                .filter(each -> asked.isEmpty() || asked.contains(each.uniqueId()))
                .map(ScriptedText::entry)
                .collect(Collectors.joining())
            + "</rim:RegistryObjectList></q:AdhocQueryResponse>");
  }

  /** ITI-39: the root part. */
  static String retrieve(String request, List<? extends Scripted> documents) {
    return envelope(
        "urn:ihe:iti:2007:CrossGatewayRetrieveResponse",
        request,
        "<d:RetrieveDocumentSetResponse xmlns:d='urn:ihe:iti:xds-b:2007'>"
            + "<r:RegistryResponse xmlns:r='urn:oasis:names:tc:ebxml-regrep:xsd:rs:3.0'"
            + " status='urn:oasis:names:tc:ebxml-regrep:ResponseStatusType:Success'/>"
            + documents.stream().map(ScriptedText::response).collect(Collectors.joining())
            + "</d:RetrieveDocumentSetResponse>");
  }

  /** ITI-55: 結城 花子. */
  static String discovery(String request) {
    String home = ScriptedDocument.HOME;
    String query = "<queryId " + group(QUERY_ID, request, "root='1.2.3'") + "/>";
    return envelope(
        "urn:hl7-org:v3:PRPA_IN201306UV02:CrossGatewayPatientDiscovery",
        request,
        """
        <PRPA_IN201306UV02 xmlns='urn:hl7-org:v3' ITSVersion='XML_1.0'><id root='%s'/>\
        <creationTime value='20261121120000'/>\
        <interactionId root='2.16.840.1.113883.1.6' extension='PRPA_IN201306UV02'/>\
        <processingCode code='P'/><processingModeCode code='T'/><acceptAckCode code='NE'/>\
        <receiver typeCode='RCV'><device classCode='DEV' determinerCode='INSTANCE'>\
        <id root='1.2.392.200250.9.0'/></device></receiver>\
        <sender typeCode='SND'><device classCode='DEV' determinerCode='INSTANCE'>\
        <id root='%s'/></device></sender>\
        <acknowledgement><typeCode code='AA'/><targetMessage><id %s/></targetMessage>\
        </acknowledgement><controlActProcess classCode='CACT' moodCode='EVN'>\
        <code code='PRPA_TE201306UV02' codeSystem='2.16.840.1.113883.1.6'/>\
        <subject typeCode='SUBJ' contextConductionInd='false'>\
        <registrationEvent classCode='REG' moodCode='EVN'><id nullFlavor='NA'/>\
        <statusCode code='active'/><subject1 typeCode='SBJ'><patient classCode='PAT'>\
        <id root='%s.1' extension='X-1000'/><statusCode code='active'/>\
        <patientPerson classCode='PSN' determinerCode='INSTANCE'>\
        <name use='IDE'><family>結城</family><given>花子</given></name>\
        <administrativeGenderCode code='F'/><birthTime value='19680412'/></patientPerson>\
        <subjectOf1><queryMatchObservation classCode='OBS' moodCode='EVN'><code code='IHE_PDQ'/>\
        <value xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:type='INT' value='100'/>\
        </queryMatchObservation></subjectOf1></patient></subject1>\
        <custodian typeCode='CST'><assignedEntity classCode='ASSIGNED'><id root='%s'/>\
        <code code='NotHealthDataLocator' codeSystem='1.3.6.1.4.1.19376.1.2.27.2'/>\
        </assignedEntity></custodian></registrationEvent></subject><queryAck>%s\
        <statusCode code='deliveredResponse'/><queryResponseCode code='OK'/></queryAck>\
        <queryByParameter>%s<statusCode code='new'/><parameterList/></queryByParameter>\
        </controlActProcess></PRPA_IN201306UV02>\
        """
            .formatted(
                UUID.randomUUID(),
                home,
                group(REQUEST_ID, request, "root='1.2.3'"),
                home,
                home,
                query,
                query));
  }

  private static String response(Scripted document) {
    return "<d:DocumentResponse><d:HomeCommunityId>"
        + ScriptedDocument.URN
        + "</d:HomeCommunityId><d:RepositoryUniqueId>"
        + ScriptedDocument.REPOSITORY
        + "</d:RepositoryUniqueId><d:DocumentUniqueId>"
        + document.uniqueId()
        + "</d:DocumentUniqueId><d:mimeType>text/plain</d:mimeType><d:Document>"
        + document.inMessage()
        + "</d:Document></d:DocumentResponse>";
  }

  private static String entry(Scripted document) {
    String id = "urn:uuid:" + UUID.nameUUIDFromBytes(document.uniqueId().getBytes(UTF_8));
    return "<rim:ExtrinsicObject id='"
        + id
        + "' lid='"
        + id
        + "' home='"
        + ScriptedDocument.URN
        + "' mimeType='text/plain' objectType='urn:uuid:7edca82f-054d-47f2-a032-9b2a5b5186c1'"
        + " status='urn:oasis:names:tc:ebxml-regrep:StatusType:Approved'>"
        + slot("creationTime", "20260401090000")
        + slot("languageCode", "ja-JP")
        + slot("repositoryUniqueId", ScriptedDocument.REPOSITORY)
        + slot("hash", document.hash())
        + slot("size", Long.toString(document.size()))
        + slot("sourcePatientId", ScriptedDocument.PATIENT)
        + "<rim:Name><rim:LocalizedString value='試験用文書'/></rim:Name>"
        + external(
            id,
            "urn:uuid:58a6f841-87b3-4a3e-92fd-a8ffeff98427",
            "XDSDocumentEntry.patientId",
            ScriptedDocument.PATIENT)
        + external(
            id,
            "urn:uuid:2e82c1f6-a085-4c72-9da3-8640a32e42ab",
            "XDSDocumentEntry.uniqueId",
            document.uniqueId())
        + "</rim:ExtrinsicObject>";
  }

  private static String slot(String name, String value) {
    return "<rim:Slot name='"
        + name
        + "'><rim:ValueList><rim:Value>"
        + Xml.escape(value)
        + "</rim:Value></rim:ValueList></rim:Slot>";
  }

  private static String external(String id, String scheme, String name, String value) {
    return "<rim:ExternalIdentifier id='urn:uuid:"
        + new UUID(id.hashCode(), name.hashCode())
        + "' identificationScheme='"
        + scheme
        + "' registryObject='"
        + id
        + "' value='"
        + Xml.escape(value)
        + "'><rim:Name><rim:LocalizedString value='"
        + name
        + "'/></rim:Name></rim:ExternalIdentifier>";
  }

  private static String envelope(String action, String request, String body) {
    return "<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope'"
        + " xmlns:a='http://www.w3.org/2005/08/addressing'><s:Header>"
        + "<a:Action s:mustUnderstand='1'>"
        + action
        + "</a:Action><a:MessageID>urn:uuid:"
        + UUID.randomUUID()
        + "</a:MessageID><a:RelatesTo>"
        + group(MESSAGE_ID, request, "urn:uuid:0")
        + "</a:RelatesTo></s:Header><s:Body>"
        + body
        + "</s:Body></s:Envelope>";
  }

  private static String group(Pattern pattern, String text, String otherwise) {
    var found = pattern.matcher(text);
    return found.find() ? found.group(1) : otherwise;
  }
}
