package org.musubi.ihe.xua;

import java.security.cert.X509Certificate;
import java.util.List;

/**
 * An issuer of assertions and the certificates it may sign with. What binds it to the calling
 * Member is decided by whoever hands it in; certificates inside the message count for nothing.
 *
 * @param entityId what {@code saml:Issuer} must say, compared exactly
 * @param certificates one, or several while a key is being replaced
 */
public record TrustedIssuer(String entityId, List<X509Certificate> certificates) {
  /**
   * @throws IllegalArgumentException when the entity id is blank or there is no certificate
   */
  public TrustedIssuer {
    certificates = List.copyOf(certificates);
    if (entityId.isBlank() || certificates.isEmpty()) {
      throw new IllegalArgumentException("an issuer has an entity id and a certificate");
    }
  }
}
