package org.musubi.ihe.xua;

import static org.musubi.ihe.xua.Saml.HL7;
import static org.musubi.ihe.xua.Saml.NS;
import static org.musubi.ihe.xua.Saml.XSI;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.musubi.ihe.Coded;
import org.musubi.ihe.HomeCommunityId;
import org.musubi.ihe.xml.Element;

/** An assertion before it is signed. */
final class AssertionDraft {
  private AssertionDraft() {}

  static Element of(
      String id,
      String issuer,
      Requester requester,
      Authentication authentication,
      String audience,
      Instant now,
      Duration lifetime) {
    Instant from = now.truncatedTo(ChronoUnit.MILLIS);
    Instant to = from.plus(lifetime);
    return Element.of(NS, "saml2:Assertion")
        .attribute("ID", id)
        .attribute("IssueInstant", from.toString())
        .attribute("Version", "2.0")
        .add(Element.text(NS, "saml2:Issuer", issuer))
        .add(subject(requester, to))
        .add(conditions(from, to, audience))
        .add(authentication(authentication))
        .add(attributes(requester))
        .build();
  }

  private static Element subject(Requester requester, Instant to) {
    return Element.of(NS, "saml2:Subject")
        .add(
            Element.of(NS, "saml2:NameID")
                .attribute("Format", Saml.PERSISTENT)
                .text(requester.subject())
                .build())
        .add(
            Element.of(NS, "saml2:SubjectConfirmation")
                .attribute("Method", Saml.BEARER)
                .add(
                    Element.of(NS, "saml2:SubjectConfirmationData")
                        .attribute("NotOnOrAfter", to.toString())
                        .build())
                .build())
        .build();
  }

  private static Element conditions(Instant from, Instant to, String audience) {
    return Element.of(NS, "saml2:Conditions")
        .attribute("NotBefore", from.toString())
        .attribute("NotOnOrAfter", to.toString())
        .add(
            Element.of(NS, "saml2:AudienceRestriction")
                .add(Element.text(NS, "saml2:Audience", audience))
                .build())
        .build();
  }

  private static Element authentication(Authentication authentication) {
    return Element.of(NS, "saml2:AuthnStatement")
        .attribute("AuthnInstant", authentication.at().truncatedTo(ChronoUnit.MILLIS).toString())
        .add(
            Element.of(NS, "saml2:AuthnContext")
                .add(Element.text(NS, "saml2:AuthnContextClassRef", authentication.context()))
                .build())
        .build();
  }

  private static Element attributes(Requester requester) {
    Element.Builder statement = Element.of(NS, "saml2:AttributeStatement");
    text(statement, Saml.SUBJECT_ID, requester.displayName());
    text(statement, Saml.ORGANISATION, requester.organisationName());
    text(statement, Saml.ORGANISATION_ID, requester.organisationId());
    coded(statement, Saml.ROLE, "Role", requester.role());
    coded(statement, Saml.PURPOSE, "PurposeOfUse", requester.purposeOfUse());
    HomeCommunityId home = requester.home();
    text(statement, Saml.HOME, home == null ? null : home.toString());
    text(statement, Saml.RESOURCE_ID, requester.resourceId());
    return statement.build();
  }

  private static void text(Element.Builder statement, String name, @Nullable String value) {
    if (value != null) {
      statement.add(attribute(name, Element.text(NS, "saml2:AttributeValue", value)));
    }
  }

  private static void coded(Element.Builder statement, String name, String type, Coded code) {
    Element.Builder ce =
        Element.of(HL7, "hl7:" + type)
            .attribute(XSI, "xsi:type", "hl7:CE")
            .attribute("code", code.code())
            .attribute("codeSystem", code.system());
    String display = code.display();
    if (display != null) {
      ce.attribute("displayName", display);
    }
    statement.add(attribute(name, Element.of(NS, "saml2:AttributeValue").add(ce.build()).build()));
  }

  private static Element attribute(String name, Element value) {
    return Element.of(NS, "saml2:Attribute")
        .attribute("Name", name)
        .attribute("NameFormat", Saml.URI_NAME)
        .add(value)
        .build();
  }
}
