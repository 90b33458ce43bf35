package org.musubi.facility;

import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.musubi.audit.Action;
import org.musubi.audit.Allowance;
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

/** Puts refused handshakes on the audit trail, as many of one cause as its allowance lets. */
@Component
class HandshakeRefusals {
  private final AuditTrail audit;
  private final InstantSource clock;
  private final Allowance allowance = Allowance.ofRefusals();

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
    long missed = allowance.admit(code);
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
}
