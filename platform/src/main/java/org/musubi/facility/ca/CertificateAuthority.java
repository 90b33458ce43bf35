package org.musubi.facility.ca;

import java.math.BigInteger;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.musubi.audit.Action;
import org.musubi.audit.AuditEvent;
import org.musubi.audit.AuditTrail;
import org.musubi.audit.Outcome;
import org.musubi.audit.Receipt;
import org.musubi.audit.Result;
import org.musubi.audit.What;
import org.musubi.core.ActId;
import org.musubi.core.Actor;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The small CA. What it will sign is written down and on the audit trail before it signs
 * (docs/adr/0005), and no certificate is returned that is not in the ledger.
 */
public final class CertificateAuthority {
  private final Signer signer;
  private final Ledger ledger;
  private final AuditTrail audit;
  private final InstantSource clock;

  CertificateAuthority(Signer signer, Ledger ledger, AuditTrail audit, InstantSource clock) {
    this.signer = signer;
    this.ledger = ledger;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Opens the CA whose key lies in a directory of secrets; makes its root at the first start.
   *
   * @param operator O of the root
   * @param rootLife how long a new root is valid
   * @param by who starts it, for the trail
   * @throws AuthorityLost when the registry knows another root
   */
  public static CertificateAuthority open(
      Path secrets,
      String operator,
      Duration rootLife,
      JdbcClient registry,
      AuditTrail audit,
      InstantSource clock,
      Actor by) {
    var ledger = new Ledger(registry);
    var file = KeyFile.in(secrets, "ca.p12");
    var known = ledger.root();
    var entry = file.read();
    if (known.isPresent() && entry.isEmpty()) {
      throw new AuthorityLost(
          "The CA's key is missing: " + secrets.resolve("ca.p12") + ". Restore it from the backup.",
          "認証局の鍵ファイルがありません（" + secrets.resolve("ca.p12") + "）。バックアップから復元してください。");
    }
    Signer signer =
        entry.isPresent()
            ? SoftwareKey.of(entry.get())
            : SoftwareKey.make(
                file, operator, clock.instant().truncatedTo(ChronoUnit.SECONDS), rootLife);
    var authority = new CertificateAuthority(signer, ledger, audit, clock);
    if (known.isEmpty()) {
      authority.recordRoot(by);
    } else if (!known.get().equals(Keys.fingerprint(signer.certificate()))) {
      throw new AuthorityLost(
          "The CA's key belongs to another database. Restore the pair from one backup.",
          "認証局の鍵とデータベースが一致しません。同じ時点のバックアップから両方を復元してください。");
    }
    return authority;
  }

  /** The root certificate. */
  public X509Certificate root() {
    return signer.certificate();
  }

  /**
   * Certifies a key.
   *
   * @throws org.musubi.audit.AuditUnavailable when the trail cannot be written; nothing is signed
   */
  public X509Certificate issue(Order order, Actor by) {
    var act = ActId.next(clock);
    var serial = Certificates.serial();
    ledger.intend(order, serial, act, clock.instant());
    var receipt = audit.before(event(act, serial, order, by));
    try {
      var certificate = sign(order, serial, act, receipt);
      ledger.keep(certificate, clock.instant());
      audit.outcome(act, Outcome.sent());
      return certificate;
    } catch (RuntimeException e) {
      audit.outcome(act, Outcome.failed("the certificate was not kept"));
      throw e;
    }
  }

  private X509Certificate sign(Order order, BigInteger serial, ActId act, Receipt receipt) {
    receipt.requireFor(act);
    return Certificates.leaf(order, serial, signer.certificate(), signer::sign);
  }

  private void recordRoot(Actor by) {
    var act = ActId.next(clock);
    var receipt =
        audit.before(
            new AuditEvent(
                act,
                clock.instant(),
                Action.CERTIFICATE_ISSUED,
                by,
                null,
                List.of(What.of(What.Kind.CERTIFICATE, Keys.fingerprint(root()))),
                Result.DONE,
                null,
                Map.of("profile", "ROOT")));
    receipt.requireFor(act);
    ledger.keepRoot(root(), clock.instant());
  }

  private AuditEvent event(ActId act, BigInteger serial, Order order, Actor by) {
    return new AuditEvent(
        act,
        clock.instant(),
        Action.CERTIFICATE_ISSUED,
        by,
        null,
        List.of(
            What.of(What.Kind.CERTIFICATE, serial.toString(16)),
            What.of(What.Kind.MEMBER, order.member().toString())),
        Result.INTENDED,
        null,
        Map.of(
            "profile", order.profile().name(),
            "key-sha256", Keys.sha256(order.key().getEncoded()),
            "not-after", order.notAfter().toString()));
  }
}
