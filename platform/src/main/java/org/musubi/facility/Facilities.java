package org.musubi.facility;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.musubi.core.Actor;
import org.musubi.core.FacilityId;
import org.musubi.core.MemberId;

/**
 * The door of 施設認証: who is a Member, which facilities stand under it, and which certificate names
 * it.
 */
public interface Facilities {
  /**
   * The Member whom a client certificate names: issued by the platform's CA for a member's system,
   * not revoked, not expired, and the member not suspended. The certificate alone decides; nothing
   * a message says can change the answer.
   */
  CertificateHolder holderOf(X509Certificate leaf);

  Optional<Member> member(MemberId member);

  /** Every Member, by name. */
  List<Member> members();

  Optional<Facility> facility(FacilityId facility);

  /**
   * The facility registered with this identifier (OID with {@code urn:oid:} or 10-digit code) under
   * this very member; empty for any other.
   */
  Optional<Facility> registeredUnder(MemberId member, String identifier);

  List<Facility> facilitiesOf(MemberId member);

  /**
   * Registers a member with its facilities; on the audit trail. Registering the same id again
   * changes nothing.
   */
  void register(Member member, List<Facility> facilities, Actor by);
}
