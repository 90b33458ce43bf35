package org.musubi.idp;

/**
 * The certificate with which the platform's own assertions are signed, for communities to keep:
 * they are told by their operator, not by a message. It changes when the key is renewed; it is
 * certified by the platform's CA, so a community may pin that instead.
 */
public interface PointCertificate {
  /** What {@code saml:Issuer} says in them. */
  String entityId();

  /** The current certificate as PEM text. */
  String pem();
}
