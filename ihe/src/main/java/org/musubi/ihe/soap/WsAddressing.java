package org.musubi.ihe.soap;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.musubi.ihe.xml.Element;

/**
 * The addressing headers of a message (WS-Addressing 1.0 Core and SOAP Binding).
 *
 * @param action what is meant, an absolute IRI
 * @param messageId the message's id, an absolute IRI; null only in an answer
 * @param to where it is sent, an absolute IRI; null means anonymous
 * @param relatesTo the id of the request, in an answer
 */
public record WsAddressing(
    String action, @Nullable String messageId, @Nullable String to, @Nullable String relatesTo) {

  /** Addressing of a new request with a fresh id. */
  public static WsAddressing request(String action, URI to) {
    return new WsAddressing(action, newMessageId(), to.toString(), null);
  }

  /** Addressing of the answer to a request. */
  public WsAddressing reply(String action) {
    return new WsAddressing(action, newMessageId(), null, messageId);
  }

  static String newMessageId() {
    return "urn:uuid:" + UUID.randomUUID();
  }

  /** Checks the action against what an endpoint offers. */
  public WsAddressing require(String... offered) throws SoapFault {
    if (!List.of(offered).contains(action)) {
      throw AddressingFaults.actionNotSupported();
    }
    return this;
  }

  /** Reads the headers of a request: action and message id must be there. */
  static WsAddressing ofRequest(List<Element> headers) throws SoapFault {
    var found = of(headers);
    if (found.messageId == null) {
      throw AddressingFaults.required("MessageID");
    }
    var replyTo = only(headers, "ReplyTo");
    if (replyTo != null) {
      var address = replyTo.first(Soap.ADDRESSING, "Address");
      if (address.isEmpty()) {
        throw AddressingFaults.invalid("ReplyTo", "MissingAddressInEPR");
      }
      if (!address.get().text().strip().equals(Soap.ANONYMOUS)) {
        throw AddressingFaults.invalid("ReplyTo", "OnlyAnonymousAddressSupported");
      }
    }
    return found;
  }

  /** Reads the headers of an answer: the action must be there. */
  static WsAddressing of(List<Element> headers) throws SoapFault {
    var action = iri(headers, "Action");
    if (action == null) {
      throw AddressingFaults.required("Action");
    }
    return new WsAddressing(
        action, iri(headers, "MessageID"), iri(headers, "To"), iri(headers, "RelatesTo"));
  }

  private static @Nullable String iri(List<Element> headers, String name) throws SoapFault {
    var header = only(headers, name);
    if (header == null) {
      return null;
    }
    var value = header.text().strip();
    if (value.length() > 2048 || !absolute(value) || !header.children().isEmpty()) {
      throw AddressingFaults.invalid(name, "InvalidAddress");
    }
    return value;
  }

  private static @Nullable Element only(List<Element> headers, String name) throws SoapFault {
    Element found = null;
    for (var header : headers) {
      if (header.is(Soap.ADDRESSING, name)) {
        if (found != null) {
          throw AddressingFaults.invalid(name, "InvalidCardinality");
        }
        found = header;
      }
    }
    return found;
  }

  private static boolean absolute(String value) {
    try {
      return new URI(value).isAbsolute();
    } catch (URISyntaxException notOne) {
      return false;
    }
  }

  List<Element> toHeaders(boolean expectsAnswer) {
    var headers = new ArrayList<Element>();
    headers.add(header("Action", action, true));
    if (messageId != null) {
      headers.add(header("MessageID", messageId, false));
    }
    if (to != null) {
      headers.add(header("To", to, true));
    }
    if (relatesTo != null) {
      headers.add(header("RelatesTo", relatesTo, false));
    }
    if (expectsAnswer) {
      headers.add(
          Element.of(Soap.ADDRESSING, "wsa:ReplyTo")
              .add(Element.text(Soap.ADDRESSING, "wsa:Address", Soap.ANONYMOUS))
              .build());
    }
    return headers;
  }

  private static Element header(String name, String value, boolean mustUnderstand) {
    var header = Element.of(Soap.ADDRESSING, "wsa:" + name);
    if (mustUnderstand) {
      header.attribute(Soap.ENVELOPE, "s:mustUnderstand", "true");
    }
    return header.text(value).build();
  }
}
