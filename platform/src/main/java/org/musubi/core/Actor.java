package org.musubi.core;

import org.jspecify.annotations.Nullable;

/**
 * Who acts: member, facility and person, and what proved each (seed 004 2.3: a regional network
 * speaks for its institutions).
 *
 * @param member the Member whom the certificate or the sign-in names
 * @param memberProof what showed it, e.g. {@code certificate sha256:…} or {@code sign-in}
 * @param facility the facility for which the person acts; null for a member's system
 * @param facilityProof what showed it, e.g. {@code assertion _id by issuer} or {@code affiliation}
 * @param person the person; null for a system
 * @param personProof what showed it
 * @param assurance how strongly the person was shown
 * @param purpose why
 */
public record Actor(
    MemberId member,
    String memberProof,
    @Nullable FacilityId facility,
    @Nullable String facilityProof,
    @Nullable PersonRef person,
    @Nullable String personProof,
    Assurance assurance,
    PurposeOfUse purpose) {

  public Actor {
    Text.require("memberProof", memberProof, 512);
    if ((facility == null) != (facilityProof == null)) {
      throw new IllegalArgumentException("a facility needs its proof, and a proof its facility");
    }
    if ((person == null) != (personProof == null)) {
      throw new IllegalArgumentException("a person needs its proof, and a proof its person");
    }
    if ((person == null) != (assurance == Assurance.SYSTEM)) {
      throw new IllegalArgumentException("assurance SYSTEM means that there is no person");
    }
  }

  /**
   * Nobody was shown: the caller's certificate names no Member. The member id is {@link
   * MemberId#NOBODY}, so that a refusal can be recorded.
   *
   * @param seen what was seen instead, e.g. {@code certificate sha256:…}
   */
  public static Actor nobody(String seen, PurposeOfUse purpose) {
    return system(MemberId.NOBODY, seen, purpose);
  }

  /** A member's system acting by its certificate alone. */
  public static Actor system(MemberId member, String memberProof, PurposeOfUse purpose) {
    return new Actor(member, memberProof, null, null, null, null, Assurance.SYSTEM, purpose);
  }
}
