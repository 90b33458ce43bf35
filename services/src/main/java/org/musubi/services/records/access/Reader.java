package org.musubi.services.records.access;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import org.musubi.ihe.xua.Claims;

/**
 * Who asks for a document, and what showed it.
 *
 * @param transaction {@code ITI-39} or {@code ITI-43}
 * @param certificate SHA-256 of the client certificate, lower-case hex
 * @param assertion id of the assertion
 * @param issuer who signed it
 * @param subject the person, as the issuer names them
 * @param organisation the facility, {@code urn:oid:…}
 * @param purpose code of the purpose of use
 */
public record Reader(
    String transaction,
    String certificate,
    String assertion,
    String issuer,
    String subject,
    String organisation,
    String purpose) {

  /** The reader whom a certificate and what an assertion proved make. */
  public static Reader of(String transaction, X509Certificate certificate, Claims claims) {
    return new Reader(
        transaction,
        fingerprint(certificate),
        claims.assertionId(),
        claims.issuer(),
        claims.subject(),
        claims.organisationId(),
        claims.purposeOfUse().code());
  }

  private static String fingerprint(X509Certificate certificate) {
    try {
      var sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha256.digest(certificate.getEncoded()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a certificate that was let in has no fingerprint", e);
    }
  }

  /** The assertion only: a person stands here. */
  @Override
  public String toString() {
    return "Reader[" + assertion + "]";
  }
}
