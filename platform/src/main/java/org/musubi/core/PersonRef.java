package org.musubi.core;

/**
 * A person as an issuer names one: the platform's own sign-in ({@link #PLATFORM}, subject = {@link
 * PractitionerId} or patient account) or a member's assertion issuer. The pair is the identity; the
 * subject alone means nothing.
 */
public record PersonRef(String issuer, String subject) {
  /** The issuer name of the platform's own sign-in. */
  public static final String PLATFORM = "urn:musubi:idp";

  public PersonRef {
    Text.require("issuer", issuer, 256);
    Text.require("subject", subject, 256);
  }
}
