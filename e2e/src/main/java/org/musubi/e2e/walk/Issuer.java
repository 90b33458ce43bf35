package org.musubi.e2e.walk;

import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import org.musubi.e2e.wire.Identity;
import org.musubi.e2e.wire.Xua;

/**
 * Who vouches for the people of a member.
 *
 * @param entityId of the issuer
 * @param key its signing key
 * @param certificate its signing certificate
 */
public record Issuer(String entityId, PrivateKey key, X509Certificate certificate) {
  /** For whom assertions to the platform are made. */
  public static final String PLATFORM = "urn:musubi:platform";

  /** Reads {@code signing-cert.pem} and {@code signing-key.pem}. */
  public static Issuer load(String entityId, Path folder) {
    return new Issuer(
        entityId,
        Identity.key(folder.resolve("signing-key.pem")),
        Identity.certificates(folder.resolve("signing-cert.pem")).getFirst());
  }

  /** A signed assertion for the platform that starts now. */
  public String vouch(Professional who, Instant now) {
    return sign(about(who, now));
  }

  /** What an assertion would say, before it is signed. */
  public Xua about(Professional who, Instant now) {
    return Xua.of(entityId, PLATFORM, who, now);
  }

  public String sign(Xua assertion) {
    return assertion.signed(key, certificate);
  }

  /** A person at work. */
  public record Professional(String id, String name, String organisationId, String organisation)
      implements Xua.Person {
    /** A doctor of 東中央病院 in region east. */
    public static final Professional EAST_DOCTOR =
        new Professional("E-D-001", "東 一郎", "urn:oid:1.2.392.200250.9.1.100", "東中央病院");

    /** The doctor of a clinic that belongs to no region. */
    public static final Professional CLINIC_DOCTOR =
        new Professional("C-D-001", "南 あおい", "urn:oid:1.2.392.200250.9.4.100", "みなみ診療所");
  }
}
