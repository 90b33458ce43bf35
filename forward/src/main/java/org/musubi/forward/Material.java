package org.musubi.forward;

import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.stream.Stream;
import org.musubi.ihe.tls.Pem;
import org.musubi.ihe.tls.TlsMaterial;

/** Reads the own key from a PKCS12 store and the trusted authorities from a PEM file. */
final class Material {
  private Material() {}

  /**
   * Reads.
   *
   * @throws CannotForward when a file is not what it should be; it names the setting, and nothing
   *     of what the file holds
   */
  static TlsMaterial read(SyslogSettings settings) throws CannotForward {
    String at = "syslog.keystore.password.file";
    try {
      var password = Files.readString(settings.password()).strip().toCharArray();
      at = "syslog.trust";
      var trusted = Pem.certificates(Files.readString(settings.trust()));
      at = "syslog.keystore";
      var store = KeyStore.getInstance("PKCS12");
      try (var stream = Files.newInputStream(settings.keystore())) {
        store.load(stream, password);
      }
      for (var alias : Collections.list(store.aliases())) {
        if (store.isKeyEntry(alias)) {
          var chain =
              Stream.of(store.getCertificateChain(alias)).map(X509Certificate.class::cast).toList();
          return new TlsMaterial(chain, (PrivateKey) store.getKey(alias, password), trusted);
        }
      }
      throw new CannotForward("syslog.keystore holds no private key");
    } catch (IOException | GeneralSecurityException | ClassCastException bad) {
      throw new CannotForward(at + " cannot be used: " + bad.getClass().getSimpleName());
    }
  }
}
