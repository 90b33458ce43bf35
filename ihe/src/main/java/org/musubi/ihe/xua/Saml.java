package org.musubi.ihe.xua;

/** The vocabulary of SAML 2.0 Core, XML Signature and IHE XUA (ITI TF-2 3.40.4.1.2). */
final class Saml {
  static final String NS = "urn:oasis:names:tc:SAML:2.0:assertion";
  static final String DS = "http://www.w3.org/2000/09/xmldsig#";
  static final String EXC_C14N = "http://www.w3.org/2001/10/xml-exc-c14n#";
  static final String HL7 = "urn:hl7-org:v3";
  static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";

  static final String BEARER = "urn:oasis:names:tc:SAML:2.0:cm:bearer";
  static final String PERSISTENT = "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent";
  static final String URI_NAME = "urn:oasis:names:tc:SAML:2.0:attrname-format:uri";

  static final String SUBJECT_ID = "urn:oasis:names:tc:xspa:1.0:subject:subject-id";
  static final String ORGANISATION = "urn:oasis:names:tc:xspa:1.0:subject:organization";
  static final String ORGANISATION_ID = "urn:oasis:names:tc:xspa:1.0:subject:organization-id";
  static final String ROLE = "urn:oasis:names:tc:xacml:2.0:subject:role";
  static final String PURPOSE = "urn:oasis:names:tc:xspa:1.0:subject:purposeofuse";
  static final String HOME = "urn:ihe:iti:xca:2010:homeCommunityId";
  static final String RESOURCE_ID = "urn:oasis:names:tc:xacml:2.0:resource:resource-id";

  private Saml() {}
}
