package org.musubi.ihe.xds;

import java.util.Optional;
import org.musubi.ihe.Coded;
import org.musubi.ihe.xml.Element;

/** Coded attributes: a classification, and {@code code^^scheme} in queries. */
final class Codes {
  private Codes() {}

  static Optional<Coded> read(Element classification) {
    String code = classification.attribute("nodeRepresentation").orElse("");
    String system = Ebxml.slotValue(classification, "codingScheme").orElse("");
    if (code.isBlank() || system.isBlank()) {
      return Optional.empty();
    }
    String display = Ebxml.localized(classification, "Name").orElse(null);
    return Optional.of(new Coded(code, system, display));
  }

  /** Whether a query value has the form of ITI TF-2 3.18.4.1.2.3.4. */
  static boolean isQueryForm(String value) {
    String[] parts = value.split("\\^", -1);
    return parts.length == 3 && !parts[0].isBlank() && parts[1].isEmpty() && !parts[2].isBlank();
  }
}
