package org.musubi.ihe.xua;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Issuers with real keys and certificates. */
final class TestIssuer {
  private TestIssuer() {}

  static KeyPair ec() throws Exception {
    return pair("EC", 256);
  }

  static KeyPair rsa(int bits) throws Exception {
    return pair("RSA", bits);
  }

  private static KeyPair pair(String kind, int size) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
    generator.initialize(size);
    return generator.generateKeyPair();
  }

  static AssertionIssuer of(String entityId, KeyPair keys, Instant from) throws Exception {
    return new AssertionIssuer(entityId, keys.getPrivate(), certificate(keys, from));
  }

  static X509Certificate certificate(KeyPair keys, Instant from) throws Exception {
    X500Name name = new X500Name("CN=test issuer");
    String algorithm =
        keys.getPrivate().getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA";
    return new JcaX509CertificateConverter()
        .getCertificate(
            new JcaX509v3CertificateBuilder(
                    name,
                    BigInteger.ONE,
                    Date.from(from),
                    Date.from(from.plus(Duration.ofDays(30))),
                    name,
                    keys.getPublic())
                .build(new JcaContentSignerBuilder(algorithm).build(keys.getPrivate())));
  }
}
