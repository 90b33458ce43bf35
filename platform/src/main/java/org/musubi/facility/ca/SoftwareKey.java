package org.musubi.facility.ca;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The CA's key in an encrypted file: the default. */
final class SoftwareKey implements Signer {
  private final KeyFile.Entry entry;

  private SoftwareKey(KeyFile.Entry entry) {
    this.entry = entry;
  }

  static SoftwareKey of(KeyFile.Entry entry) {
    return new SoftwareKey(entry);
  }

  /** Makes a root and keeps it. */
  static SoftwareKey make(KeyFile file, String operator, Instant now, Duration life) {
    var pair = Keys.p256();
    var root =
        Certificates.root(
            pair.getPublic(),
            Certificates.name(operator, "Musubi Root CA"),
            now,
            life,
            bytes -> sign(pair.getPrivate(), bytes));
    var entry = new KeyFile.Entry(pair.getPrivate(), List.of(root));
    file.write(entry);
    return new SoftwareKey(entry);
  }

  @Override
  public X509Certificate certificate() {
    return entry.leaf();
  }

  @Override
  public byte[] sign(byte[] bytes) {
    return sign(entry.key(), bytes);
  }

  private static byte[] sign(PrivateKey key, byte[] bytes) {
    try {
      var signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(key);
      signature.update(bytes);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
