package org.musubi.facility.ca;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;

/** Builds X.509 certificates (RFC 5280); knows nothing of records. */
final class Certificates {
  private static final SecureRandom RANDOM = new SecureRandom();

  private Certificates() {}

  /** 128 random bits, never zero. */
  static BigInteger serial() {
    return new BigInteger(128, RANDOM).setBit(0);
  }

  static X500Name name(String organisation, String common) {
    return new X500NameBuilder(BCStyle.INSTANCE)
        .addRDN(BCStyle.C, "JP")
        .addRDN(BCStyle.O, organisation)
        .addRDN(BCStyle.CN, common)
        .build();
  }

  /** A self-signed root: CA, path length 0. */
  static X509Certificate root(
      PublicKey key, X500Name name, Instant now, Duration life, Signing by) {
    var builder =
        new JcaX509v3CertificateBuilder(
            name, serial(), Date.from(now), Date.from(now.plus(life)), name, key);
    try {
      var ids = new JcaX509ExtensionUtils();
      builder
          .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
          .addExtension(
              Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
          .addExtension(Extension.subjectKeyIdentifier, false, ids.createSubjectKeyIdentifier(key));
      return certificate(builder.build(by.contentSigner()));
    } catch (CertIOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static X509Certificate leaf(Order order, BigInteger serial, X509Certificate issuer, Signing by) {
    var builder =
        new JcaX509v3CertificateBuilder(
            issuer,
            serial,
            Date.from(order.notBefore()),
            Date.from(order.notAfter()),
            name(order.memberName(), order.member().toString()),
            order.key());
    try {
      var ids = new JcaX509ExtensionUtils();
      builder
          .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
          .addExtension(Extension.keyUsage, true, new KeyUsage(Profile.USAGE))
          .addExtension(
              Extension.extendedKeyUsage, false, new ExtendedKeyUsage(order.profile().purposes()))
          .addExtension(
              Extension.subjectKeyIdentifier, false, ids.createSubjectKeyIdentifier(order.key()))
          .addExtension(
              Extension.authorityKeyIdentifier, false, ids.createAuthorityKeyIdentifier(issuer));
      if (!order.hosts().isEmpty()) {
        builder.addExtension(Extension.subjectAlternativeName, false, alternatives(order));
      }
      return certificate(builder.build(by.contentSigner()));
    } catch (CertIOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static GeneralNames alternatives(Order order) {
    return new GeneralNames(
        order.hosts().stream()
            .map(host ->
                new GeneralName(
                    host.matches("[0-9.]+") || host.indexOf(':') >= 0
                        ? GeneralName.iPAddress
                        : GeneralName.dNSName,
                    host))
            .toArray(GeneralName[]::new));
  }

  private static X509Certificate certificate(X509CertificateHolder holder)
      throws GeneralSecurityException {
    return new JcaX509CertificateConverter().getCertificate(holder);
  }

  /** Signs bytes with ECDSA and SHA-256. */
  @FunctionalInterface
  interface Signing {
    byte[] sign(byte[] bytes);

    /** The same in the library's form. */
    default ContentSigner contentSigner() {
      var signing = this;
      return new ContentSigner() {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        @Override
        public AlgorithmIdentifier getAlgorithmIdentifier() {
          return new DefaultSignatureAlgorithmIdentifierFinder().find("SHA256withECDSA");
        }

        @Override
        public OutputStream getOutputStream() {
          return bytes;
        }

        @Override
        public byte[] getSignature() {
          return signing.sign(bytes.toByteArray());
        }
      };
    }
  }
}
