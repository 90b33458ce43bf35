package org.musubi.gateway.web;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.musubi.ihe.soap.SoapFault;

/** A request that is turned away with a fault, and the word by which the trail keeps it. */
final class Turned extends Exception {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final transient SoapFault fault;

  private final @Nullable String purpose;

  Turned(String code, SoapFault fault) {
    this(code, fault, null);
  }

  /**
   * @param purpose the code of the purpose of use that was asked for, where that is why
   */
  Turned(String code, SoapFault fault, @Nullable String purpose) {
    super(code, null, false, false);
    this.code = code;
    this.fault = fault;
    this.purpose = purpose;
  }

  /** What the trail keeps of it besides. */
  Map<String, String> details() {
    return purpose == null || purpose.isEmpty() ? Map.of() : Map.of("purpose", purpose);
  }

  String code() {
    return code;
  }

  SoapFault fault() {
    return fault;
  }
}
