package org.musubi.facility;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;

/** Certificates and keys as text (RFC 7468). */
final class Pem {
  private static final Base64.Encoder LINES =
      Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));

  private Pem() {}

  static byte[] of(X509Certificate certificate) {
    try {
      return text("CERTIFICATE", certificate.getEncoded());
    } catch (CertificateException e) {
      throw new IllegalArgumentException("the certificate has no encoding", e);
    }
  }

  /** PKCS#8, not encrypted. */
  static byte[] of(PrivateKey key) {
    return text("PRIVATE KEY", key.getEncoded());
  }

  /** The first certificate of the text. */
  static X509Certificate certificate(byte[] text) throws CertificateException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(text));
  }

  private static byte[] text(String what, byte[] der) {
    return ("-----BEGIN %s-----\n%s\n-----END %1$s-----\n"
            .formatted(what, LINES.encodeToString(der)))
        .getBytes(StandardCharsets.US_ASCII);
  }
}
