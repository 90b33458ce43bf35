package org.musubi.ihe.xds;

import java.util.List;
import java.util.Optional;
import org.musubi.ihe.MalformedMessage;
import org.musubi.ihe.xml.Element;

/** The vocabulary of ebXML RegRep 3.0 as XDS.b uses it (ITI TF-3 4.2), and how to read it. */
public final class Ebxml {
  public static final String RIM = "urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0";
  public static final String RS = "urn:oasis:names:tc:ebxml-regrep:xsd:rs:3.0";
  public static final String LCM = "urn:oasis:names:tc:ebxml-regrep:xsd:lcm:3.0";
  public static final String QUERY = "urn:oasis:names:tc:ebxml-regrep:xsd:query:3.0";
  public static final String XDSB = "urn:ihe:iti:xds-b:2007";

  /** Status of a registry object in use. */
  public static final String APPROVED = "urn:oasis:names:tc:ebxml-regrep:StatusType:Approved";

  /** Status of a registry object that was replaced. */
  public static final String DEPRECATED = "urn:oasis:names:tc:ebxml-regrep:StatusType:Deprecated";

  private Ebxml() {}

  /** The values of a slot of a registry object, white space around them removed; mostly one. */
  public static List<String> slot(Element object, String name) {
    return object.all(RIM, "Slot").stream()
        .filter(slot -> slot.attribute("name").filter(name::equals).isPresent())
        .flatMap(slot -> slot.all(RIM, "ValueList").stream())
        .flatMap(list -> list.all(RIM, "Value").stream())
        .map(value -> value.text().strip())
        .toList();
  }

  /** The first value of a slot. */
  public static Optional<String> slotValue(Element object, String name) {
    return slot(object, name).stream().filter(value -> !value.isEmpty()).findFirst();
  }

  /**
   * The text of {@code Name} or {@code Description}: Japanese where several languages are given.
   */
  public static Optional<String> localized(Element object, String element) {
    List<Element> strings =
        object.first(RIM, element).map(name -> name.all(RIM, "LocalizedString")).orElse(List.of());
    return strings.stream()
        .filter(Ebxml::isJapanese)
        .findFirst()
        .or(() -> strings.stream().findFirst())
        .flatMap(string -> string.attribute("value"))
        .filter(text -> !text.isBlank());
  }

  private static boolean isJapanese(Element string) {
    return string
        .attribute("http://www.w3.org/XML/1998/namespace", "lang")
        .filter(lang -> lang.equals("ja") || lang.startsWith("ja-"))
        .isPresent();
  }

  /** The only child of that name: of two, another reader might take the other. */
  static Element only(Element parent, String namespace, String name) throws MalformedMessage {
    List<Element> found = parent.all(namespace, name);
    if (found.size() != 1) {
      throw new MalformedMessage(parent.name() + " has not exactly one " + name);
    }
    return found.getFirst();
  }

  /** The classifications of an object in one scheme. */
  static List<Element> classifications(Element object, String scheme) {
    return object.all(RIM, "Classification").stream()
        .filter(c -> c.attribute("classificationScheme").filter(scheme::equals).isPresent())
        .toList();
  }

  /** The value of an external identifier of an object. */
  static Optional<String> externalIdentifier(Element object, String scheme) {
    return object.all(RIM, "ExternalIdentifier").stream()
        .filter(id -> id.attribute("identificationScheme").filter(scheme::equals).isPresent())
        .findFirst()
        .flatMap(id -> id.attribute("value"));
  }
}
