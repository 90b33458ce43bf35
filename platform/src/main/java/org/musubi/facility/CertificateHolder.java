package org.musubi.facility;

/** Whom a certificate names. */
public sealed interface CertificateHolder {
  /**
   * A member's system in good standing; {@code fingerprint} is the SHA-256 of the certificate in
   * lower-case hex.
   */
  record Known(Member member, String fingerprint) implements CertificateHolder {}

  /** Nobody: the certificate is refused. */
  record Refused(Reason reason) implements CertificateHolder {}

  /** Why a certificate names nobody. */
  enum Reason {
    EXPIRED,
    NOT_YET_VALID,
    UNKNOWN_ISSUER,
    NOT_ISSUED_HERE,
    REVOKED,
    WRONG_USE,
    MEMBER_SUSPENDED
  }
}
