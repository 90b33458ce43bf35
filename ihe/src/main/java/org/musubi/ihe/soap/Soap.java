package org.musubi.ihe.soap;

/** Names of SOAP 1.2, WS-Addressing 1.0 and WS-Security 1.1. */
public final class Soap {
  /** SOAP 1.2. */
  public static final String ENVELOPE = "http://www.w3.org/2003/05/soap-envelope";

  /** SOAP 1.1, which is refused. */
  public static final String ENVELOPE_1_1 = "http://schemas.xmlsoap.org/soap/envelope/";

  /** WS-Addressing 1.0. */
  public static final String ADDRESSING = "http://www.w3.org/2005/08/addressing";

  /** Addressing's name for "answer on this connection". */
  public static final String ANONYMOUS = ADDRESSING + "/anonymous";

  /** The action of faults that WS-Addressing defines. */
  public static final String ADDRESSING_FAULT = ADDRESSING + "/fault";

  /** The action of all other faults. */
  public static final String SOAP_FAULT = ADDRESSING + "/soap/fault";

  /** WS-Security. */
  public static final String SECURITY =
      "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";

  /** SAML 2.0 assertions. */
  public static final String SAML = "urn:oasis:names:tc:SAML:2.0:assertion";

  private Soap() {}
}
