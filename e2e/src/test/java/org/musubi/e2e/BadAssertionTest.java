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

/** Assertions that prove nothing: each is a fault, and nothing is disclosed. */
class BadAssertionTest {
  private final Peer east = Peer.east(Running.deployment());
  private final Xua good = east.issuer().about(east.who(), Instant.now());

  @Test
  void aGoodOneIsBelieved() throws Exception {
    assertThat(ask(east.issuer().sign(good)).fault()).isEmpty();
  }

  @Test
  void noneAtAll() throws Exception {
    refused("");
  }

  @Test
  void expired() throws Exception {
    var start = Instant.now().minusSeconds(3600);
    refused(east.issuer().sign(good.valid(start, start.plusSeconds(300))));
  }

  @Test
  void notYetValid() throws Exception {
    var start = Instant.now().plusSeconds(3600);
    refused(east.issuer().sign(good.valid(start, start.plusSeconds(300))));
  }

  @Test
  void unsigned() throws Exception {
    refused(good.unsigned());
  }

  @Test
  void forAnotherAudience() throws Exception {
    refused(east.issuer().sign(good.meantFor("urn:somebody:else")));
  }

  @Test
  void ofAnIssuerThatIsBoundToAnotherMember() throws Exception {
    var west =
        Issuer.load("urn:musubi:demo:west-idp", Running.deployment().layout().credentials("west"));
    refused(west.sign(good.issuedBy(west.entityId())));
  }

  @Test
  void inTheNameOfAnIssuerWithTheKeyOfAnother() throws Exception {
    var west =
        Issuer.load("urn:musubi:demo:west-idp", Running.deployment().layout().credentials("west"));
    refused(west.sign(good));
  }

  @Test
  void forAFacilityOfAnotherMember() throws Exception {
    refused(east.issuer().sign(good.at("urn:oid:1.2.392.200250.9.2.100")));
  }

  @Test
  void changedAfterItWasSigned() throws Exception {
    refused(east.issuer().sign(good).replace("東 一郎", "西 二郎"));
  }

  @Test
  void wrappedAroundASignedOne() throws Exception {
    String signed = east.issuer().sign(good);
    String forged =
        good.at("urn:oid:1.2.392.200250.9.2.100")
            .unsigned()
            .replace(good.id(), "_forged")
            .replace(
                "</saml2:Assertion>",
                "<saml2:Advice>" + signed + "</saml2:Advice></saml2:Assertion>");
    refused(forged);
  }

  private void refused(String assertion) throws Exception {
    var reply = ask(assertion);

    BadXmlTest.expectFault(reply);
    assertThat(reply.text()).doesNotContain("ExtrinsicObject");
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
