package org.musubi.ihe.xua;

import org.jspecify.annotations.Nullable;
import org.musubi.ihe.Coded;
import org.musubi.ihe.HomeCommunityId;

/**
 * The person who asks, for whom, and why: the attributes of IHE XUA (ITI TF-2 3.40.4.1.2). Texts
 * are kept as received, including 外字 and characters outside the BMP.
 *
 * @param subject {@code NameID} of the subject: who it is at the issuer
 * @param displayName {@code subject-id}, the name a person reads; absent when the issuer gave none
 * @param role {@code subject:role}
 * @param organisationId {@code organization-id}: an OID URN or the issuer's code of the facility
 * @param organisationName {@code organization}
 * @param purposeOfUse {@code purposeofuse}
 * @param home {@code urn:ihe:iti:xca:2010:homeCommunityId}, the requester's own community
 * @param resourceId {@code resource-id}: the patient concerned, as CX
 */
public record Requester(
    String subject,
    @Nullable String displayName,
    Coded role,
    String organisationId,
    @Nullable String organisationName,
    Coded purposeOfUse,
    @Nullable HomeCommunityId home,
    @Nullable String resourceId) {
  /**
   * @throws IllegalArgumentException when the subject or the organisation is blank
   */
  public Requester {
    if (subject.isBlank() || organisationId.isBlank()) {
      throw new IllegalArgumentException("a requester has a subject and an organisation");
    }
  }

  /** Shows the organisation and purpose only: persons do not belong into logs. */
  @Override
  public String toString() {
    return "Requester[" + organisationId + ", " + purposeOfUse.code() + "]";
  }
}
