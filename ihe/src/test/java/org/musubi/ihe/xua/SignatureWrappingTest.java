package org.musubi.ihe.xua;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.musubi.ihe.Messages;
import org.musubi.ihe.xml.Element;

/** The attacks on XML signature that are known from SAML, each on a real signed assertion. */
class SignatureWrappingTest {
  private static AssertionIssuer issuer;
  private static String genuine;

  @BeforeAll
  static void issue() throws Exception {
    issuer = TestIssuer.of("issuer", TestIssuer.ec(), AssertionCheckTest.NOW.minusSeconds(60));
    Element assertion =
        issuer.issue(
            AssertionCheckTest.DOCTOR,
            Authentication.password(AssertionCheckTest.NOW),
            AssertionCheckTest.US,
            AssertionCheckTest.NOW,
            Duration.ofMinutes(5));
    genuine = Messages.text(assertion).replaceFirst("^<\\?xml[^>]*>", "");
  }

  private static Verdict verify(String xml) {
    return AssertionCheck.proposed()
        .verify(
            Messages.read(xml),
            List.of(issuer.trusted()),
            AssertionCheckTest.US,
            AssertionCheckTest.NOW);
  }

  private static void refused(Reason reason, UnaryOperator<String> attack) {
    String attacked = attack.apply(genuine);
    assertThat(attacked).isNotEqualTo(genuine);
    assertThat(verify(attacked)).isEqualTo(new Verdict.Refused(reason));
  }

  private static String id() {
    return Messages.read(genuine).attribute("ID").orElseThrow();
  }

  private static String signature() {
    return genuine.substring(
        genuine.indexOf("<ds:Signature "), genuine.indexOf("</ds:Signature>") + 15);
  }

  private static String forged() {
    return genuine
        .replace(signature(), "")
        .replace(id(), "_forged")
        .replace("practitioner-7", "evil");
  }

  @Test
  void theGenuineAssertionHolds() {
    assertThat(verify(genuine)).isInstanceOf(Verdict.Verified.class);
  }

  @Test
  void aForgedAssertionAroundTheSignedOneIsRefused() {
    refused(
        Reason.WRAPPED,
        xml ->
            forged()
                .replaceFirst(
                    "</saml2:Issuer>", "</saml2:Issuer><saml2:Advice>" + xml + "</saml2:Advice>"));
  }

  @Test
  void aForgedAssertionThatCarriesTheSignedOneInItsSignatureIsRefused() {
    String carrying =
        signature()
            .replace(
                "</ds:Signature>",
                "<ds:Object>" + genuine.replace(signature(), "") + "</ds:Object></ds:Signature>");
    refused(
        Reason.WRAPPED,
        xml -> forged().replaceFirst("</saml2:Issuer>", "</saml2:Issuer>" + carrying));
  }

  @Test
  void theSignatureOfOneAssertionOverAnotherIsRefused() {
    refused(
        Reason.WRAPPED,
        xml -> forged().replaceFirst("</saml2:Issuer>", "</saml2:Issuer>" + signature()));
    refused(
        Reason.BAD_SIGNATURE,
        xml ->
            forged()
                .replace("_forged", id())
                .replaceFirst("</saml2:Issuer>", "</saml2:Issuer>" + signature()));
  }

  @Test
  void aSecondElementWithTheSameIdIsRefused() {
    refused(
        Reason.WRAPPED,
        xml -> xml.replace("<saml2:Subject>", "<saml2:Subject Id=\"" + id() + "\">"));
  }

  @Test
  void aSignatureThatLiesDeeperIsRefused() {
    refused(
        Reason.WRAPPED,
        xml ->
            xml.replace(signature(), "")
                .replace("</saml2:Subject>", signature() + "</saml2:Subject>"));
  }

  @Test
  void twoSignaturesAreRefused() {
    refused(
        Reason.WRAPPED,
        xml ->
            xml.replace(
                "</ds:Signature>",
                "</ds:Signature>"
                    + signature().replace("ds:", "e:").replace("xmlns:ds", "xmlns:e")));
  }

  @Test
  void aSecondReferenceIsRefused() {
    String reference =
        genuine.substring(
            genuine.indexOf("<ds:Reference "), genuine.indexOf("</ds:Reference>") + 15);
    refused(Reason.WRAPPED, xml -> xml.replace(reference, reference + reference));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "URI=\"#_|URI=\"#other_",
        "URI=\"#_|URI=\"http://evil.example/#_",
        "URI=\"#_|Other=\"#_",
        "xmldsig#enveloped-signature\"|xmldsig#base64\"",
        "</ds:Transforms>|<ds:Transform Algorithm=\"http://www.w3.org/TR/1999/REC-xslt-19991116\"/></ds:Transforms>",
        "<ds:Transform Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"/>|<ds:Transform Algorithm=\"http://www.w3.org/TR/1999/REC-xpath-19991116\"/>",
        "<ds:Transform Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"/>|",
        "</ds:Signature>|<ds:Object/></ds:Signature>",
        "</saml2:Subject>|</saml2:Subject><saml2:EncryptedAssertion/>",
      })
  void anyOtherShapeOfTheSignatureIsRefused(String right, String wrong) {
    refused(Reason.WRAPPED, xml -> xml.replace(right, wrong == null ? "" : wrong));
  }

  @ParameterizedTest
  @CsvSource({
    "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256, http://www.w3.org/2000/09/xmldsig#hmac-sha1",
    "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256, http://www.w3.org/2001/04/xmldsig-more#hmac-sha256",
    "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256, http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha1",
    "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256, http://www.w3.org/2000/09/xmldsig#rsa-sha1",
    "http://www.w3.org/2001/04/xmlenc#sha256, http://www.w3.org/2000/09/xmldsig#sha1"
  })
  void anAlgorithmThatIsNotAcceptedIsRefused(String right, String wrong) {
    refused(Reason.WEAK_ALGORITHM, xml -> xml.replace(right, wrong));
  }

  @Test
  void aSignatureForAnotherKindOfKeyIsRefused() {
    refused(
        Reason.BAD_SIGNATURE,
        xml -> xml.replace("xmldsig-more#ecdsa-sha256", "xmldsig-more#rsa-sha256"));
  }

  @Test
  void aSignatureValueThatIsNoBase64IsRefused() {
    refused(
        Reason.BAD_SIGNATURE,
        xml -> xml.replaceFirst("<ds:SignatureValue>[^<]*<", "<ds:SignatureValue>*<"));
  }

  @Test
  void aTenfoldNestedAssertionDoesNotBreakTheCheck() {
    String nested = "<saml2:Attribute>".repeat(40) + "</saml2:Attribute>".repeat(40);
    refused(
        Reason.BAD_SIGNATURE,
        xml -> xml.replace("</saml2:AttributeStatement>", nested + "</saml2:AttributeStatement>"));
  }
}
