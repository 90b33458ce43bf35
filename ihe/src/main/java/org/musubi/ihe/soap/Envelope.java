package org.musubi.ihe.soap;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.musubi.ihe.xml.Element;
import org.musubi.ihe.xml.XmlWriter;

/**
 * A SOAP 1.2 message.
 *
 * @param headers the header blocks in their order
 * @param body the one element in the Body: the request, the answer or the Fault
 */
public record Envelope(List<Element> headers, Element body) {
  /** Keeps the headers as they are now. */
  public Envelope {
    headers = List.copyOf(headers);
  }

  /** A new request with a fresh message id, and further headers such as WS-Security. */
  public static Envelope request(String action, URI to, Element body, Element... further) {
    return of(WsAddressing.request(action, to).toHeaders(true), body, further);
  }

  /** The answer to a request. */
  public static Envelope reply(
      WsAddressing request, String action, Element body, Element... further) {
    return of(request.reply(action).toHeaders(false), body, further);
  }

  private static Envelope of(List<Element> addressing, Element body, Element... further) {
    var headers = new ArrayList<>(addressing);
    headers.addAll(Arrays.asList(further));
    return new Envelope(headers, body);
  }

  /** A WS-Security header that carries an assertion, which the receiver must understand. */
  public static Element security(Element assertion) {
    return Element.of(Soap.SECURITY, "wsse:Security")
        .attribute(Soap.ENVELOPE, "s:mustUnderstand", "true")
        .add(assertion)
        .build();
  }

  /**
   * The addressing of a request.
   *
   * @throws SoapFault as WS-Addressing says when headers are missing, doubled or not valid
   */
  public WsAddressing addressing() throws SoapFault {
    return WsAddressing.ofRequest(headers);
  }

  /**
   * The addressing of an answer, in which the message id may be missing.
   *
   * @throws SoapFault when headers are missing, doubled or not valid
   */
  public WsAddressing answerAddressing() throws SoapFault {
    return WsAddressing.of(headers);
  }

  /**
   * The one SAML 2.0 assertion directly in the one WS-Security header; empty when there is none.
   * More than one header or assertion count as none: which of them is meant must not be a choice.
   */
  public Optional<Element> assertion() {
    var security = headers.stream().filter(h -> h.is(Soap.SECURITY, "Security")).toList();
    if (security.size() != 1) {
      return Optional.empty();
    }
    var assertions = security.getFirst().all(Soap.SAML, "Assertion");
    return assertions.size() == 1 ? Optional.of(assertions.getFirst()) : Optional.empty();
  }

  /** Whether the body is a Fault. */
  public boolean isFault() {
    return body.is(Soap.ENVELOPE, "Fault");
  }

  /** The same headers with another body. */
  public Envelope withBody(Element other) {
    return new Envelope(headers, other);
  }

  /** The whole envelope as an element. */
  public Element toElement() {
    return Element.of(Soap.ENVELOPE, "s:Envelope")
        .namespace("wsa", Soap.ADDRESSING)
        .add(Element.of(Soap.ENVELOPE, "s:Header").add(headers).build())
        .add(Element.of(Soap.ENVELOPE, "s:Body").add(body).build())
        .build();
  }

  /** The envelope as UTF-8. */
  public byte[] toBytes() {
    return XmlWriter.toBytes(toElement());
  }

  /** Writes the envelope as UTF-8. */
  public void writeTo(OutputStream out) throws IOException {
    XmlWriter.write(toElement(), out);
  }

  /** The Content-Type it travels with, naming its action. */
  public String contentType() {
    var action =
        headers.stream()
            .filter(header -> header.is(Soap.ADDRESSING, "Action"))
            .map(header -> header.text().strip())
            .filter(value -> value.matches("[!#-\\[\\]-~]{1,512}"))
            .findFirst();
    return "application/soap+xml; charset=UTF-8"
        + action.map(value -> "; action=\"" + value + "\"").orElse("");
  }
}
