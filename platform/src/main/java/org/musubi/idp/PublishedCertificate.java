package org.musubi.idp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import org.musubi.core.PersonRef;
import org.musubi.core.store.DataProperties;
import org.musubi.facility.PlatformIdentity;
import org.springframework.stereotype.Component;

/**
 * Writes the point's certificate and the CA's root under {@code musubi.data}/public at each start:
 * {@code issuers/<entity id, URL-encoded>.pem} and {@code ca.pem}. Nothing there is secret.
 */
@Component
class PublishedCertificate implements PointCertificate {
  private final PlatformIdentity platform;

  PublishedCertificate(PlatformIdentity platform, DataProperties data) {
    this.platform = platform;
    Path folder = data.data().resolve("public");
    write(folder.resolve("ca.pem"), pem(platform.authority()));
    var name = URLEncoder.encode(entityId(), StandardCharsets.UTF_8) + ".pem";
    write(folder.resolve("issuers").resolve(name), pem());
  }

  @Override
  public String entityId() {
    return PersonRef.PLATFORM;
  }

  @Override
  public String pem() {
    return pem(platform.signing().certificate());
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Path fresh = file.resolveSibling(file.getFileName() + ".new");
      Files.writeString(fresh, text);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String pem(X509Certificate certificate) {
    try {
      return "-----BEGIN CERTIFICATE-----\n"
          + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded())
          + "\n-----END CERTIFICATE-----\n";
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
  }
}
