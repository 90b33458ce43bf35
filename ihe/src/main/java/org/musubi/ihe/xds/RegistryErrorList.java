package org.musubi.ihe.xds;

import static org.musubi.ihe.xds.Ebxml.RS;

import java.util.List;
import java.util.Optional;
import org.musubi.ihe.MalformedMessage;
import org.musubi.ihe.xds.RegistryError.Severity;
import org.musubi.ihe.xml.Element;

/** Reads and writes {@code rs:RegistryErrorList} and the status beside it. */
final class RegistryErrorList {
  private RegistryErrorList() {}

  static List<RegistryError> read(Element response) {
    return response.first(RS, "RegistryErrorList").stream()
        .flatMap(list -> list.all(RS, "RegistryError").stream())
        .map(RegistryErrorList::one)
        .toList();
  }

  private static RegistryError one(Element error) {
    return new RegistryError(
        error.attribute("errorCode").orElse(ErrorCode.REGISTRY_ERROR.code()),
        error.attribute("codeContext").orElse(""),
        error.attribute("severity").flatMap(Severity::of).orElse(Severity.ERROR),
        error.attribute("location").orElse(null));
  }

  static Status status(Element response) throws MalformedMessage {
    return response
        .attribute("status")
        .flatMap(Status::of)
        .orElseThrow(() -> new MalformedMessage("the response carries no known status"));
  }

  static Optional<Element> write(List<RegistryError> errors) {
    if (errors.isEmpty()) {
      return Optional.empty();
    }
    boolean grave = errors.stream().anyMatch(e -> e.severity() == Severity.ERROR);
    Element.Builder list =
        Element.of(RS, "rs:RegistryErrorList")
            .attribute("highestSeverity", (grave ? Severity.ERROR : Severity.WARNING).urn());
    for (RegistryError error : errors) {
      Element.Builder one =
          Element.of(RS, "rs:RegistryError")
              .attribute("errorCode", error.code())
              .attribute("codeContext", error.context())
              .attribute("severity", error.severity().urn());
      String location = error.location();
      if (location != null) {
        one.attribute("location", location);
      }
      list.add(one.build());
    }
    return Optional.of(list.build());
  }
}
