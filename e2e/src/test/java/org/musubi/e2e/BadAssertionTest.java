package org.musubi.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.musubi.e2e.harness.Community;
import org.musubi.e2e.walk.Issuer;
import org.musubi.e2e.walk.Peer;
import org.musubi.e2e.wire.Query;
import org.musubi.e2e.wire.Reply;
import org.musubi.e2e.wire.Transaction;
import org.musubi.e2e.wire.Xua;

/**
 * Assertions that prove nothing: each is a fault that says why, and on the trail; and nothing is
 * disclosed.
 */
class BadAssertionTest {
  /** A facility of another member. */
  private static final String FOREIGN = "urn:oid:1.2.392.200250.9.2.100";

  private final Peer east = Peer.east(Running.deployment());
  private final Xua good = east.issuer().about(east.who(), Instant.now());

  @Test
  void aGoodOneIsBelieved() throws Exception {
    assertThat(ask(east.issuer().sign(good)).fault()).isEmpty();
  }

  @Test
  void noneAtAll() throws Exception {
    refused("InvalidSecurity", "MISSING", "");
  }

  @Test
  void expired() throws Exception {
    var start = Instant.now().minusSeconds(3600);
    refused(
        "MessageExpired", "EXPIRED", east.issuer().sign(good.valid(start, start.plusSeconds(300))));
  }

  @Test
  void notYetValid() throws Exception {
    var start = Instant.now().plusSeconds(3600);
    refused(
        "InvalidSecurityToken",
        "NOT_YET_VALID",
        east.issuer().sign(good.valid(start, start.plusSeconds(300))));
  }

  @Test
  void unsigned() throws Exception {
    refused("InvalidSecurity", "UNSIGNED", good.unsigned());
  }

  @Test
  void forAnotherAudience() throws Exception {
    refused(
        "InvalidSecurityToken",
        "WRONG_AUDIENCE",
        east.issuer().sign(good.meantFor("urn:somebody:else")));
  }

  @Test
  void ofAnIssuerThatIsBoundToAnotherMember() throws Exception {
    var west =
        Issuer.load("urn:musubi:demo:west-idp", Running.deployment().layout().credentials("west"));
    refused("FailedAuthentication", "UNKNOWN_ISSUER", west.sign(good.issuedBy(west.entityId())));
  }

  @Test
  void inTheNameOfAnIssuerWithTheKeyOfAnother() throws Exception {
    var west =
        Issuer.load("urn:musubi:demo:west-idp", Running.deployment().layout().credentials("west"));
    refused("FailedCheck", "BAD_SIGNATURE", west.sign(good));
  }

  @Test
  void forAFacilityOfAnotherMember() throws Exception {
    refused(
        "FailedAuthentication", "ORGANISATION_NOT_OF_MEMBER", east.issuer().sign(good.at(FOREIGN)));
  }

  @Test
  void changedAfterItWasSigned() throws Exception {
    refused("FailedCheck", "BAD_SIGNATURE", east.issuer().sign(good).replace("東 一郎", "西 二郎"));
  }

  @Test
  void wrappedAroundASignedOne() throws Exception {
    String signed = east.issuer().sign(good);
    String forged =
        good.at(FOREIGN)
            .unsigned()
            .replace(good.id(), "_forged")
            .replace(
                "</saml2:Assertion>",
                "<saml2:Advice>" + signed + "</saml2:Advice></saml2:Assertion>");
    refused("InvalidSecurity", "WRAPPED", forged);
  }

  @Test
  void besideASignedOneThatWasMovedUnderAnotherElement() throws Exception {
    String twin = good.at(FOREIGN).unsigned();

    refused("InvalidSecurity", "UNSIGNED", moved() + twin);
  }

  @Test
  void withTheSignatureOfOneThatWasMovedUnderAnotherElement() throws Exception {
    String twin = withSignature(good.at(FOREIGN).unsigned(), signature());

    refused("FailedCheck", "BAD_SIGNATURE", moved() + twin);
  }

  @Test
  void withTheSignedOneInsideAnObjectOfItsSignature() throws Exception {
    String object = "<ds:Object>" + good.unsigned() + "</ds:Object></ds:Signature>";
    String twin = good.at(FOREIGN).unsigned().replace(good.id(), "_forged");

    refused(
        "InvalidSecurity",
        "WRAPPED",
        withSignature(twin, signature().replace("</ds:Signature>", object)));
  }

  private String moved() {
    return "<m:Moved xmlns:m=\"urn:example:moved\">" + east.issuer().sign(good) + "</m:Moved>";
  }

  private String signature() {
    String signed = east.issuer().sign(good);
    return signed.substring(signed.indexOf("<ds:Signature"), signed.indexOf("<saml2:Subject>"));
  }

  private static String withSignature(String assertion, String signature) {
    return assertion.replace("<saml2:Subject>", signature + "<saml2:Subject>");
  }

  private void refused(String subcode, String reason, String assertion) throws Exception {
    var trail = Trail.of(Running.deployment());
    long before = trail.size();

    var reply = ask(assertion);

    BadXmlTest.expectFault(reply);
    assertThat(reply.text()).doesNotContain("ExtrinsicObject");
    assertThat(reply.soap().all("Value"))
        .extracting(value -> value.getTextContent().strip())
        .containsExactly("s:Sender", "wsse:" + subcode);
    assertThat(trail.refusals(before))
        .singleElement()
        .satisfies(entry -> {
          assertThat(entry.path("reason").asString()).isEqualTo(reason);
          assertThat(entry.path("details").path("transaction").asString()).isEqualTo("ITI-38");
          assertThat(entry.path("details").path("fault").asString()).contains(subcode);
          assertThat(entry.path("actor").path("memberProof").asString())
              .startsWith("certificate sha256:");
        });
  }

  private Reply ask(String assertion) throws Exception {
    return east.platform()
        .call(
            Transaction.ITI_38,
            assertion,
            Query.findDocuments(
                    Community.WEST.urn(), "W-2001^^^&" + Community.WEST.assigner() + "&ISO")
                .body());
  }
}
