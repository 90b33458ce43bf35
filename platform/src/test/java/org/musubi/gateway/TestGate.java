package org.musubi.gateway;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.musubi.audit.Receipt;
import org.musubi.core.Actor;
import org.musubi.core.Assurance;
import org.musubi.core.MemberId;
import org.musubi.core.PersonRef;
import org.musubi.core.PurposeOfUse;
import org.musubi.idp.Admission;
import org.musubi.idp.AssertionGate;
import org.musubi.ihe.soap.Soap;
import org.musubi.ihe.soap.SoapFault;
import org.musubi.ihe.xml.Element;

/**
 * Stands in for the gate, whose own tests are in its room: any assertion is somebody, none nobody.
 */
final class TestGate implements AssertionGate {
  private volatile PurposeOfUse purpose = PurposeOfUse.TREATMENT;

  /** What everybody asks for from now on. */
  void purpose(PurposeOfUse asked) {
    purpose = asked;
  }

  @Override
  public Admission admit(
      MemberId member, String memberProof, @Nullable Element assertion, Instant now) {
    if (assertion == null) {
      return new Admission.Refused("MISSING", SoapFault.sender("No assertion", "アサーションがありません"));
    }
    var actor =
        new Actor(
            member,
            memberProof,
            null,
            null,
            new PersonRef("urn:test", "doctor"),
            "assertion",
            Assurance.ASSERTED,
            purpose);
    return new Admission.Admitted(actor, "医師", "医師", "病院");
  }

  @Override
  public Element restate(Actor actor, String audience, Instant now, Receipt enclosing) {
    return Element.of(Soap.SAML, "saml:Assertion").attribute("Audience", audience).build();
  }
}
