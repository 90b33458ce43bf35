package org.musubi.gateway.web;

import org.musubi.ihe.soap.SoapFault;

/** A request that is turned away with a fault, and the word by which the trail keeps it. */
final class Turned extends Exception {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final transient SoapFault fault;

  Turned(String code, SoapFault fault) {
    super(code, null, false, false);
    this.code = code;
    this.fault = fault;
  }

  String code() {
    return code;
  }

  SoapFault fault() {
    return fault;
  }
}
