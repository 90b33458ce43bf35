package org.musubi.ihe.tls;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/** Reads the textual encodings of RFC 7468: certificates and PKCS#8 keys. */
public final class Pem {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");
  private static final List<String> KEYS = List.of("EC", "RSA", "RSASSA-PSS", "EdDSA");

  private Pem() {}

  /**
   * All certificates in their order.
   *
   * @throws GeneralSecurityException when there is none, or one cannot be read
   */
  public static List<X509Certificate> certificates(String text) throws GeneralSecurityException {
    var factory = CertificateFactory.getInstance("X.509");
    var found = new ArrayList<X509Certificate>();
    for (var der : blocks(text, "CERTIFICATE")) {
      found.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der)));
    }
    if (found.isEmpty()) {
      throw new GeneralSecurityException("no certificate in the PEM text");
    }
    return List.copyOf(found);
  }

  /**
   * The one private key.
   *
   * @throws GeneralSecurityException when there is not exactly one PKCS#8 key without a password
   */
  public static PrivateKey privateKey(String text) throws GeneralSecurityException {
    var blocks = blocks(text, "PRIVATE KEY");
    if (blocks.size() != 1) {
      throw new GeneralSecurityException(
          "one PKCS#8 key without a password is needed (BEGIN PRIVATE KEY)");
    }
    var encoded = new PKCS8EncodedKeySpec(blocks.getFirst());
    for (var algorithm : KEYS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(encoded);
      } catch (InvalidKeySpecException notThisOne) {
        continue;
      }
    }
    throw new GeneralSecurityException("the key is neither EC, RSA nor EdDSA");
  }

  private static List<byte[]> blocks(String text, String label) throws GeneralSecurityException {
    var found = new ArrayList<byte[]>();
    var matcher = BLOCK.matcher(text);
    while (matcher.find()) {
      if (matcher.group(1).equals(label)) {
        try {
          var base64 = matcher.group(2).getBytes(StandardCharsets.US_ASCII);
          found.add(Base64.getMimeDecoder().decode(base64));
        } catch (IllegalArgumentException notBase64) {
          throw new GeneralSecurityException("the PEM text is not base64", notBase64);
        }
      }
    }
    return found;
  }
}
