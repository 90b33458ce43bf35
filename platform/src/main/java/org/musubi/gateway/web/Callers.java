package org.musubi.gateway.web;

import jakarta.servlet.http.HttpServletRequest;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.musubi.core.Actor;
import org.musubi.core.PurposeOfUse;
import org.musubi.facility.CertificateHolder;
import org.musubi.facility.Facilities;
import org.musubi.facility.Member;
import org.musubi.gateway.exchange.GatewayProperties;
import org.musubi.idp.Admission;
import org.musubi.idp.AssertionGate;
import org.musubi.ihe.soap.Soap;
import org.musubi.ihe.soap.SoapFault;
import org.musubi.ihe.xml.Element;
import org.springframework.stereotype.Component;

/**
 * Who calls: the Member is whom the certificate names, and nothing that a message says can change
 * it; facility and person come from an assertion whose issuer is bound to that Member.
 */
@Component("gateway.Callers")
final class Callers {
  private static final String ATTRIBUTE = "jakarta.servlet.request.X509Certificate";
  private static final SoapFault.Subcode FAILED =
      new SoapFault.Subcode(Soap.SECURITY, "wsse:FailedAuthentication");

  private final Facilities facilities;
  private final AssertionGate gate;
  private final InstantSource clock;
  private final GatewayProperties properties;

  Callers(
      Facilities facilities,
      AssertionGate gate,
      InstantSource clock,
      GatewayProperties properties) {
    this.properties = properties;
    this.facilities = facilities;
    this.gate = gate;
    this.clock = clock;
  }

  /** The calling Member and what showed it. */
  record Calling(Member member, String proof) {
    /** The member's system, as long as no person is shown. */
    Actor system() {
      return Actor.system(member.id(), proof, PurposeOfUse.OPERATIONS);
    }
  }

  /** The Member whom the client certificate of the connection names. */
  Calling member(HttpServletRequest request) throws Turned {
    if (!(request.getAttribute(ATTRIBUTE) instanceof X509Certificate[] chain)
        || chain.length == 0) {
      throw turned("NO_CERTIFICATE");
    }
    return switch (facilities.holderOf(chain[0])) {
      case CertificateHolder.Known(Member member, String fingerprint) ->
          new Calling(member, "certificate sha256:" + fingerprint);
      case CertificateHolder.Refused(CertificateHolder.Reason reason) ->
          throw turned(reason.name());
    };
  }

  /** The person who asks, for which facility. */
  Actor person(Calling calling, @Nullable Element assertion) throws Turned {
    var admission = gate.admit(calling.member().id(), calling.proof(), assertion, clock.instant());
    return switch (admission) {
      case Admission.Admitted admitted -> forAPurpose(admitted.actor());
      case Admission.Refused refused ->
          throw new Turned(refused.code(), refused.fault(), refused.purpose());
    };
  }

  /** What is asked for another purpose than those that are served is not answered. */
  private Actor forAPurpose(Actor actor) throws Turned {
    if (properties.purposes().contains(actor.purpose())) {
      return actor;
    }
    throw new Turned(
        "PURPOSE",
        SoapFault.of(
            SoapFault.Code.SENDER,
            FAILED,
            "Records are not disclosed for this purpose of use: " + actor.purpose().code(),
            "この利用目的（" + actor.purpose().japanese() + "）では、診療情報を提供できません。"),
        actor.purpose().code());
  }

  private static Turned turned(String code) {
    return new Turned(
        code,
        SoapFault.of(
            SoapFault.Code.SENDER,
            FAILED,
            "The certificate does not name a member in good standing: " + code,
            "提示された証明書では、利用できる接続機関を確認できません（" + code + "）。"));
  }
}
