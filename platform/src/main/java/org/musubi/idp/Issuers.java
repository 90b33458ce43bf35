package org.musubi.idp;

import java.security.cert.X509Certificate;
import org.musubi.core.Actor;
import org.musubi.core.MemberId;

/** Whose assertions about people are believed, and from which Member. */
public interface Issuers {
  /**
   * Binds an issuer of assertions to a member: its word counts in that member's messages and in no
   * other's. On the audit trail. Binding again changes nothing; a further certificate of a bound
   * issuer is added (a key is being replaced).
   *
   * @param entityId what {@code saml:Issuer} says
   * @throws IllegalArgumentException when the member is not registered, the issuer is bound to
   *     another, or the certificate is one for TLS
   */
  void bind(String entityId, X509Certificate certificate, MemberId member, Actor by);
}
