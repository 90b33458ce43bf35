package org.musubi.e2e.wire;

import java.util.UUID;

/** SOAP 1.2 envelopes, written by hand. */
public final class Messages {
  /** Content type of a plain SOAP 1.2 message. */
  public static String contentType(String action) {
    return "application/soap+xml; charset=UTF-8; action=\"" + action + "\"";
  }

  private Messages() {}

  /**
   * An envelope with WS-Addressing and, when given, an assertion.
   *
   * @param assertion as text; empty = no security header
   */
  public static String envelope(String action, String to, String assertion, String body) {
    String security =
        assertion.isEmpty()
            ? ""
            : "<wsse:Security xmlns:wsse=\"http://docs.oasis-open.org/wss/2004/01/"
                + "oasis-200401-wss-wssecurity-secext-1.0.xsd\" s:mustUnderstand=\"true\">"
                + assertion
                + "</wsse:Security>";
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        + "<s:Envelope xmlns:s=\"http://www.w3.org/2003/05/soap-envelope\""
        + " xmlns:a=\"http://www.w3.org/2005/08/addressing\"><s:Header>"
        + "<a:Action s:mustUnderstand=\"true\">"
        + action
        + "</a:Action><a:MessageID>urn:uuid:"
        + UUID.randomUUID()
        + "</a:MessageID><a:ReplyTo><a:Address>http://www.w3.org/2005/08/addressing/anonymous"
        + "</a:Address></a:ReplyTo><a:To s:mustUnderstand=\"true\">"
        + Xml.escape(to)
        + "</a:To>"
        + security
        + "</s:Header><s:Body>"
        + body
        + "</s:Body></s:Envelope>";
  }
}
