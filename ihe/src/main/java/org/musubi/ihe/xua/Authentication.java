package org.musubi.ihe.xua;

import java.time.Instant;

/**
 * How and when the person was authenticated ({@code AuthnStatement}).
 *
 * @param at when
 * @param context {@code AuthnContextClassRef}, a URI
 */
public record Authentication(Instant at, String context) {
  /** A password over TLS. */
  public static final String PASSWORD =
      "urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport";

  /** A certificate on a card or device, such as HPKI. */
  public static final String X509 = "urn:oasis:names:tc:SAML:2.0:ac:classes:X509";

  /** With a password, at that time. */
  public static Authentication password(Instant at) {
    return new Authentication(at, PASSWORD);
  }
}
