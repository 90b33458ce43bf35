package org.musubi.ihe.soap;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.musubi.ihe.xml.Element;

/** Reads a peer's fault. What cannot be read becomes a Receiver fault: a fault it stays. */
final class FaultParser {
  private FaultParser() {}

  static Optional<SoapFault> parse(Element body) {
    if (!body.is(Soap.ENVELOPE, "Fault")) {
      return Optional.empty();
    }
    var code = body.first(Soap.ENVELOPE, "Code");
    var subcode = code.flatMap(outer -> outer.first(Soap.ENVELOPE, "Subcode"));
    var finer = subcode.flatMap(outer -> outer.first(Soap.ENVELOPE, "Subcode"));
    return Optional.of(
        SoapFault.received(
            code.flatMap(FaultParser::value).map(FaultParser::code).orElse(SoapFault.Code.RECEIVER),
            subcode(subcode),
            subcode(finer),
            reason(body, "en"),
            reason(body, "ja"),
            body.first(Soap.ENVELOPE, "Detail")
                .flatMap(detail -> detail.children().stream().findFirst())
                .orElse(null)));
  }

  private static Optional<String> value(Element code) {
    return code.first(Soap.ENVELOPE, "Value").map(value -> value.text().strip());
  }

  private static SoapFault.Code code(String qualifiedName) {
    var name = qualifiedName.substring(qualifiedName.indexOf(':') + 1);
    return switch (name) {
      case "Sender" -> SoapFault.Code.SENDER;
      case "VersionMismatch" -> SoapFault.Code.VERSION_MISMATCH;
      case "MustUnderstand" -> SoapFault.Code.MUST_UNDERSTAND;
      case "DataEncodingUnknown" -> SoapFault.Code.DATA_ENCODING_UNKNOWN;
      default -> SoapFault.Code.RECEIVER;
    };
  }

  private static SoapFault.@Nullable Subcode subcode(Optional<Element> subcode) {
    var value = subcode.flatMap(outer -> outer.first(Soap.ENVELOPE, "Value"));
    if (value.isEmpty()) {
      return null;
    }
    var name = value.get().text().strip();
    // A peer's text: only what can be a qualified name is kept.
    if (!name.matches("[A-Za-z_][A-Za-z0-9_.-]{0,60}(:[A-Za-z_][A-Za-z0-9_.-]{0,60})?")) {
      return null;
    }
    var prefix = name.contains(":") ? name.substring(0, name.indexOf(':')) : "";
    return new SoapFault.Subcode(value.get().namespaceOf(prefix).orElse(""), name);
  }

  private static String reason(Element fault, String language) {
    var texts =
        fault.first(Soap.ENVELOPE, "Reason").stream()
            .flatMap(reason -> reason.all(Soap.ENVELOPE, "Text").stream())
            .toList();
    return texts.stream()
        .filter(text ->
            text.attribute("http://www.w3.org/XML/1998/namespace", "lang")
                .orElse("")
                .startsWith(language))
        .findFirst()
        .or(() -> texts.stream().findFirst())
        .map(Element::text)
        .orElse("");
  }
}
