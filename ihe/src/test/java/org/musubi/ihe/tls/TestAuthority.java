package org.musubi.ihe.tls;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A real authority for tests: certificates that are good, expired, of another use or another CA.
 */
public final class TestAuthority {
  private static long serial = 1;

  private final KeyPair keys;
  private final X509Certificate certificate;

  private TestAuthority(KeyPair keys, X509Certificate certificate) {
    this.keys = keys;
    this.certificate = certificate;
  }

  public static TestAuthority named(String name) {
    try {
      var keys = ellipticKeys();
      var now = Instant.now();
      var builder =
          builder(name, name, keys, now.minus(Duration.ofDays(1)), now.plusSeconds(86400));
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
      return new TestAuthority(keys, sign(builder, keys.getPrivate()));
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
  }

  public X509Certificate certificate() {
    return certificate;
  }

  /** A member's certificate for 127.0.0.1 and localhost, client and server. */
  public TlsMaterial issue(String name) {
    return issue(
        name,
        ellipticKeys(),
        Duration.ofHours(12),
        KeyPurposeId.id_kp_clientAuth,
        KeyPurposeId.id_kp_serverAuth);
  }

  public TlsMaterial issue(String name, KeyPair own, Duration life, KeyPurposeId... purposes) {
    try {
      var now = Instant.now();
      var from = now.minus(Duration.ofHours(20));
      var builder =
          builder(
              certificate.getSubjectX500Principal().getName().substring(3),
              name,
              own,
              from,
              now.plus(life));
      builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purposes));
      builder.addExtension(
          Extension.subjectAlternativeName,
          false,
          new GeneralNames(
              new GeneralName[] {
                new GeneralName(GeneralName.iPAddress, "127.0.0.1"),
                new GeneralName(GeneralName.iPAddress, "::1"),
                new GeneralName(GeneralName.dNSName, "localhost")
              }));
      return new TlsMaterial(
          List.of(sign(builder, keys.getPrivate())), own.getPrivate(), List.of(certificate));
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
  }

  public static KeyPair ellipticKeys() {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException failed) {
      throw new IllegalStateException(failed);
    }
  }

  public static String pem(String label, byte[] der) {
    return "-----BEGIN "
        + label
        + "-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
        + "\n-----END "
        + label
        + "-----\n";
  }

  private static JcaX509v3CertificateBuilder builder(
      String issuer, String subject, KeyPair keys, Instant from, Instant to) {
    synchronized (TestAuthority.class) {
      return new JcaX509v3CertificateBuilder(
          new X500Name("CN=" + issuer),
          BigInteger.valueOf(serial++),
          Date.from(from),
          Date.from(to),
          new X500Name("CN=" + subject),
          keys.getPublic());
    }
  }

  private static X509Certificate sign(JcaX509v3CertificateBuilder builder, PrivateKey key)
      throws Exception {
    var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(key);
    return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
  }
}
