package org.musubi.ihe.xua;

import java.time.Instant;
import org.musubi.ihe.Coded;

/**
 * What a verified assertion says. Only {@link AssertionCheck} makes one from a message.
 *
 * @param assertionId the {@code ID} of the assertion
 * @param issuer the entity id whose key signed it
 * @param requester who asks
 * @param issuedAt {@code IssueInstant}
 * @param notOnOrAfter the earlier of the ends given by the conditions and the confirmation
 * @param authenticatedAt {@code AuthnInstant}
 * @param authnContext {@code AuthnContextClassRef}: how the person was authenticated
 */
public record Claims(
    String assertionId,
    String issuer,
    Requester requester,
    Instant issuedAt,
    Instant notOnOrAfter,
    Instant authenticatedAt,
    String authnContext) {

  /** See {@link Requester#subject()}. */
  public String subject() {
    return requester.subject();
  }

  /** See {@link Requester#role()}. */
  public Coded role() {
    return requester.role();
  }

  /** See {@link Requester#organisationId()}. */
  public String organisationId() {
    return requester.organisationId();
  }

  /** See {@link Requester#purposeOfUse()}. */
  public Coded purposeOfUse() {
    return requester.purposeOfUse();
  }
}
