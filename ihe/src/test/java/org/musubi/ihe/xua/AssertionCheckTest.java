package org.musubi.ihe.xua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.musubi.ihe.Coded;
import org.musubi.ihe.HomeCommunityId;
import org.musubi.ihe.Messages;
import org.musubi.ihe.SharedData;
import org.musubi.ihe.xml.Element;

class AssertionCheckTest {
  static final Instant NOW = Instant.parse("2026-11-21T01:00:00Z");
  static final String US = "urn:musubi:platform";
  static final Requester DOCTOR =
      new Requester(
          "practitioner-7",
          "𠮷野\uE000 か\u3099く（ﾖｼﾉ ｶﾞｸ）",
          new Coded("Medical Doctor", "1.2.392.100495.1.6.1", "医師"),
          "urn:oid:1.2.392.100495.20.3.21.1310000001",
          "髙橋総合病院",
          Coded.of("TREAT", "2.16.840.1.113883.1.11.20448"),
          HomeCommunityId.parse("urn:oid:1.2.392.1.1"),
          null);
  private static final AssertionCheck CHECK = AssertionCheck.proposed();

  private static KeyPair ecKeys;
  private static AssertionIssuer issuer;

  @BeforeAll
  static void keys() throws Exception {
    ecKeys = TestIssuer.ec();
    issuer = TestIssuer.of("https://idp.region-a.example", ecKeys, NOW.minusSeconds(3600));
  }

  private static Element assertion() {
    return issue(issuer, DOCTOR, NOW, Duration.ofMinutes(5));
  }

  private static Element issue(
      AssertionIssuer by, Requester requester, Instant from, Duration lifetime) {
    return by.issue(requester, Authentication.password(from.minusSeconds(30)), US, from, lifetime);
  }

  private static Verdict verify(Element assertion) {
    return verifyAt(assertion, NOW.plusSeconds(10));
  }

  private static Verdict verifyAt(Element assertion, Instant at) {
    return CHECK.verify(assertion, List.of(issuer.trusted()), US, at);
  }

  private static void refused(Verdict verdict, Reason reason) {
    assertThat(verdict).isEqualTo(new Verdict.Refused(reason));
  }

  @Test
  void whatAnIssuerSignsIsBelieved() {
    Verdict verdict = verify(Messages.sent(assertion()));
    assertThat(verdict).isInstanceOf(Verdict.Verified.class);
    Claims claims = ((Verdict.Verified) verdict).claims();
    assertThat(claims.requester()).isEqualTo(DOCTOR);
    assertThat(claims.issuer()).isEqualTo("https://idp.region-a.example");
    assertThat(claims.notOnOrAfter()).isEqualTo(NOW.plus(Duration.ofMinutes(5)));
    assertThat(claims.authnContext()).isEqualTo(Authentication.PASSWORD);
    assertThat(claims.assertionId()).startsWith("_");
  }

  @Test
  void anRsaKeyOf2048BitsServesToo() throws Exception {
    AssertionIssuer rsa = TestIssuer.of("rsa", TestIssuer.rsa(2048), NOW.minusSeconds(60));
    Element assertion = Messages.sent(issue(rsa, DOCTOR, NOW, Duration.ofMinutes(5)));
    assertThat(CHECK.verify(assertion, List.of(rsa.trusted()), US, NOW))
        .isInstanceOf(Verdict.Verified.class);
  }

  @Test
  void aShortRsaKeyIsNotBelieved() throws Exception {
    AssertionIssuer weak = TestIssuer.of("weak", TestIssuer.rsa(1024), NOW.minusSeconds(60));
    Element assertion = issue(weak, DOCTOR, NOW, Duration.ofMinutes(5));
    refused(CHECK.verify(assertion, List.of(weak.trusted()), US, NOW), Reason.BAD_SIGNATURE);
  }

  @Test
  void anAssertionInsideAnEnvelopeHoldsAsItWasSigned() {
    String envelope =
        "<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope' xmlns:hl7='urn:other'"
            + " xmlns:x='urn:x'><s:Header><w:Security xmlns:w='urn:w' xmlns='urn:default'>\n"
            + Messages.text(assertion()).replaceFirst("^<\\?xml[^>]*>", "")
            + "\n</w:Security></s:Header></s:Envelope>";
    Element found =
        Messages.read(envelope).descendants(Saml.NS, "Assertion").findFirst().orElseThrow();
    assertThat(verify(found)).isInstanceOf(Verdict.Verified.class);
  }

  @Test
  void anyChangedClaimBreaksTheSignature() {
    String xml = Messages.text(assertion());
    for (String[] change :
        new String[][] {
          {"Medical Doctor", "Dentist"},
          {"practitioner-7", "practitioner-8"},
          {"1310000001", "1310000002"},
          {"TREAT", "ETREAT"},
          {"T01:05:00Z", "T01:06:00Z"}
        }) {
      String changed = xml.replace(change[0], change[1]);
      assertThat(changed).isNotEqualTo(xml);
      refused(verify(Messages.read(changed)), Reason.BAD_SIGNATURE);
    }
  }

