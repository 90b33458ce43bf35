package org.musubi.e2e.ipf;

import java.security.cert.X509Certificate;
import javax.xml.crypto.MarshalException;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.XMLSignature;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMValidateContext;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** A SAML assertion as its receiver sees it, and whether its signature holds. */
record Signed(Document document) {
  private static final String SAML = "urn:oasis:names:tc:SAML:2.0:assertion";

  /** The signature covers exactly this assertion and was made by this certificate's key. */
  boolean by(X509Certificate issuer) {
    var root = document.getDocumentElement();
    root.setIdAttributeNS(null, "ID", true);
    var signature = root.getElementsByTagNameNS(XMLSignature.XMLNS, "Signature").item(0);
    var context = new DOMValidateContext(issuer.getPublicKey(), signature);
    context.setProperty("org.jcp.xml.dsig.secureValidation", Boolean.TRUE);
    try {
      var read = XMLSignatureFactory.getInstance("DOM").unmarshalXMLSignature(context);
      var references = read.getSignedInfo().getReferences();
      return references.size() == 1
          && ((Reference) references.getFirst()).getURI().equals("#" + root.getAttribute("ID"))
          && read.validate(context);
    } catch (MarshalException | XMLSignatureException e) {
      throw new IllegalStateException(e);
    }
  }

  String issuer() {
    return text("Issuer");
  }

  String audience() {
    return text("Audience");
  }

  String subject() {
    return text("NameID");
  }

  private String text(String name) {
    return ((Element) document.getElementsByTagNameNS(SAML, name).item(0)).getTextContent().strip();
  }
}
