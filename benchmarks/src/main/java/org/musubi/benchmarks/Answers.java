package org.musubi.benchmarks;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The prepared answers of one responder: three document entries of 10 KB, 1 MB and 300 MB, and
 * their bytes.
 */
final class Answers {
  static final String SOAP = "application/soap+xml; charset=UTF-8";
  static final int[] SIZES = {10 * 1024, 1024 * 1024, 300 * 1024 * 1024};
  private static final Pattern MESSAGE_ID = Pattern.compile("MessageID[^>]*>([^<]+)<");
  private static final Pattern QUERY_ID = Pattern.compile("<(?:\\w+:)?queryId [^>]*/>");
  private static final Pattern REQUEST_ID =
      Pattern.compile("PRPA_IN201305UV02[^>]*>\\s*<(?:\\w+:)?id ([^>]*)/>");
  private static final Pattern WANTED = Pattern.compile("DocumentUniqueId>([^<]+)<");
  private static final byte[] BLOCK = block();
  private static final Map<Integer, String> SHA1 = new ConcurrentHashMap<>();

  private final String home;

  Answers(String home) {
    this.home = home;
  }

  static String uniqueId(String home, int size) {
    return home + ".5." + size;
  }

  byte[] query(String request) {
    var entries = new StringBuilder();
    for (int size : SIZES) {
      entries.append(entry(size));
    }
    return envelope(
        "urn:ihe:iti:2007:CrossGatewayQueryResponse",
        request,
        "<q:AdhocQueryResponse xmlns:q='urn:oasis:names:tc:ebxml-regrep:xsd:query:3.0' xmlns:rim='urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0'"
            + " status='urn:oasis:names:tc:ebxml-regrep:ResponseStatusType:Success'><rim:RegistryObjectList>"
            + entries
            + "</rim:RegistryObjectList></q:AdhocQueryResponse>");
  }

  private String entry(int size) {
    String id = "urn:uuid:" + new java.util.UUID(home.hashCode(), size);
    return "<rim:ExtrinsicObject id='"
        + id
        + "' lid='"
        + id
        + "' home='urn:oid:"
        + home
        + "' mimeType='text/plain' objectType='urn:uuid:7edca82f-054d-47f2-a032-9b2a5b5186c1' status='urn:oasis:names:tc:ebxml-regrep:StatusType:Approved'>"
        + slot("creationTime", "20260401090000")
        + slot("languageCode", "ja-JP")
        + slot("repositoryUniqueId", home + ".2")
        + slot("hash", sha1(size))
        + slot("size", Integer.toString(size))
        + slot("sourcePatientId", patient())
        + "<rim:Name><rim:LocalizedString value='計測用文書'/></rim:Name>"
        + classification(id, "urn:uuid:41a5887f-8865-4c09-adf7-e362475b143a", "57133-1")
        + classification(id, "urn:uuid:f0306f51-975f-434e-a61c-c59651d33983", "57133-1")
        + classification(
            id,
            "urn:uuid:a09d5840-386c-46f2-b5ad-9c3699a4309d",
            "urn:ihe:iti:xds:2017:mimeTypeSufficient")
        + classification(id, "urn:uuid:f4f85eac-e6cb-4883-b524-f2705394840f", "N")
        + classification(id, "urn:uuid:f33fb8ac-18af-42cc-ae0e-ed0b0bdb91e1", "22232009")
        + classification(id, "urn:uuid:cccf5598-8b07-4b77-a05e-ae952c785ead", "394802001")
        + external(
            id,
            "urn:uuid:58a6f841-87b3-4a3e-92fd-a8ffeff98427",
            "XDSDocumentEntry.patientId",
            patient())
        + external(
            id,
            "urn:uuid:2e82c1f6-a085-4c72-9da3-8640a32e42ab",
            "XDSDocumentEntry.uniqueId",
            uniqueId(home, size))
        + "</rim:ExtrinsicObject>";
  }

  private String patient() {
    return "X-" + home.substring(home.lastIndexOf('.') + 1) + "^^^&amp;" + home + ".1&amp;ISO";
  }

  private static String slot(String name, String value) {
    return "<rim:Slot name='"
        + name
        + "'><rim:ValueList><rim:Value>"
        + value
        + "</rim:Value></rim:ValueList></rim:Slot>";
  }

