package org.musubi.e2e.wire;

/** The text of an unsigned assertion. */
final class XuaText {
  static final String SAML = "urn:oasis:names:tc:SAML:2.0:assertion";

  private XuaText() {}

  static String of(Xua of) {
    return """
    <saml2:Assertion xmlns:saml2="%s" ID="%s" IssueInstant="%s" Version="2.0">\
    <saml2:Issuer>%s</saml2:Issuer>\
    <saml2:Subject><saml2:NameID>%s</saml2:NameID>\
    <saml2:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer">\
    <saml2:SubjectConfirmationData NotOnOrAfter="%s"/></saml2:SubjectConfirmation></saml2:Subject>\
    <saml2:Conditions NotBefore="%s" NotOnOrAfter="%s"><saml2:AudienceRestriction>\
    <saml2:Audience>%s</saml2:Audience></saml2:AudienceRestriction></saml2:Conditions>\
    <saml2:AuthnStatement AuthnInstant="%s"><saml2:AuthnContext><saml2:AuthnContextClassRef>\
    urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport\
    </saml2:AuthnContextClassRef></saml2:AuthnContext></saml2:AuthnStatement>\
    <saml2:AttributeStatement>%s</saml2:AttributeStatement></saml2:Assertion>\
    """
        .formatted(
            SAML,
            of.id(),
            of.from(),
            Xml.escape(of.issuer()),
            Xml.escape(of.subject()),
            of.until(),
            of.from(),
            of.until(),
            Xml.escape(of.audience()),
            of.from(),
            attributes(of));
  }

  private static String attributes(Xua of) {
    return attribute("urn:oasis:names:tc:xspa:1.0:subject:subject-id", Xml.escape(of.name()))
        + attribute(
            "urn:oasis:names:tc:xspa:1.0:subject:organization", Xml.escape(of.organisation()))
        + attribute(
            "urn:oasis:names:tc:xspa:1.0:subject:organization-id", Xml.escape(of.organisationId()))
        + attribute(
            "urn:oasis:names:tc:xacml:2.0:subject:role",
            coded("Role", "221", "2.16.840.1.113883.2.9.6.2.7", "Medical doctors"))
        + attribute(
            "urn:oasis:names:tc:xspa:1.0:subject:purposeofuse",
            coded("PurposeOfUse", of.purpose(), "2.16.840.1.113883.1.11.20448", "Treatment"));
  }

  private static String attribute(String name, String value) {
    return "<saml2:Attribute Name=\""
        + name
        + "\" NameFormat=\"urn:oasis:names:tc:SAML:2.0:attrname-format:uri\"><saml2:AttributeValue>"
        + value
        + "</saml2:AttributeValue></saml2:Attribute>";
  }

  private static String coded(String element, String code, String system, String display) {
    return "<"
        + element
        + " xmlns=\"urn:hl7-org:v3\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
        + " xsi:type=\"CE\" code=\""
        + Xml.escape(code)
        + "\" codeSystem=\""
        + system
        + "\" displayName=\""
        + display
        + "\"/>";
  }
}
