package org.musubi.ihe.xua;

import static org.musubi.ihe.xua.Saml.NS;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.musubi.ihe.xml.Element;

/**
 * Decides whether an assertion is to be believed (IHE XUA, ITI TF-2 3.40.4.1.3): form, issuer,
 * signature, time, audience, confirmation of the subject, and that role, organisation and purpose
 * of use are stated. Nothing but the issuer's name is used before the signature holds. Not checked:
 * {@code Recipient}, which XUA does not define, and replay, which a bearer assertion allows within
 * its lifetime.
 *
 * @param clockSkew how far the issuer's clock may be off, proposed 60 s
 * @param longestLifetime the longest accepted span of the conditions, proposed 10 minutes
 */
public record AssertionCheck(Duration clockSkew, Duration longestLifetime) {
  private static final Pattern NC_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.\\-]{0,255}");

  /**
   * @throws IllegalArgumentException when a duration is negative, or the lifetime zero
   */
  public AssertionCheck {
    if (clockSkew.isNegative() || longestLifetime.isNegative() || longestLifetime.isZero()) {
      throw new IllegalArgumentException("clock skew and lifetime are positive");
    }
  }

  /** 60 seconds of skew, 10 minutes of life. */
  public static AssertionCheck proposed() {
    return new AssertionCheck(Duration.ofSeconds(60), Duration.ofMinutes(10));
  }

  /**
   * The issuer that an assertion claims, for looking up who it may be. Not verified: use it for
   * nothing else.
   */
  public static Optional<String> claimedIssuer(Element assertion) {
    List<Element> issuers = assertion.all(NS, "Issuer");
    return issuers.size() == 1
        ? Optional.of(issuers.getFirst().text().strip()).filter(text -> !text.isEmpty())
        : Optional.empty();
  }

  /**
   * Checks an assertion.
   *
   * @param assertion as taken out of the WS-Security header
   * @param issuers whom the caller may present assertions of; empty refuses all
   * @param audience our name, which the assertion must be meant for
   * @param now the time
   */
  public Verdict verify(
      Element assertion, Collection<TrustedIssuer> issuers, String audience, Instant now) {
    if (!assertion.is(NS, "Assertion")) {
      return new Verdict.Refused(Reason.NOT_AN_ASSERTION);
    }
    boolean formed =
        assertion.attribute("Version").filter("2.0"::equals).isPresent()
            && assertion.attribute("ID").filter(id -> NC_NAME.matcher(id).matches()).isPresent();
    Optional<String> claimed = claimedIssuer(assertion);
    if (!formed || claimed.isEmpty()) {
      return new Verdict.Refused(Reason.MALFORMED);
    }
    Optional<Reason> shape = SignatureShape.problem(assertion);
    if (shape.isPresent()) {
      return new Verdict.Refused(shape.get());
    }
    Optional<TrustedIssuer> issuer =
        issuers.stream().filter(known -> known.entityId().equals(claimed.get())).findFirst();
    if (issuer.isEmpty()) {
      return new Verdict.Refused(Reason.UNKNOWN_ISSUER);
    }
    Optional<Reason> signature = SignatureCheck.problem(assertion, issuer.get(), now);
    if (signature.isPresent()) {
      return new Verdict.Refused(signature.get());
    }
    try {
      return new Verdict.Verified(new Statements(this, assertion, audience, now).claims());
    } catch (Unacceptable refused) {
      return new Verdict.Refused(refused.reason());
    }
  }
}
