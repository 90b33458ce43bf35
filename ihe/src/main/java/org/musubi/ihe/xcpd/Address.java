package org.musubi.ihe.xcpd;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.musubi.ihe.xml.Element;

/**
 * A postal address, HL7 v3 AD.
 *
 * @param parts the parts by their HL7 name ({@code postalCode}, {@code state}, {@code city}, {@code
 *     streetAddressLine} …) in order; a part given twice is joined by a line break
 * @param text free text beside or instead of parts; empty when there is none
 */
public record Address(Map<String, String> parts, String text) {
  /**
   * @throws IllegalArgumentException when there is nothing in it
   */
  public Address {
    parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
    if (parts.isEmpty() && text.isBlank()) {
      throw new IllegalArgumentException("an address says something");
    }
  }

  /** An address as Japan writes it. */
  public static Address of(String postalCode, String state, String city, String street) {
    Map<String, String> parts = new LinkedHashMap<>();
    parts.put("postalCode", postalCode);
    parts.put("state", state);
    parts.put("city", city);
    parts.put("streetAddressLine", street);
    parts.values().removeIf(String::isBlank);
    return new Address(parts, "");
  }

  static Optional<Address> read(Element element) {
    Map<String, String> parts = new LinkedHashMap<>();
    for (Element part : element.children()) {
      String text = part.text().strip();
      if (!text.isEmpty()) {
        parts.merge(part.name(), text, (first, next) -> first + "\n" + next);
      }
    }
    String text = element.text().strip();
    return parts.isEmpty() && text.isEmpty()
        ? Optional.empty()
        : Optional.of(new Address(parts, text));
  }

  Element write(String element) {
    Element.Builder builder = Element.of(Hl7v3.NS, element);
    parts.forEach((name, text) ->
        text.lines().forEach(line -> builder.add(Element.text(Hl7v3.NS, name, line))));
    return builder.text(text).build();
  }

  /** Nothing of the address: it does not belong into logs. */
  @Override
  public String toString() {
    return "Address[…]";
  }
}
