package org.musubi.facility.ca;

import java.math.BigInteger;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.musubi.core.ActId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the CA intended and what it signed, in the registry. */
final class Ledger {
  private final JdbcClient registry;

  Ledger(JdbcClient registry) {
    this.registry = registry;
  }

  /** The fingerprint of the root that this registry knows. */
  Optional<String> root() {
    return registry
        .sql("select fingerprint from facility.authority")
        .query(String.class)
        .optional();
  }

  void keepRoot(X509Certificate root, Instant now) {
    registry
        .sql(
            """
            insert into facility.authority (fingerprint, certificate, made_at)
            values (:fingerprint, :certificate, :at)
            """)
        .param("fingerprint", Keys.fingerprint(root))
        .param("certificate", encoded(root))
        .param("at", now.atOffset(ZoneOffset.UTC))
        .update();
  }

  void intend(Order order, BigInteger serial, ActId act, Instant now) {
    registry
        .sql(
            """
            insert into facility.issuance
              (serial, profile, member, subject, key_sha256, not_before, not_after, act, intended_at)
            values (:serial, :profile, :member, :subject, :key, :notBefore, :notAfter, :act, :at)
            """)
        .param("serial", serial.toString(16))
        .param("profile", order.profile().name())
        .param("member", order.member().value())
        .param(
            "subject", Certificates.name(order.memberName(), order.member().toString()).toString())
        .param("key", Keys.sha256(order.key().getEncoded()))
        .param("notBefore", order.notBefore().atOffset(ZoneOffset.UTC))
        .param("notAfter", order.notAfter().atOffset(ZoneOffset.UTC))
        .param("act", act.value())
        .param("at", now.atOffset(ZoneOffset.UTC))
        .update();
  }

  void keep(X509Certificate certificate, Instant now) {
    registry
        .sql(
            """
            insert into facility.certificate (fingerprint, serial, certificate, issued_at)
            values (:fingerprint, :serial, :certificate, :at)
            """)
        .param("fingerprint", Keys.fingerprint(certificate))
        .param("serial", certificate.getSerialNumber().toString(16))
        .param("certificate", encoded(certificate))
        .param("at", now.atOffset(ZoneOffset.UTC))
        .update();
  }

  private static byte[] encoded(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
  }
}
