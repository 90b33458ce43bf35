package org.musubi.e2e.wire;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Whom a caller is on the line: its certificate chain and key, and whom it trusts.
 *
 * @param chain leaf first; empty = calls without a certificate
 */
public record Identity(
    List<X509Certificate> chain, @Nullable PrivateKey key, List<X509Certificate> trusted) {

  /** Reads {@code cert.pem}, {@code key.pem} (PKCS#8) and {@code ca.pem}. */
  public static Identity load(Path folder) {
    return new Identity(
        certificates(folder.resolve("cert.pem")),
        key(folder.resolve("key.pem")),
        certificates(folder.resolve("ca.pem")));
  }

  /** The same trust without a certificate to show. */
  public Identity anonymous() {
    return new Identity(List.of(), null, trusted);
  }

  /** Another certificate with the same trust, for callers who should be refused. */
  public Identity showing(X509Certificate certificate, PrivateKey other) {
    return new Identity(List.of(certificate), other, trusted);
  }

  /** A fresh context; sessions are not shared with any other. */
  public SSLContext context() {
    try {
      var context = SSLContext.getInstance("TLS");
      context.init(keys(), trust().getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Every certificate of a PEM file. */
  public static List<X509Certificate> certificates(Path file) {
    try {
      return CertificateFactory.getInstance("X.509")
          .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file)))
          .stream()
          .map(X509Certificate.class::cast)
          .toList();
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("no certificate in " + file, e);
    }
  }

  /** The PKCS#8 key of a PEM file, RSA or EC. */
  public static PrivateKey key(Path file) {
    try {
      String text = Files.readString(file, StandardCharsets.US_ASCII);
      var spec =
          new PKCS8EncodedKeySpec(
              Base64.getMimeDecoder().decode(text.replaceAll("-----[A-Z ]+-----", "")));
      for (var algorithm : List.of("EC", "RSA")) {
        try {
          return KeyFactory.getInstance(algorithm).generatePrivate(spec);
        } catch (java.security.spec.InvalidKeySpecException e) {
          // The other kind, then.
        }
      }
      throw new IllegalStateException("neither an EC nor an RSA key in " + file);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("no key in " + file, e);
    }
  }

  private KeyManager @Nullable [] keys() {
    return key == null
        ? null
        : new KeyManager[] {new Shown(chain.toArray(X509Certificate[]::new), key)};
  }

  private TrustManagerFactory trust() throws GeneralSecurityException, IOException {
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    for (int i = 0; i < trusted.size(); i++) {
      store.setCertificateEntry("ca" + i, trusted.get(i));
    }
    var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(store);
    return managers;
  }
}
