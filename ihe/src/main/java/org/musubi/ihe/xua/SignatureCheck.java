package org.musubi.ihe.xua;

import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import javax.xml.crypto.MarshalException;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMValidateContext;
import org.musubi.ihe.xml.Element;

/**
 * The cryptography. The key comes from the issuer that was looked up, never from the message; the
 * assertion is alone in its document, so that an id can mean nothing else.
 */
final class SignatureCheck {
  private static final int SMALLEST_RSA = 2048;
  private static final int SMALLEST_EC = 256;

  private SignatureCheck() {}

  /** What is wrong; empty when one of the issuer's certificates that are valid now verifies it. */
  static Optional<Reason> problem(Element assertion, TrustedIssuer issuer, Instant now) {
    String kind = SignatureShape.keyKind(assertion);
    List<X509Certificate> valid =
        issuer.certificates().stream().filter(certificate -> validAt(certificate, now)).toList();
    if (valid.isEmpty()) {
      return Optional.of(Reason.ISSUER_KEY_NOT_VALID);
    }
    for (X509Certificate certificate : valid) {
      PublicKey key = certificate.getPublicKey();
      if (key.getAlgorithm().equals(kind) && strongEnough(key) && verifies(assertion, key)) {
        return Optional.empty();
      }
    }
    return Optional.of(Reason.BAD_SIGNATURE);
  }

  private static boolean validAt(X509Certificate certificate, Instant now) {
    try {
      certificate.checkValidity(Date.from(now));
      return true;
    } catch (CertificateException expired) {
      return false;
    }
  }

  private static boolean strongEnough(PublicKey key) {
    return switch (key) {
      case RSAPublicKey rsa -> rsa.getModulus().bitLength() >= SMALLEST_RSA;
      case ECPublicKey ec -> ec.getParams().getCurve().getField().getFieldSize() >= SMALLEST_EC;
      default -> false;
    };
  }

  private static boolean verifies(Element assertion, PublicKey key) {
    org.w3c.dom.Element root = assertion.toDocument().getDocumentElement();
    root.setIdAttribute("ID", true);
    DOMValidateContext context =
        new DOMValidateContext(key, root.getElementsByTagNameNS(Saml.DS, "Signature").item(0));
    context.setProperty("org.jcp.xml.dsig.secureValidation", true);
    try {
      return XMLSignatureFactory.getInstance("DOM")
          .unmarshalXMLSignature(context)
          .validate(context);
    } catch (MarshalException | XMLSignatureException | ClassCastException broken) {
      return false;
    }
  }
}
