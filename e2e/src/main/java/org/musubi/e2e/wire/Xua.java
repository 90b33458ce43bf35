package org.musubi.e2e.wire;

import java.io.StringReader;
import java.io.StringWriter;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import javax.xml.crypto.MarshalException;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.SignatureMethod;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/**
 * A SAML 2.0 assertion of IHE XUA (ITI TF-2 3.40), made and signed with nothing but the JDK. Every
 * field can be set to something wrong, which is what tests need it for.
 *
 * @param id of the assertion
 * @param issuer entity id
 * @param audience for whom it is meant
 * @param subject who asks, at the issuer
 * @param name who asks, for a person
 * @param organisationId the facility, as {@code urn:oid:}
 * @param organisation its name
 * @param purpose purpose of use, code
 * @param from start of validity
 * @param until end of validity, excluded
 */
public record Xua(
    String id,
    String issuer,
    String audience,
    String subject,
    String name,
    String organisationId,
    String organisation,
    String purpose,
    Instant from,
    Instant until) {
  private static final Random IDS = new Random();

  /** Who asks, and for which facility. */
  public interface Person {
    /** Who it is at the issuer. */
    String id();

    /** The name a person reads. */
    String name();

    /** The facility, as {@code urn:oid:}. */
    String organisationId();

    /** Its name. */
    String organisation();
  }

  /** An assertion for treatment that is valid for five minutes from now. */
  public static Xua of(String issuer, String audience, Person person, Instant now) {
    var start = now.truncatedTo(ChronoUnit.SECONDS).minusSeconds(5);
    return new Xua(
        "_" + new UUID(IDS.nextLong(), IDS.nextLong()),
        issuer,
        audience,
        person.id(),
        person.name(),
        person.organisationId(),
        person.organisation(),
        "TREAT",
        start,
        start.plusSeconds(300));
  }

  /** The same for another time. */
  public Xua valid(Instant start, Instant end) {
    return new Xua(
        id, issuer, audience, subject, name, organisationId, organisation, purpose, start, end);
  }

  /** The same from another issuer. */
  public Xua issuedBy(String other) {
    return new Xua(
        id, other, audience, subject, name, organisationId, organisation, purpose, from, until);
  }

  /** The same for another audience. */
  public Xua meantFor(String other) {
    return new Xua(
        id, issuer, other, subject, name, organisationId, organisation, purpose, from, until);
  }

  /** The same for another facility. */
  public Xua at(String facility) {
    return new Xua(
        id, issuer, audience, subject, name, facility, organisation, purpose, from, until);
  }

  /** The assertion without a signature. */
  public String unsigned() {
    return XuaText.of(this);
  }

  /** The assertion with an enveloped signature, as text that can stand in a header as it is. */
  public String signed(PrivateKey key, X509Certificate certificate) {
    try {
      var document = parse(unsigned());
      var root = document.getDocumentElement();
      root.setIdAttributeNS(null, "ID", true);
      var factory = XMLSignatureFactory.getInstance("DOM");
      var reference =
          factory.newReference(
              "#" + id,
              factory.newDigestMethod(DigestMethod.SHA256, null),
              List.of(
                  factory.newTransform(Transform.ENVELOPED, (TransformParameterSpec) null),
                  factory.newTransform(
                      CanonicalizationMethod.EXCLUSIVE, (TransformParameterSpec) null)),
              null,
              null);
      var info =
          factory.newSignedInfo(
              factory.newCanonicalizationMethod(
                  CanonicalizationMethod.EXCLUSIVE, (C14NMethodParameterSpec) null),
              factory.newSignatureMethod(algorithm(key), null),
              List.of(reference));
      var keys = factory.getKeyInfoFactory();
      var keyInfo = keys.newKeyInfo(List.of(keys.newX509Data(List.of(certificate))));
      var context = new DOMSignContext(key, root, afterIssuer(root));
      context.setDefaultNamespacePrefix("ds");
      factory.newXMLSignature(info, keyInfo).sign(context);
      return text(document);
    } catch (GeneralSecurityException | MarshalException | XMLSignatureException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String algorithm(PrivateKey key) {
    return key.getAlgorithm().startsWith("EC")
        ? SignatureMethod.ECDSA_SHA256
        : SignatureMethod.RSA_SHA256;
  }

  private static Element afterIssuer(Element root) {
    return (Element) root.getElementsByTagNameNS(XuaText.SAML, "Subject").item(0);
  }

  private static Document parse(String text) {
    try {
      var factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      return factory.newDocumentBuilder().parse(new InputSource(new StringReader(text)));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(Document document) {
    try {
      var writer = new StringWriter();
      var transformer = TransformerFactory.newInstance().newTransformer();
      transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
      transformer.transform(new DOMSource(document), new StreamResult(writer));
      // Line ends of the base64 only: the texts that are signed hold no carriage return.
      return writer.toString().replace("&#13;", "");
    } catch (javax.xml.transform.TransformerException e) {
      throw new IllegalStateException(e);
    }
  }
}
