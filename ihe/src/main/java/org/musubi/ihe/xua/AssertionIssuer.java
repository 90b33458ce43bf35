package org.musubi.ihe.xua;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.xml.crypto.MarshalException;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.SignatureMethod;
import javax.xml.crypto.dsig.SignedInfo;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.keyinfo.KeyInfo;
import javax.xml.crypto.dsig.keyinfo.KeyInfoFactory;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;
import org.musubi.ihe.xml.Element;
import org.w3c.dom.Node;

/**
 * Issues signed SAML 2.0 assertions for the WS-Security header (IHE XUA, ITI-40). Enveloped
 * signature, exclusive canonicalisation, RSA-SHA256 or ECDSA-SHA256 by the kind of key. Safe for
 * use by many threads.
 */
public final class AssertionIssuer {
  private final String entityId;
  private final PrivateKey key;
  private final X509Certificate certificate;
  private final String algorithm;

  /**
   * @param entityId what {@code saml:Issuer} says
   * @param key an RSA or EC key
   * @param certificate the certificate of its public key; it travels along, for peers that want it
   * @throws IllegalArgumentException when the key is of another kind, or the entity id blank
   */
  public AssertionIssuer(String entityId, PrivateKey key, X509Certificate certificate) {
    if (entityId.isBlank()) {
      throw new IllegalArgumentException("an issuer has an entity id");
    }
    this.entityId = entityId;
    this.key = key;
    this.certificate = certificate;
    this.algorithm =
        switch (key.getAlgorithm()) {
          case "RSA" -> "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
          case "EC" -> "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256";
          default ->
              throw new IllegalArgumentException("assertions are signed with RSA or EC keys");
        };
  }

  /** What {@code saml:Issuer} says. */
  public String entityId() {
    return entityId;
  }

  /** The issuer as a verifier must know it. */
  public TrustedIssuer trusted() {
    return new TrustedIssuer(entityId, List.of(certificate));
  }

  /**
   * A signed assertion.
   *
   * @param requester who asks
   * @param authentication how the person was authenticated
   * @param audience who may accept it
   * @param now its beginning
   * @param lifetime how long it holds; at most 10 minutes by this platform's rule
   */
  public Element issue(
      Requester requester,
      Authentication authentication,
      String audience,
      Instant now,
      Duration lifetime) {
    String id = "_" + UUID.randomUUID();
    return sign(
        AssertionDraft.of(id, entityId, requester, authentication, audience, now, lifetime), id);
  }

  Element sign(Element draft, String id) {
    try {
      org.w3c.dom.Element root = draft.toDocument().getDocumentElement();
      root.setIdAttribute("ID", true);
      Node afterIssuer = root.getFirstChild().getNextSibling();
      DOMSignContext context = new DOMSignContext(key, root, afterIssuer);
      context.setDefaultNamespacePrefix("ds");
      XMLSignatureFactory signatures = XMLSignatureFactory.getInstance("DOM");
      signatures.newXMLSignature(signedInfo(signatures, id), keyInfo(signatures)).sign(context);
      org.w3c.dom.Element signature =
          (org.w3c.dom.Element) root.getElementsByTagNameNS(Saml.DS, "Signature").item(0);
      List<Element> children = new ArrayList<>(draft.children());
      children.add(1, DomTree.of(signature));
      return draft.withContent(children);
    } catch (GeneralSecurityException | MarshalException | XMLSignatureException broken) {
      throw new IllegalStateException("an assertion cannot be signed with this key", broken);
    }
  }

  private SignedInfo signedInfo(XMLSignatureFactory signatures, String id)
      throws GeneralSecurityException {
    List<Transform> transforms =
        List.of(
            signatures.newTransform(Transform.ENVELOPED, (TransformParameterSpec) null),
            signatures.newTransform(
                CanonicalizationMethod.EXCLUSIVE, (TransformParameterSpec) null));
    Reference reference =
        signatures.newReference(
            "#" + id,
            signatures.newDigestMethod(DigestMethod.SHA256, null),
            transforms,
            null,
            null);
    SignatureMethod method = signatures.newSignatureMethod(algorithm, null);
    return signatures.newSignedInfo(
        signatures.newCanonicalizationMethod(
            CanonicalizationMethod.EXCLUSIVE, (C14NMethodParameterSpec) null),
        method,
        List.of(reference));
  }

  private KeyInfo keyInfo(XMLSignatureFactory signatures) {
    KeyInfoFactory factory = signatures.getKeyInfoFactory();
    return factory.newKeyInfo(List.of(factory.newX509Data(List.of(certificate))));
  }
}
