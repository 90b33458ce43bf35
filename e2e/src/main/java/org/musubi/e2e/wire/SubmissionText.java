package org.musubi.e2e.wire;

/** The text of a Provide and Register request with places for what differs. */
final class SubmissionText {
  private static final String DOCUMENT = "Document01";
  private static final String SET = "SubmissionSet01";
  private static final String MEMBER = "Association01";
  private static final String OID = "2.16.840.1.113883.6.1";

  /**
   * Places: 1 submission id, 2 source id, 3 time, 4 patient, 5 title, 6 author, 7 organisation, 8
   * MIME type, 9 document id.
   */
  static final String REQUEST =
      "<x:ProvideAndRegisterDocumentSetRequest xmlns:x=\"urn:ihe:iti:xds-b:2007\""
          + " xmlns:lcm=\"urn:oasis:names:tc:ebxml-regrep:xsd:lcm:3.0\""
          + " xmlns:rim=\"urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0\">"
          + "<lcm:SubmitObjectsRequest><rim:RegistryObjectList>"
          + document()
          + set()
          + "<rim:Classification id=\"Classification01\""
          + " classifiedObject=\""
          + SET
          + "\" classificationNode=\"urn:uuid:a54d6aa5-d40d-43f9-88c5-b4633d873bdd\"/>"
          + "<rim:Association id=\""
          + MEMBER
          + "\" associationType=\"urn:oasis:names:tc:ebxml-regrep:AssociationType:HasMember\""
          + " sourceObject=\""
          + SET
          + "\" targetObject=\""
          + DOCUMENT
          + "\">"
          + slot("SubmissionSetStatus", "Original")
          + "</rim:Association></rim:RegistryObjectList></lcm:SubmitObjectsRequest>"
          + "<x:Document id=\""
          + DOCUMENT
          + "\"><xop:Include xmlns:xop=\"http://www.w3.org/2004/08/xop/include\""
          + " href=\"cid:document@musubi\"/></x:Document></x:ProvideAndRegisterDocumentSetRequest>";

  private SubmissionText() {}

  private static String document() {
    String scheme = "urn:uuid:";
    return "<rim:ExtrinsicObject id=\""
        + DOCUMENT
        + "\" mimeType=\"%8$s\" objectType=\"urn:uuid:7edca82f-054d-47f2-a032-9b2a5b5186c1\">"
        + slot("creationTime", "%3$s")
        + slot("languageCode", "ja-JP")
        + slot("sourcePatientId", "%4$s")
        + "<rim:Name><rim:LocalizedString value=\"%5$s\"/></rim:Name>"
        + author(DOCUMENT, scheme + "93606bcf-9494-43ec-9b4e-a7748d1a838d", "a1")
        + coded(
            scheme + "41a5887f-8865-4c09-adf7-e362475b143a", "11488-4", OID, "Consult note", "c1")
        + coded(
            scheme + "f4f85eac-e6cb-4883-b524-f2705394840f",
            "N",
            "2.16.840.1.113883.5.25",
            "Normal",
            "c2")
        + coded(
            scheme + "a09d5840-386c-46f2-b5ad-9c3699a4309d",
            "urn:ihe:iti:xds:2017:mimeTypeSufficient",
            "1.3.6.1.4.1.19376.1.2.3",
            "mime type",
            "c3")
        + coded(
            scheme + "f33fb8ac-18af-42cc-ae0e-ed0b0bdb91e1",
            "HOSP",
            "2.16.840.1.113883.5.11",
            "Hospital",
            "c4")
        + coded(
            scheme + "cccf5598-8b07-4b77-a05e-ae952c785ead",
            "394802001",
            "2.16.840.1.113883.6.96",
            "General medicine",
            "c5")
        + coded(
            scheme + "f0306f51-975f-434e-a61c-c59651d33983", "11488-4", OID, "Consult note", "c6")
        + external(
            DOCUMENT,
            scheme + "58a6f841-87b3-4a3e-92fd-a8ffeff98427",
            "%4$s",
            "XDSDocumentEntry.patientId",
            "e1")
        + external(
            DOCUMENT,
            scheme + "2e82c1f6-a085-4c72-9da3-8640a32e42ab",
            "%9$s",
            "XDSDocumentEntry.uniqueId",
            "e2")
        + "</rim:ExtrinsicObject>";
  }

  private static String set() {
    String scheme = "urn:uuid:";
    return "<rim:RegistryPackage id=\""
        + SET
        + "\">"
        + slot("submissionTime", "%3$s")
        + "<rim:Name><rim:LocalizedString value=\"%5$s\"/></rim:Name>"
        + author(SET, scheme + "a7058bb9-b4e4-4307-ba5b-e3f0ab85e12d", "a2")
        + coded(
            SET,
            scheme + "aa543740-bdda-424e-8c96-df4873be8500",
            "11488-4",
            OID,
            "Consult note",
            "c7")
        + external(
            SET,
            scheme + "6b5aea1a-874d-4603-a4bc-96a0a7b38446",
            "%4$s",
            "XDSSubmissionSet.patientId",
            "e3")
        + external(
            SET,
            scheme + "96fdda7c-d067-4183-912e-bf5ee74998a8",
            "%1$s",
            "XDSSubmissionSet.uniqueId",
            "e4")
        + external(
            SET,
            scheme + "554ac39e-e3fe-47fe-b233-965d2a147832",
            "%2$s",
            "XDSSubmissionSet.sourceId",
            "e5")
        + "</rim:RegistryPackage>";
  }

  private static String author(String of, String scheme, String id) {
    return "<rim:Classification id=\""
        + id
        + "\" classificationScheme=\""
        + scheme
        + "\" classifiedObject=\""
        + of
        + "\" nodeRepresentation=\"\">"
        + slot("authorPerson", "^%6$s")
        + slot("authorInstitution", "%7$s")
        + "</rim:Classification>";
  }

  private static String coded(String scheme, String code, String system, String name, String id) {
    return coded(DOCUMENT, scheme, code, system, name, id);
  }

  private static String coded(
      String of, String scheme, String code, String system, String name, String id) {
    return "<rim:Classification id=\""
        + id
        + "\" classificationScheme=\""
        + scheme
        + "\" classifiedObject=\""
        + of
        + "\" nodeRepresentation=\""
        + code
        + "\">"
        + slot("codingScheme", system)
        + "<rim:Name><rim:LocalizedString value=\""
        + name
        + "\"/></rim:Name></rim:Classification>";
  }

  private static String external(String of, String scheme, String value, String name, String id) {
    return "<rim:ExternalIdentifier id=\""
        + id
        + "\" identificationScheme=\""
        + scheme
        + "\" registryObject=\""
        + of
        + "\" value=\""
        + value
        + "\"><rim:Name><rim:LocalizedString value=\""
        + name
        + "\"/></rim:Name></rim:ExternalIdentifier>";
  }

  private static String slot(String name, String value) {
    return "<rim:Slot name=\""
        + name
        + "\"><rim:ValueList><rim:Value>"
        + value
        + "</rim:Value></rim:ValueList></rim:Slot>";
  }
}
