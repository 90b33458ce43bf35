package org.musubi.e2e;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;

/** Certificates that differ from a good one in nothing but what they are made to differ in. */
final class Resigned {
  private static final int SEQUENCE = 0x30;
  private static final int BIT_STRING = 0x03;
  private static final DateTimeFormatter UTC_TIME =
      DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

  private Resigned() {}

  /** The same text, signed with another key. */
  static X509Certificate by(PrivateKey key, X509Certificate good) throws GeneralSecurityException {
    return certificate(good, good.getTBSCertificate(), key);
  }

  /** The same for another time, signed with that key. */
  static X509Certificate dated(
      PrivateKey key, X509Certificate good, Instant notBefore, Instant notAfter)
      throws GeneralSecurityException {
    String text = new String(good.getTBSCertificate(), StandardCharsets.ISO_8859_1);
    String dated =
        text.replace(
            times(good.getNotBefore().toInstant(), good.getNotAfter().toInstant()),
            times(notBefore, notAfter));
    if (dated.equals(text)) {
      throw new IllegalStateException("the dates do not stand where they should");
    }
    return certificate(good, dated.getBytes(StandardCharsets.ISO_8859_1), key);
  }

  private static String times(Instant from, Instant until) {
    return "\u0017\r" + UTC_TIME.format(from) + "\u0017\r" + UTC_TIME.format(until);
  }

  private static X509Certificate certificate(X509Certificate like, byte[] text, PrivateKey key)
      throws GeneralSecurityException {
    var signature = Signature.getInstance(like.getSigAlgName());
    signature.initSign(key);
    signature.update(text);
    var parts = new ByteArrayOutputStream();
    parts.writeBytes(text);
    parts.writeBytes(algorithm(like));
    parts.writeBytes(tagged(BIT_STRING, ("\0" + latin(signature.sign()))));
    byte[] whole = tagged(SEQUENCE, latin(parts.toByteArray()));
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(whole));
  }

  /** What stands between the text and the signature. */
  private static byte[] algorithm(X509Certificate like) throws GeneralSecurityException {
    byte[] signature = tagged(BIT_STRING, "\0" + latin(like.getSignature()));
    byte[] whole = like.getEncoded();
    int end = whole.length - signature.length;
    int start = latin(whole).indexOf(latin(like.getTBSCertificate()));
    return Arrays.copyOfRange(whole, start + like.getTBSCertificate().length, end);
  }

  private static byte[] tagged(int tag, String content) {
    var out = new ByteArrayOutputStream();
    out.write(tag);
    int length = content.length();
    if (length > 0xff) {
      out.writeBytes(new byte[] {(byte) 0x82, (byte) (length >> 8), (byte) length});
    } else if (length > 0x7f) {
      out.writeBytes(new byte[] {(byte) 0x81, (byte) length});
    } else {
      out.write(length);
    }
    out.writeBytes(content.getBytes(StandardCharsets.ISO_8859_1));
    return out.toByteArray();
  }

  private static String latin(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