  private static String classification(String id, String scheme, String code) {
    return "<rim:Classification id='urn:uuid:"
        + new java.util.UUID(id.hashCode(), scheme.hashCode())
        + "' classificationScheme='"
        + scheme
        + "' classifiedObject='"
        + id
        + "' nodeRepresentation='"
        + code
        + "'>"
        + slot("codingScheme", "2.16.840.1.113883.6.1")
        + "<rim:Name><rim:LocalizedString value='"
        + code
        + "'/></rim:Name></rim:Classification>";
  }

  private static String external(String id, String scheme, String name, String value) {
    return "<rim:ExternalIdentifier id='urn:uuid:"
        + new java.util.UUID(id.hashCode(), value.hashCode())
        + "' identificationScheme='"
        + scheme
        + "' registryObject='"
        + id
        + "' value='"
        + value
        + "'><rim:Name><rim:LocalizedString value='"
        + name
        + "'/></rim:Name></rim:ExternalIdentifier>";
  }

  byte[] discovery(String request) {
    String number = home.substring(home.lastIndexOf('.') + 1);
    return envelope(
        "urn:hl7-org:v3:PRPA_IN201306UV02:CrossGatewayPatientDiscovery",
        request,
        "<PRPA_IN201306UV02 xmlns='urn:hl7-org:v3' ITSVersion='XML_1.0'><id root='"
            + java.util.UUID.randomUUID()
            + "'/><creationTime value='20261121120000'/>"
            + "<interactionId root='2.16.840.1.113883.1.6' extension='PRPA_IN201306UV02'/><processingCode code='P'/><processingModeCode code='T'/><acceptAckCode code='NE'/>"
            + "<receiver typeCode='RCV'><device classCode='DEV' determinerCode='INSTANCE'><id root='1.2.392.200250.9.0'/></device></receiver>"
            + "<sender typeCode='SND'><device classCode='DEV' determinerCode='INSTANCE'><id root='"
            + home
            + "'/></device></sender>"
            + "<acknowledgement><typeCode code='AA'/><targetMessage><id "
            + group(REQUEST_ID, request, "root='1.2.3'")
            + "/></targetMessage></acknowledgement>"
            + "<controlActProcess classCode='CACT' moodCode='EVN'><code code='PRPA_TE201306UV02' codeSystem='2.16.840.1.113883.1.6'/>"
            + "<subject typeCode='SUBJ' contextConductionInd='false'><registrationEvent classCode='REG' moodCode='EVN'><id nullFlavor='NA'/><statusCode code='active'/>"
            + "<subject1 typeCode='SBJ'><patient classCode='PAT'><id root='"
            + home
            + ".1' extension='X-"
            + number
            + "'/><statusCode code='active'/>"
            + "<patientPerson classCode='PSN' determinerCode='INSTANCE'><name use='IDE'><family>結城</family><given>花子</given></name><name use='SYL'><family>ユウキ</family><given>ハナコ</given></name>"
            + "<administrativeGenderCode code='F'/><birthTime value='19680412'/></patientPerson>"
            + "<subjectOf1><queryMatchObservation classCode='OBS' moodCode='EVN'><code code='IHE_PDQ'/><value xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:type='INT' value='100'/></queryMatchObservation></subjectOf1></patient></subject1>"
            + "<custodian typeCode='CST'><assignedEntity classCode='ASSIGNED'><id root='"
            + home
            + "'/><code code='NotHealthDataLocator' codeSystem='1.3.6.1.4.1.19376.1.2.27.2'/></assignedEntity></custodian>"
            + "</registrationEvent></subject><queryAck>"
            + group0(QUERY_ID, request)
            + "<statusCode code='deliveredResponse'/><queryResponseCode code='OK'/></queryAck>"
            + "<queryByParameter>"
            + group0(QUERY_ID, request)
            + "<statusCode code='new'/><parameterList/></queryByParameter></controlActProcess></PRPA_IN201306UV02>");
  }

