package org.musubi.idp;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.musubi.audit.Action;
import org.musubi.audit.AuditEvent;
import org.musubi.audit.AuditTrail;
import org.musubi.audit.Result;
import org.musubi.audit.What;
import org.musubi.core.ActId;
import org.musubi.core.Actor;
import org.musubi.core.MemberId;
import org.musubi.core.store.Registry;
import org.musubi.facility.Facilities;
import org.musubi.facility.Feed;
import org.musubi.facility.Standing;
import org.musubi.ihe.xua.TrustedIssuer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Issuers in the registry, read again when the change feed says that something has changed. */
@Component
class BoundIssuers implements Issuers {
  private static final String TLS_SERVER = "1.3.6.1.5.5.7.3.1";
  private static final String TLS_CLIENT = "1.3.6.1.5.5.7.3.2";

  private final Facilities facilities;
  private final Standing standing;
  private final Feed feed;
  private final JdbcClient registry;
  private final TransactionOperations transactions;
  private final AuditTrail audit;
  private final InstantSource clock;
  private volatile @Nullable Snapshot snapshot;

  BoundIssuers(
      Facilities facilities,
      Standing standing,
      Feed feed,
      @Registry JdbcClient registry,
      @Registry TransactionOperations transactions,
      AuditTrail audit,
      InstantSource clock) {
    this.facilities = facilities;
    this.standing = standing;
    this.feed = feed;
    this.registry = registry;
    this.transactions = transactions;
    this.audit = audit;
    this.clock = clock;
  }

  /** The issuer of this name, when it is bound to this very member. */
  Optional<TrustedIssuer> of(String entityId, MemberId member) {
    var stamp = feed.stamp();
    var held = snapshot;
    if (held == null || !held.stamp().equals(stamp)) {
      held = new Snapshot(stamp, standing());
      snapshot = held;
    }
    return Optional.ofNullable(held.bound().get(entityId))
        .filter(bound -> bound.member().equals(member) && !bound.certificates().isEmpty())
        .map(bound -> new TrustedIssuer(entityId, bound.certificates()));
  }

  @Override
  public void bind(String entityId, X509Certificate certificate, MemberId member, Actor by) {
    if (entityId.isBlank() || entityId.length() > 256) {
      throw new IllegalArgumentException("an entity id has 1 to 256 characters");
    }
    if (facilities.member(member).isEmpty()) {
      throw new IllegalArgumentException("no such member is registered");
    }
    requireForSigning(certificate);
    if (isBound(entityId, certificate, member)) {
      return;
    }
    var act = ActId.next(clock);
    var done = transactions.execute(status -> bind(act, entityId, certificate, member, by));
    if (Boolean.TRUE.equals(done)) {
      feed.changed();
      audit.receipt(act);
    }
  }

  /** Whoever holds the key of a TLS certificate must not be able to speak for people with it. */
  private static void requireForSigning(X509Certificate certificate) {
    try {
      var uses = certificate.getExtendedKeyUsage();
      if (uses != null && (uses.contains(TLS_SERVER) || uses.contains(TLS_CLIENT))) {
        throw new IllegalArgumentException("a certificate for TLS signs no assertions");
      }
    } catch (CertificateParsingException e) {
      throw new IllegalArgumentException("the certificate's uses cannot be read", e);
    }
  }

  /** Asked first: where the registry is read only, what is known already needs no write. */
  private boolean isBound(String entityId, X509Certificate certificate, MemberId member) {
    var bound = read().get(entityId);
    return bound != null
        && bound.member().equals(member)
        && bound.certificates().contains(certificate);
  }

  private boolean bind(
      ActId act, String entityId, X509Certificate certificate, MemberId member, Actor by) {
    int rows = insertIssuer(entityId, member);
    var owner =
        registry
            .sql("select member from idp.issuer where entity_id = :entity")
            .param("entity", entityId)
            .query(UUID.class)
            .single();
    if (!owner.equals(member.value())) {
      throw new IllegalArgumentException("the issuer is bound to another member");
    }
    var fingerprint = fingerprint(certificate);
    rows += insertCertificate(entityId, fingerprint, certificate);
    if (rows == 0) {
      return false;
    }
    var at = clock.instant();
    feed.write("idp", member.toString(), "issuer-bound", at);
    audit.enlist(
        new AuditEvent(
            act,
            at,
            Action.ISSUER_REGISTERED,
            by,
            null,
            List.of(
                What.of(What.Kind.MEMBER, member.toString()),
                What.of(What.Kind.CERTIFICATE, fingerprint)),
            Result.DONE,
            null,
            Map.of("issuer", entityId)),
        registry);
    return true;
  }

  private int insertIssuer(String entityId, MemberId member) {
    return registry
        .sql(
            """
            insert into idp.issuer (entity_id, member, bound_at) values (:entity, :member, :at)
            on conflict (entity_id) do nothing
            """)
        .param("entity", entityId)
        .param("member", member.value())
        .param("at", clock.instant().atOffset(ZoneOffset.UTC))
        .update();
  }

  private int insertCertificate(String entityId, String print, X509Certificate certificate) {
    try {
      return registry
          .sql(
              """
              insert into idp.issuer_certificate (entity_id, fingerprint, certificate, added_at)
              values (:entity, :print, :certificate, :at)
              on conflict (entity_id, fingerprint) do nothing
              """)
          .param("entity", entityId)
          .param("print", print)
          .param("certificate", certificate.getEncoded())
          .param("at", clock.instant().atOffset(ZoneOffset.UTC))
          .update();
    } catch (CertificateEncodingException e) {
      throw new IllegalArgumentException("the certificate has no encoding", e);
    }
  }

  /** What is bound and not revoked. */
  private Map<String, Bound> standing() {
    var all = read();
    var fingerprints = new HashSet<String>();
    all.values()
        .forEach(bound -> bound.certificates().forEach(c -> fingerprints.add(fingerprint(c))));
    var revoked = standing.revokedAmong(fingerprints);
    all.values()
        .forEach(bound -> bound.certificates().removeIf(c -> revoked.contains(fingerprint(c))));
    return all;
  }

  private Map<String, Bound> read() {
    var bound = new HashMap<String, Bound>();
    registry
        .sql(
            """
            select i.entity_id, i.member, c.certificate from idp.issuer i
              join idp.issuer_certificate c using (entity_id)
            order by c.added_at
            """)
        .query(row -> {
          var member = new MemberId(row.getObject("member", UUID.class));
          bound
              .computeIfAbsent(
                  row.getString("entity_id"), id -> new Bound(member, new ArrayList<>()))
              .certificates()
              .add(certificate(row.getBytes("certificate")));
        });
    return bound;
  }

  private static X509Certificate certificate(byte[] der) {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(der));
    } catch (CertificateException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String fingerprint(X509Certificate certificate) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
      return HexFormat.of().formatHex(digest);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("the certificate has no encoding", e);
    }
  }

  private record Bound(MemberId member, List<X509Certificate> certificates) {}

  private record Snapshot(Feed.Stamp stamp, Map<String, Bound> bound) {}
}
