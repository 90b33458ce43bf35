package org.musubi.idp;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.musubi.audit.Receipt;
import org.musubi.core.Actor;
import org.musubi.core.Assurance;
import org.musubi.core.MemberId;
import org.musubi.core.PersonRef;
import org.musubi.core.PurposeOfUse;
import org.musubi.facility.Facilities;
import org.musubi.ihe.soap.SoapFault;
import org.musubi.ihe.xml.Element;
import org.musubi.ihe.xua.AssertionCheck;
import org.musubi.ihe.xua.Claims;
import org.musubi.ihe.xua.Reason;
import org.musubi.ihe.xua.TrustedIssuer;
import org.musubi.ihe.xua.Verdict;
import org.springframework.stereotype.Component;

/**
 * Believes an assertion when its issuer is bound to the Member whom the certificate names and its
 * organisation is registered under that Member (seed 004 2.3); whatever else the message says
 * cannot change it. An assertion may be shown again until it expires: XUA assertions are bearer
 * tokens for several transactions, and only over the member's own TLS.
 */
@Component
class XuaGate implements AssertionGate {
  private final BoundIssuers issuers;
  private final Facilities facilities;
  private final Restatement restatement;
  private final IdpProperties properties;
  private final Verified check;

  XuaGate(
      BoundIssuers issuers,
      Facilities facilities,
      Restatement restatement,
      IdpProperties properties) {
    this.issuers = issuers;
    this.facilities = facilities;
    this.restatement = restatement;
    this.properties = properties;
    this.check =
        new Verified(new AssertionCheck(properties.clockSkew(), properties.assertionLongest()));
  }

  @Override
  public Admission admit(
      MemberId member, String memberProof, @Nullable Element assertion, Instant now) {
    if (assertion == null) {
      return refused(Reason.MISSING);
    }
    var trusted =
        AssertionCheck.claimedIssuer(assertion)
            .flatMap(name -> issuers.of(name, member))
            .map(List::of)
            .orElse(List.<TrustedIssuer>of());
    return switch (check.verify(assertion, trusted, properties.audience(), now)) {
      case Verdict.Refused(Reason reason) -> refused(reason);
      // The skew is for clocks; once the issuer's word has ended by ours, nothing can be said to
      // communities in its name.
      case Verdict.Verified(Claims claims) when !now.isBefore(claims.notOnOrAfter()) ->
          refused(Reason.EXPIRED);
      case Verdict.Verified(Claims claims) -> admit(member, memberProof, claims);
    };
  }

  private Admission admit(MemberId member, String memberProof, Claims claims) {
    var facility = facilities.registeredUnder(member, claims.organisationId());
    if (facility.isEmpty()) {
      return refused(
          "ORGANISATION_NOT_OF_MEMBER",
          "The organisation is not registered under the calling member.",
          "所属機関が、接続元の機関の下に登録されていません。");
    }
    var purpose = purpose(claims);
    if (purpose.isEmpty()) {
      return new Admission.Refused(
          "PURPOSE_NOT_SERVED",
          fault(
              Reason.UNKNOWN_ISSUER.faultCode(),
              "The purpose of use is not served.",
              "この利用目的では利用できません。"),
          said(claims.purposeOfUse().code()));
    }
    if (!properties.serves(claims.role())) {
      return refused("ROLE_NOT_SERVED", "People of this role are not served.", "この職種では利用できません。");
    }
    var person = person(claims);
    if (person.isEmpty()) {
      return refused(
          "SUBJECT_OUT_OF_FORM",
          "The subject of the assertion is out of form.",
          "アサーションの主体（NameID）の形式が正しくありません。");
    }
    var proof = "assertion " + claims.assertionId() + " by " + claims.issuer();
    var actor =
        new Actor(
            member,
            memberProof,
            facility.get().id(),
            proof,
            person.get(),
            proof,
            Assurance.ASSERTED,
            purpose.get());
    restatement.remember(actor, facility.get(), claims);
    var display = claims.requester().displayName();
    var role = claims.role().display();
    return new Admission.Admitted(
        actor,
        display == null ? claims.subject() : display,
        role == null ? claims.role().code() : role,
        facility.get().name());
  }

  @Override
  public Element restate(Actor actor, String audience, Instant now, Receipt enclosing) {
    return restatement.of(actor, audience, now, enclosing);
  }

  private static Optional<PurposeOfUse> purpose(Claims claims) {
    var purpose = claims.purposeOfUse();
    return purpose.system().equals(PurposeOfUse.CODE_SYSTEM)
        ? PurposeOfUse.ofCode(purpose.code())
        : Optional.empty();
  }

  /** As the assertion has it, as long as a code may be. */
  private static String said(String code) {
    var plain = code.replaceAll("\\p{Cntrl}", "").strip();
    return plain.substring(0, Math.min(64, plain.length()));
  }

  private static Optional<PersonRef> person(Claims claims) {
    try {
      return Optional.of(new PersonRef(claims.issuer(), claims.subject()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Admission refused(Reason reason) {
    return new Admission.Refused(
        reason.name(), fault(reason.faultCode(), reason.english(), reason.japanese()));
  }

  private static Admission refused(String code, String english, String japanese) {
    return new Admission.Refused(code, fault(Reason.UNKNOWN_ISSUER.faultCode(), english, japanese));
  }

  private static SoapFault fault(String code, String english, String japanese) {
    return SoapFault.of(
        SoapFault.Code.SENDER,
        new SoapFault.Subcode(Reason.WSSE, "wsse:" + code),
        english,
        japanese);
  }
}