  @Test
  void aCommentCannotHideHalfOfAName() {
    String xml = Messages.text(assertion()).replace("practitioner-7", "practitioner<!---->-7");
    Claims claims = ((Verdict.Verified) verify(Messages.read(xml))).claims();
    assertThat(claims.subject()).isEqualTo("practitioner-7");
  }

  @Test
  void anUnsignedAssertionIsRefused() {
    Element bare = assertion().mapChildren(c -> c.is(Saml.DS, "Signature") ? null : c);
    refused(verify(bare), Reason.UNSIGNED);
  }

  @Test
  void anotherIssuersKeyIsRefusedEvenWithItsCertificateInside() throws Exception {
    AssertionIssuer impostor =
        TestIssuer.of(issuer.entityId(), TestIssuer.ec(), NOW.minusSeconds(60));
    refused(verify(issue(impostor, DOCTOR, NOW, Duration.ofMinutes(5))), Reason.BAD_SIGNATURE);
  }

  @Test
  void anIssuerThatIsNotBoundToTheCallerIsRefused() throws Exception {
    AssertionIssuer other = TestIssuer.of("https://elsewhere", ecKeys, NOW.minusSeconds(60));
    refused(verify(issue(other, DOCTOR, NOW, Duration.ofMinutes(5))), Reason.UNKNOWN_ISSUER);
    refused(CHECK.verify(assertion(), List.of(), US, NOW), Reason.UNKNOWN_ISSUER);
  }

  @Test
  void anIssuerWhoseCertificateRanOutIsRefused() throws Exception {
    AssertionIssuer old = TestIssuer.of("old", ecKeys, NOW.minus(Duration.ofDays(31)));
    Element assertion = issue(old, DOCTOR, NOW, Duration.ofMinutes(5));
    refused(CHECK.verify(assertion, List.of(old.trusted()), US, NOW), Reason.ISSUER_KEY_NOT_VALID);
  }

  @Test
  void whileAKeyIsReplacedBothAreBelieved() throws Exception {
    TrustedIssuer both =
        new TrustedIssuer(
            issuer.entityId(),
            List.of(
                TestIssuer.certificate(TestIssuer.ec(), NOW.minusSeconds(60)),
                TestIssuer.certificate(ecKeys, NOW.minusSeconds(60))));
    assertThat(CHECK.verify(assertion(), List.of(both), US, NOW))
        .isInstanceOf(Verdict.Verified.class);
  }

  @Test
  void timeIsHeldWithTheAllowedSkewAndNotASecondMore() {
    Element assertion = assertion();
    Instant end = NOW.plus(Duration.ofMinutes(5));
    assertThat(verifyAt(assertion, NOW.minusSeconds(60))).isInstanceOf(Verdict.Verified.class);
    refused(verifyAt(assertion, NOW.minusSeconds(61)), Reason.NOT_YET_VALID);
    assertThat(verifyAt(assertion, end.plusSeconds(59))).isInstanceOf(Verdict.Verified.class);
    refused(verifyAt(assertion, end.plusSeconds(60)), Reason.EXPIRED);
  }

  @Test
  void anAssertionThatLivesTooLongIsRefused() {
    refused(verify(issue(issuer, DOCTOR, NOW, Duration.ofSeconds(601))), Reason.LIVES_TOO_LONG);
  }

  @Test
  void anotherAudienceIsRefused() {
    refused(
        CHECK.verify(assertion(), List.of(issuer.trusted()), "urn:other", NOW),
        Reason.WRONG_AUDIENCE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"urn:oasis:names:tc:xacml:2.0:subject:role"})
  void aMissingRoleIsRefused(String attribute) throws Exception {
    refused(verify(withoutAttribute(attribute)), Reason.ROLE_MISSING);
  }

  @Test
  void aMissingOrganisationIsRefused() throws Exception {
    refused(verify(withoutAttribute(Saml.ORGANISATION_ID)), Reason.ORGANISATION_MISSING);
  }

  @Test
  void aMissingPurposeIsRefused() throws Exception {
    refused(verify(withoutAttribute(Saml.PURPOSE)), Reason.PURPOSE_MISSING);
  }

  @Test
  void anAttributeSaidTwiceIsRefused() throws Exception {
    Element twice =
        Resigned.of(
            assertion(),
            ecKeys,
            xml ->
                xml.replaceFirst(
                    "(<saml2:Attribute Name=\"" + Saml.ROLE + "\".*?</saml2:Attribute>)", "$1$1"));
    refused(verify(twice), Reason.ATTRIBUTE_AMBIGUOUS);
  }

