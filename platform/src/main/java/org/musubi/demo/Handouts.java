package org.musubi.demo;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;

/**
 * What the demo's communities are told by their operators: whom to let in and whose assertions to
 * believe. Public certificates only.
 */
final class Handouts {
  private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

  private final Path folder;

  /**
   * @param folder the community's folder of credentials
   */
  Handouts(Path folder) {
    this.folder = folder;
  }

  /** {@code gateway.pem}: the platform's certificate, which alone may send ITI-38, 39 and 55. */
  void gateway(X509Certificate platform) throws IOException {
    write(folder.resolve("gateway.pem"), pem(platform));
  }

  /** {@code members.pem}: those who may store and query as the community's own members. */
  void members(List<Path> credentials) throws IOException {
    var all = new StringBuilder();
    for (var member : credentials) {
      all.append(pem(certificate(member.resolve("cert.pem"))));
    }
    write(folder.resolve("members.pem"), all.toString());
  }

  /**
   * {@code issuers/<caller>/}: whose assertions count when they come with that caller's
   * certificate, and with no other.
   *
   * @param caller a name for the folder
   * @param certificate the caller's
   * @param pem the issuer's signing certificate
   */
  void issuer(String caller, X509Certificate certificate, String entityId, String pem)
      throws IOException {
    Path issuers = Files.createDirectories(folder.resolve("issuers").resolve(caller));
    write(issuers.resolve("callers.pem"), pem(certificate));
    write(issuers.resolve(URLEncoder.encode(entityId, StandardCharsets.UTF_8) + ".pem"), pem);
  }

  static X509Certificate certificate(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
    } catch (CertificateException e) {
      throw new IOException("no certificate in " + file, e);
    }
  }

  static String pem(X509Certificate certificate) throws IOException {
    try {
      return "-----BEGIN CERTIFICATE-----\n"
          + LINES.encodeToString(certificate.getEncoded())
          + "\n-----END CERTIFICATE-----\n";
    } catch (CertificateEncodingException e) {
      throw new IOException(e);
    }
  }

  private static void write(Path file, String text) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(fresh, text);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
