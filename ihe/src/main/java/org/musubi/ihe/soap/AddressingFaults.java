package org.musubi.ihe.soap;

import org.musubi.ihe.xml.Element;

/** The faults of WS-Addressing 1.0 SOAP Binding, section 6.4. */
final class AddressingFaults {
  private AddressingFaults() {}

  /** 6.4.2: a header that must be there is not. */
  static SoapFault required(String header) {
    return fault(
        "MessageAddressingHeaderRequired",
        "A required addressing header is missing: wsa:" + header,
        "必須のアドレス指定ヘッダーがありません: wsa:" + header,
        problemHeader(header));
  }

  /** 6.4.1: a header that is not valid; the second name says how. */
  static SoapFault invalid(String header, String how) {
    return fault(
            "InvalidAddressingHeader",
            "An addressing header is not valid: wsa:" + header,
            "アドレス指定ヘッダーが正しくありません: wsa:" + header,
            problemHeader(header))
        .withSubSubcode(new SoapFault.Subcode(Soap.ADDRESSING, "wsa:" + how));
  }

  /** 6.4.4: an action that this endpoint does not offer. */
  static SoapFault actionNotSupported() {
    return fault(
        "ActionNotSupported",
        "The action is not offered at this endpoint",
        "この接続先では、指定された処理（Action）を提供していません",
        Element.of(Soap.ADDRESSING, "wsa:ProblemAction").build());
  }

  private static SoapFault fault(String subcode, String english, String japanese, Element detail) {
    return SoapFault.of(
            SoapFault.Code.SENDER,
            new SoapFault.Subcode(Soap.ADDRESSING, "wsa:" + subcode),
            english,
            japanese)
        .withDetail(detail);
  }

  private static Element problemHeader(String header) {
    return Element.text(Soap.ADDRESSING, "wsa:ProblemHeaderQName", "wsa:" + header);
  }
}
