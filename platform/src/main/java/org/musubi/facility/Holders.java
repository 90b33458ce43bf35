package org.musubi.facility;

import java.security.GeneralSecurityException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.musubi.core.store.Registry;
import org.musubi.facility.CertificateHolder.Reason;
import org.musubi.facility.ca.CertificateAuthority;
import org.musubi.facility.ca.Keys;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Whom a certificate names. What the registry says of a certificate is remembered until the change
 * feed moves; the dates are looked at each time. Only certificates of the platform's own CA are
 * remembered, so that strangers cannot fill the memory.
 */
@Component
class Holders {
  private static final String CLIENT_USE = "1.3.6.1.5.5.7.3.2";

  private final CertificateAuthority authority;
  private final Feed feed;
  private final JdbcClient registry;
  private final InstantSource clock;
  private final Map<String, Remembered> memory = new ConcurrentHashMap<>();

  Holders(
      CertificateAuthority authority,
      Feed feed,
      @Registry JdbcClient registry,
      InstantSource clock) {
    this.authority = authority;
    this.feed = feed;
    this.registry = registry;
    this.clock = clock;
  }

  CertificateHolder of(X509Certificate leaf) {
    var fingerprint = Keys.fingerprint(leaf);
    var stamp = feed.stamp();
    var held = memory.get(fingerprint);
    if (held == null) {
      if (!issuedBy(authority.root(), leaf)) {
        return new CertificateHolder.Refused(Reason.UNKNOWN_ISSUER);
      }
      held = remember(leaf, fingerprint, stamp);
    } else if (!held.stamp().equals(stamp)) {
      held = remember(leaf, fingerprint, stamp);
    }
    return dated(leaf).<CertificateHolder>map(CertificateHolder.Refused::new).orElse(held.holder());
  }

  private Optional<Reason> dated(X509Certificate leaf) {
    var now = clock.instant();
    if (now.isAfter(leaf.getNotAfter().toInstant())) {
      return Optional.of(Reason.EXPIRED);
    }
    return now.isBefore(leaf.getNotBefore().toInstant())
        ? Optional.of(Reason.NOT_YET_VALID)
        : Optional.empty();
  }

  private Remembered remember(X509Certificate leaf, String fingerprint, Feed.Stamp stamp) {
    var fresh = new Remembered(look(leaf, fingerprint), stamp);
    memory.put(fingerprint, fresh);
    return fresh;
  }

  private CertificateHolder look(X509Certificate leaf, String fingerprint) {
    if (!forClients(leaf)) {
      return new CertificateHolder.Refused(Reason.WRONG_USE);
    }
    return registry
        .sql(
            """
            select m.id, m.kind, m.name,
              exists (select from facility.revocation r where r.serial = i.serial) as revoked,
              exists (select from facility.suspension s where s.member = m.id and s.ended is null)
                as suspended
            from facility.certificate c join facility.issuance i using (serial)
              join facility.member m on m.id = i.member
            where c.fingerprint = :fingerprint
            """)
        .param("fingerprint", fingerprint)
        .query((row, n) -> {
          if (row.getBoolean("revoked")) {
            return (CertificateHolder) new CertificateHolder.Refused(Reason.REVOKED);
          }
          return row.getBoolean("suspended")
              ? new CertificateHolder.Refused(Reason.MEMBER_SUSPENDED)
              : new CertificateHolder.Known(RegisteredFacilities.member(row, n), fingerprint);
        })
        .optional()
        .orElse(new CertificateHolder.Refused(Reason.NOT_ISSUED_HERE));
  }

  private static boolean issuedBy(X509Certificate root, X509Certificate leaf) {
    if (!leaf.getIssuerX500Principal().equals(root.getSubjectX500Principal())) {
      return false;
    }
    try {
      leaf.verify(root.getPublicKey());
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static boolean forClients(X509Certificate leaf) {
    try {
      var uses = leaf.getExtendedKeyUsage();
      var keyUsage = leaf.getKeyUsage();
      return leaf.getBasicConstraints() < 0
          && uses != null
          && uses.contains(CLIENT_USE)
          && (keyUsage == null || keyUsage[0]);
    } catch (CertificateParsingException e) {
      return false;
    }
  }

  private record Remembered(CertificateHolder holder, Feed.Stamp stamp) {}
}
