package org.musubi.facility;

import java.util.Set;
import org.musubi.core.Actor;
import org.musubi.core.MemberId;

/**
 * Takes a member or one of its certificates out of use; on the audit trail, and followed by every
 * door within 200 ms. Doing a thing again changes nothing. CRL and OCSP come with the grown CA;
 * until then only this platform's own doors know.
 */
public interface Standing {
  /**
   * 利用中止: the member's certificates name nobody until {@link #resume}.
   *
   * @param reason a short sentence without personal data, at most 256 characters
   * @throws IllegalArgumentException when no such member is registered
   */
  void suspend(MemberId member, String reason, Actor by);

  /** 再開. */
  void resume(MemberId member, Actor by);

  /**
   * 失効, for good.
   *
   * @param fingerprint SHA-256 of the certificate in lower-case hex
   * @param reason as for {@link #suspend}
   * @throws IllegalArgumentException when no such certificate was issued here
   */
  void revoke(String fingerprint, String reason, Actor by);

  /** Whether a member is suspended now; cheap enough to ask at every request. */
  boolean suspended(MemberId member);

  /**
   * Which of these certificates are revoked. A certificate that was not issued here never is.
   *
   * @param fingerprints SHA-256 in lower-case hex
   */
  Set<String> revokedAmong(Set<String> fingerprints);
}
