package org.musubi.facility.ca;

import java.security.cert.X509Certificate;

/**
 * The CA's private key, wherever it lies. The default is an encrypted file ({@link SoftwareKey}); a
 * PKCS#11 token fits behind the same two methods.
 */
public interface Signer {
  /** The root certificate of this key. */
  X509Certificate certificate();

  /** ECDSA with SHA-256 over these bytes; the DER form of RFC 3279 section 2.2.3. */
  byte[] sign(byte[] bytes);
}