  /** Streams the wanted documents as MTOM, in chunks. */
  void retrieve(String request, OutputStream out) throws IOException {
    var documents = new StringBuilder();
    var sizes = new java.util.ArrayList<Integer>();
    for (Matcher wanted = WANTED.matcher(request); wanted.find(); ) {
      String id = wanted.group(1).strip();
      int size = Integer.parseInt(id.substring(id.lastIndexOf('.') + 1));
      documents
          .append("<d:DocumentResponse><d:HomeCommunityId>urn:oid:")
          .append(home)
          .append("</d:HomeCommunityId><d:RepositoryUniqueId>")
          .append(home)
          .append(".2</d:RepositoryUniqueId><d:DocumentUniqueId>")
          .append(id)
          .append(
              "</d:DocumentUniqueId><d:mimeType>text/plain</d:mimeType><d:Document><x:Include xmlns:x='http://www.w3.org/2004/08/xop/include' href='cid:d")
          .append(sizes.size())
          .append("@stub'/></d:Document></d:DocumentResponse>");
      sizes.add(size);
    }
    byte[] root =
        envelope(
            "urn:ihe:iti:2007:CrossGatewayRetrieveResponse",
            request,
            "<d:RetrieveDocumentSetResponse xmlns:d='urn:ihe:iti:xds-b:2007'><r:RegistryResponse xmlns:r='urn:oasis:names:tc:ebxml-regrep:xsd:rs:3.0' status='urn:oasis:names:tc:ebxml-regrep:ResponseStatusType:Success'/>"
                + documents
                + "</d:RetrieveDocumentSetResponse>");
    long length = 0;
    var heads = new java.util.ArrayList<byte[]>();
    heads.add(
        part("root", "application/xop+xml; charset=UTF-8; type=\"application/soap+xml\"", true));
    length += heads.getFirst().length + root.length;
    for (int i = 0; i < sizes.size(); i++) {
      heads.add(part("d" + i, "text/plain", false));
      length += heads.getLast().length + sizes.get(i);
    }
    byte[] end = "\r\n--stub--\r\n".getBytes(StandardCharsets.US_ASCII);
    out.write(
        ("HTTP/1.1 200 OK\r\nContent-Type: multipart/related; type=\"application/xop+xml\"; start=\"<root@stub>\"; start-info=\"application/soap+xml\"; boundary=\"stub\"\r\nContent-Length: "
                + (length + end.length)
                + "\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII));
    out.write(heads.getFirst());
    out.write(root);
    for (int i = 0; i < sizes.size(); i++) {
      out.write(heads.get(i + 1));
      for (int left = sizes.get(i); left > 0; left -= Math.min(left, BLOCK.length)) {
        out.write(BLOCK, 0, Math.min(left, BLOCK.length));
      }
    }
    out.write(end);
    out.flush();
  }

  private static byte[] part(String id, String type, boolean first) {
    return ((first ? "" : "\r\n")
            + "--stub\r\nContent-Type: "
            + type
            + "\r\nContent-Transfer-Encoding: binary\r\nContent-ID: <"
            + id
            + "@stub>\r\n\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] envelope(String action, String request, String body) {
    return ("<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope' xmlns:a='http://www.w3.org/2005/08/addressing'><s:Header><a:Action s:mustUnderstand='1'>"
            + action
            + "</a:Action><a:MessageID>urn:uuid:"
            + java.util.UUID.randomUUID()
            + "</a:MessageID><a:RelatesTo>"
            + group(MESSAGE_ID, request, "urn:uuid:0")
            + "</a:RelatesTo></s:Header><s:Body>"
            + body
            + "</s:Body></s:Envelope>")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String group(Pattern pattern, String text, String otherwise) {
    var matcher = pattern.matcher(text);
    return matcher.find() ? matcher.group(1) : otherwise;
  }

  private static String group0(Pattern pattern, String text) {
    var matcher = pattern.matcher(text);
    return matcher.find()
        ? matcher.group().replaceAll("<\\w+:queryId", "<queryId")
        : "<queryId root='1.2.3'/>";
  }

  static String sha1(int size) {
    return SHA1.computeIfAbsent(size, Answers::hash);
  }

  private static String hash(int size) {
    try {
      var digest = MessageDigest.getInstance("SHA-1");
      for (int left = size; left > 0; left -= Math.min(left, BLOCK.length)) {
        digest.update(BLOCK, 0, Math.min(left, BLOCK.length));
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] block() {
    var block = new byte[1 << 16];
    new Random(42).nextBytes(block);
    return block;
  }
}
