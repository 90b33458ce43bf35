package org.musubi.e2e.ipf;

import java.util.Set;
import javax.xml.namespace.QName;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.cxf.binding.soap.SoapMessage;
import org.apache.cxf.binding.soap.interceptor.AbstractSoapInterceptor;
import org.apache.cxf.headers.Header;
import org.apache.cxf.phase.Phase;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Understands the WS-Security header of a request and keeps the assertion in it. */
final class AssertionIn extends AbstractSoapInterceptor {
  private final Asked asked;

  AssertionIn(Asked asked) {
    super(Phase.PRE_PROTOCOL);
    this.asked = asked;
  }

  @Override
  public Set<QName> getUnderstoodHeaders() {
    return Set.of(AssertionOut.SECURITY);
  }

  @Override
  public void handleMessage(SoapMessage message) {
    Header header = message.getHeader(AssertionOut.SECURITY);
    if (header != null && header.getObject() instanceof Element security) {
      var found =
          security.getElementsByTagNameNS("urn:oasis:names:tc:SAML:2.0:assertion", "Assertion");
      for (int i = 0; i < found.getLength(); i++) {
        asked.assertions().add(alone((Element) found.item(i)));
      }
    }
    asked.contentTypes().add(String.valueOf(message.get(SoapMessage.CONTENT_TYPE)));
  }

  /** A document of its own, so that nothing around it takes part in the signature. */
  private static Document alone(Element assertion) {
    try {
      var factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      var document = factory.newDocumentBuilder().newDocument();
      document.appendChild(document.importNode(assertion, true));
      return document;
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException(e);
    }
  }
}