  @Test
  void twoOrganisationsAreRefused() throws Exception {
    Element two =
        Resigned.of(
            assertion(),
            ecKeys,
            xml ->
                xml.replaceFirst(
                    "(<saml2:AttributeValue>urn:oid:1.2.392.100495[^<]*</saml2:AttributeValue>)",
                    "$1$1"));
    refused(verify(two), Reason.ORGANISATION_MISSING);
  }

  private static Element withoutAttribute(String name) throws Exception {
    return Resigned.of(
        assertion(),
        ecKeys,
        xml -> xml.replaceFirst("<saml2:Attribute Name=\"" + name + "\".*?</saml2:Attribute>", ""));
  }

  @Test
  void aSubjectWithoutABearerConfirmationIsRefused() throws Exception {
    refused(verify(resigned("cm:bearer", "cm:sender-vouches")), Reason.SUBJECT_NOT_CONFIRMED);
    refused(
        verify(
            resigned(
                "<saml2:SubjectConfirmationData NotOnOrAfter=\"[^\"]*\"",
                "<saml2:SubjectConfirmationData")),
        Reason.SUBJECT_NOT_CONFIRMED);
    refused(
        verify(
            resigned(
                "ConfirmationData NotOnOrAfter=\"[^\"]*\"",
                "ConfirmationData NotOnOrAfter=\"2026-11-20T00:00:00Z\"")),
        Reason.SUBJECT_NOT_CONFIRMED);
  }

  @Test
  void anAssertionWithoutAuthenticationIsRefused() throws Exception {
    refused(
        verify(resigned("<saml2:AuthnStatement.*</saml2:AuthnStatement>", "")),
        Reason.NO_AUTHENTICATION);
  }

  @Test
  void aConditionThatIsNotUnderstoodIsRefused() throws Exception {
    refused(
        verify(resigned("</saml2:Conditions>", "<saml2:OneTimeUse/></saml2:Conditions>")),
        Reason.UNSUPPORTED_CONDITION);
  }

  @Test
  void anAssertionWithoutAudienceOrTimeIsRefused() throws Exception {
    refused(
        verify(resigned("<saml2:AudienceRestriction>.*</saml2:AudienceRestriction>", "")),
        Reason.WRONG_AUDIENCE);
    refused(verify(resigned("Conditions NotBefore=\"[^\"]*\"", "Conditions")), Reason.MALFORMED);
    refused(
        verify(resigned("IssueInstant=\"[^\"]*\"", "IssueInstant=\"2026-11-21T10:00:00\"")),
        Reason.MALFORMED);
  }

  private static Element resigned(String regex, String replacement) throws Exception {
    return Resigned.of(assertion(), ecKeys, xml -> xml.replaceFirst(regex, replacement));
  }

  @Test
  void whatIsNoSaml2AssertionIsRefused() {
    refused(verify(Messages.read("<Assertion/>")), Reason.NOT_AN_ASSERTION);
    refused(
        verify(Messages.read("<a:EncryptedAssertion xmlns:a='" + Saml.NS + "'/>")),
        Reason.NOT_AN_ASSERTION);
    refused(
        verify(Messages.read("<a:Assertion xmlns:a='" + Saml.NS + "' Version='2.0' ID='x'/>")),
        Reason.MALFORMED);
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  void everyReasonSpeaksBothLanguagesAndHasAFaultCode(Reason reason) {
    assertThat(reason.english()).endsWith(".");
    assertThat(reason.japanese()).endsWith("。");
    assertThat(reason.faultCode())
        .isIn(
            "InvalidSecurity",
            "InvalidSecurityToken",
            "UnsupportedSecurityToken",
            "UnsupportedAlgorithm",
            "FailedAuthentication",
            "FailedCheck",
            "MessageExpired");
  }

  @Test
  void aRequesterDoesNotShowThePersonInALog() {
    assertThat(DOCTOR.toString()).doesNotContain("practitioner-7", "𠮷野");
  }

  @Test
  void anIssuerNeedsARsaOrEcKey() throws Exception {
    KeyPair edwards = java.security.KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new AssertionIssuer("x", edwards.getPrivate(), TestIssuer.certificate(ecKeys, NOW)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "assertion_only.xml",
        "1_Get_X-User_Assertion_Response-Healthcare_Provider.xml",
        "2_Get_X-User_Assertion_Response-Assistant.xml",
        "4_Get_X-User_Assertion_Response-Patient.xml"
      })
  void aRecordedAssertionOfAStrangerIsReadAndRefused(String file) throws Exception {
    Element assertion =
        SharedData.message("epd/XUA_samples/" + file)
            .descendants(Saml.NS, "Assertion")
            .findFirst()
            .orElseThrow();
    assertThat(AssertionCheck.claimedIssuer(assertion)).isPresent();
    assertThat(verify(assertion)).isInstanceOf(Verdict.Refused.class);
  }
}
