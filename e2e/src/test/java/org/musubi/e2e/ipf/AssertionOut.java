package org.musubi.e2e.ipf;

import java.io.StringReader;
import java.util.Optional;
import java.util.function.Supplier;
import javax.xml.namespace.QName;
import org.apache.cxf.binding.soap.SoapHeader;
import org.apache.cxf.binding.soap.SoapMessage;
import org.apache.cxf.binding.soap.interceptor.AbstractSoapInterceptor;
import org.apache.cxf.phase.Phase;
import org.apache.cxf.staxutils.StaxUtils;
import org.w3c.dom.Element;

/** Puts a signed assertion (IHE XUA) into the WS-Security header of every request of a client. */
final class AssertionOut extends AbstractSoapInterceptor {
  static final QName SECURITY =
      new QName(
          "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd",
          "Security",
          "wsse");

  private final Supplier<Optional<String>> assertion;

  AssertionOut(Supplier<Optional<String>> assertion) {
    super(Phase.PRE_PROTOCOL);
    this.assertion = assertion;
  }

  @Override
  public void handleMessage(SoapMessage message) {
    assertion
        .get()
        .ifPresent(text -> message.getHeaders().add(new SoapHeader(SECURITY, header(text))));
  }

  private static Element header(String assertion) {
    try {
      return StaxUtils.read(
              new StringReader(
                  "<wsse:Security xmlns:wsse=\""
                      + SECURITY.getNamespaceURI()
                      + "\" xmlns:s=\"http://www.w3.org/2003/05/soap-envelope\""
                      + " s:mustUnderstand=\"true\">"
                      + assertion
                      + "</wsse:Security>"))
          .getDocumentElement();
    } catch (javax.xml.stream.XMLStreamException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
