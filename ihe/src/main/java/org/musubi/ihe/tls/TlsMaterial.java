package org.musubi.ihe.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.crypto.spec.PBEParameterSpec;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * One side's certificate, key and trust. In a folder: {@code cert.pem} (own certificate first, then
 * its issuers), {@code key.pem} (PKCS#8), {@code ca.pem} (whom to trust).
 *
 * @param chain the own certificate, then its issuers
 * @param key the own private key
 * @param trusted the authorities that peers' certificates must come from; no others
 */
public record TlsMaterial(
    List<X509Certificate> chain, PrivateKey key, List<X509Certificate> trusted) {
  /** The name of the file with the own certificate and its issuers. */
  public static final String CERTIFICATE_FILE = "cert.pem";

  /** The name of the file with the private key. */
  public static final String KEY_FILE = "key.pem";

  /** The name of the file with the trusted authorities. */
  public static final String TRUST_FILE = "ca.pem";

  /** Checks that there is a chain and trust. */
  public TlsMaterial {
    chain = List.copyOf(chain);
    trusted = List.copyOf(trusted);
    if (chain.isEmpty() || trusted.isEmpty()) {
      throw new IllegalArgumentException("a certificate and a trusted authority are needed");
    }
  }

  /**
   * Loads a folder.
   *
   * @throws IOException when a file cannot be read
   * @throws GeneralSecurityException when one is not what it should be, or the key is not that of
   *     the certificate
   */
  public static TlsMaterial load(Path folder) throws IOException, GeneralSecurityException {
    return parse(
        Files.readString(folder.resolve(CERTIFICATE_FILE)),
        Files.readString(folder.resolve(KEY_FILE)),
        Files.readString(folder.resolve(TRUST_FILE)));
  }

  /** Reads the three PEM texts. */
  public static TlsMaterial parse(String certificates, String key, String trust)
      throws GeneralSecurityException {
    var material =
        new TlsMaterial(
            Pem.certificates(certificates), Pem.privateKey(key), Pem.certificates(trust));
    material.requirePair();
    return material;
  }

  /** The own certificate. */
  public X509Certificate certificate() {
    return chain.getFirst();
  }

  /** A context that shows the own certificate and trusts the given authorities only. */
  public SSLContext context() throws GeneralSecurityException {
    var context = SSLContext.getInstance("TLS");
    context.init(keyManagers(), trustManagers(), null);
    return context;
  }

  private KeyManager[] keyManagers() throws GeneralSecurityException {
    var store = empty();
    // The store never leaves the memory, where the key lies open anyhow: the ten thousand rounds
    // that a password is given as a rule would protect nothing and cost every context.
    store.setEntry(
        "own",
        new KeyStore.PrivateKeyEntry(key, chain.toArray(Certificate[]::new)),
        new KeyStore.PasswordProtection(
            new char[0], "PBEWithHmacSHA256AndAES_256", new PBEParameterSpec(new byte[20], 1)));
    var factory = KeyManagerFactory.getInstance("PKIX");
    factory.init(store, new char[0]);
    return factory.getKeyManagers();
  }

  private TrustManager[] trustManagers() throws GeneralSecurityException {
    var store = empty();
    for (int i = 0; i < trusted.size(); i++) {
      store.setCertificateEntry("authority" + i, trusted.get(i));
    }
    var factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(store);
    return factory.getTrustManagers();
  }

  private static KeyStore empty() throws GeneralSecurityException {
    try {
      var store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      return store;
    } catch (IOException impossible) {
      throw new GeneralSecurityException("an empty key store", impossible);
    }
  }

  private void requirePair() throws GeneralSecurityException {
    var algorithm =
        switch (key.getAlgorithm()) {
          case "EC" -> "SHA256withECDSA";
          case "RSA" -> "SHA256withRSA";
          case "RSASSA-PSS" -> "RSASSA-PSS";
          default -> "EdDSA";
        };
    if (algorithm.equals("RSASSA-PSS")) {
      return;
    }
    var probe = new byte[] {1, 2, 3};
    var signer = Signature.getInstance(algorithm);
    signer.initSign(key);
    signer.update(probe);
    var signed = signer.sign();
    signer.initVerify(certificate().getPublicKey());
    signer.update(probe);
    if (!signer.verify(signed)) {
      throw new GeneralSecurityException("the private key is not that of the certificate");
    }
  }

  /** The subject only: the key is a secret. */
  @Override
  public String toString() {
    return "TlsMaterial[" + certificate().getSubjectX500Principal() + "]";
  }
}
