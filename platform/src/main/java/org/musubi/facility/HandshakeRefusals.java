package org.musubi.facility;

import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.musubi.audit.Action;
import org.musubi.audit.AuditEvent;
import org.musubi.audit.AuditTrail;
import org.musubi.audit.Receipt;
import org.musubi.audit.Result;
import org.musubi.audit.What;
import org.musubi.core.ActId;
import org.musubi.core.Actor;
import org.musubi.core.PurposeOfUse;
import org.musubi.facility.ca.Keys;
import org.springframework.stereotype.Component;

/**
 * Puts refused handshakes on the audit trail, but no more than 5 a second of one cause on average
 * (bursts of 50): beyond that they are counted, and the next entry of that cause says how many. A
 * stranger can thus not flood the log, and no flood is silent.
 */
@Component
class HandshakeRefusals {
  private static final double PER_SECOND = 5;
  private static final double BURST = 50;

  private final AuditTrail audit;
  private final InstantSource clock;
  private final Map<String, Bucket> buckets = new LinkedHashMap<>();

  HandshakeRefusals(AuditTrail audit, InstantSource clock) {
    this.audit = audit;
    this.clock = clock;
  }

  /** A certificate was shown and refused. */
  void certificate(X509Certificate certificate, String code) {
    var fingerprint = Keys.fingerprint(certificate);
    note(
        code,
        "certificate sha256:" + fingerprint,
        List.of(What.of(What.Kind.CERTIFICATE, fingerprint)));
  }

  /** Nothing was shown that could be named. */
  void nameless(String code) {
    note(code, "no certificate", List.of());
  }

  private void note(String code, String seen, List<What> what) {
    long missed = admit(code);
    if (missed < 0) {
      return;
    }
    Receipt unused =
        audit.before(
            new AuditEvent(
                ActId.next(clock),
                clock.instant(),
                Action.REFUSED,
                Actor.nobody(seen, PurposeOfUse.OPERATIONS),
                null,
                what,
                Result.REFUSED,
                code,
                missed == 0
                    ? Map.of("where", "tls")
                    : Map.of("where", "tls", "not-recorded", Long.toString(missed))));
  }

  /** How many of this cause went unrecorded since the last entry, or -1 when this one does too. */
  private synchronized long admit(String code) {
    var bucket = buckets.computeIfAbsent(code, unseen -> new Bucket(System.nanoTime()));
    long now = System.nanoTime();
    bucket.tokens = Math.min(BURST, bucket.tokens + (now - bucket.at) / 1e9 * PER_SECOND);
    bucket.at = now;
    if (bucket.tokens < 1) {
      bucket.missed++;
      return -1;
    }
    bucket.tokens--;
    long missed = bucket.missed;
    bucket.missed = 0;
    return missed;
  }

  /** Causes are words of ours, so there are few buckets. */
  private static final class Bucket {
    private double tokens = BURST;
    private long at;
    private long missed;

    Bucket(long at) {
      this.at = at;
    }
  }
}
