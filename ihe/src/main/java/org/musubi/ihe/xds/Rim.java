package org.musubi.ihe.xds;

import static org.musubi.ihe.xds.Ebxml.RIM;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.musubi.ihe.Coded;
import org.musubi.ihe.xml.Element;

/** Writes the parts that registry objects are made of. */
final class Rim {
  private Rim() {}

  static Element slot(String name, List<String> values) {
    Element.Builder list = Element.of(RIM, "rim:ValueList");
    for (String value : values) {
      list.add(Element.text(RIM, "rim:Value", value));
    }
    return Element.of(RIM, "rim:Slot").attribute("name", name).add(list.build()).build();
  }

  static Element localized(String element, String text) {
    return Element.of(RIM, "rim:" + element)
        .add(
            Element.of(RIM, "rim:LocalizedString")
                .attribute("charset", "UTF-8")
                .attribute("value", text)
                .build())
        .build();
  }

  static Element coded(String scheme, String object, Coded code) {
    String display = code.display();
    Element.Builder builder =
        classification(scheme, object, code.code())
            .add(slot("codingScheme", List.of(code.system())));
    builder.add(localized("Name", display == null ? code.code() : display));
    return builder.build();
  }

  static Element author(String scheme, String object, Author author, int number) {
    Element.Builder builder = classification(scheme, object, "", "author" + number);
    slotUnlessEmpty(builder, "authorPerson", author.persons());
    slotUnlessEmpty(builder, "authorInstitution", author.institutions());
    slotUnlessEmpty(builder, "authorRole", author.roles());
    slotUnlessEmpty(builder, "authorSpecialty", author.specialties());
    return builder.build();
  }

  private static void slotUnlessEmpty(Element.Builder builder, String name, List<String> values) {
    if (!values.isEmpty()) {
      builder.add(slot(name, values));
    }
  }

  private static Element.Builder classification(String scheme, String object, String code) {
    return classification(scheme, object, code, code);
  }

  private static Element.Builder classification(
      String scheme, String object, String code, String salt) {
    return Element.of(RIM, "rim:Classification")
        .attribute("id", derived(object, scheme, salt))
        .attribute("classificationScheme", scheme)
        .attribute("classifiedObject", object)
        .attribute("nodeRepresentation", code);
  }

  static Element identifier(String scheme, String object, String name, String value) {
    return Element.of(RIM, "rim:ExternalIdentifier")
        .attribute("id", derived(object, scheme, value))
        .attribute("registryObject", object)
        .attribute("identificationScheme", scheme)
        .attribute("value", value)
        .add(localized("Name", name))
        .build();
  }

  /** The object with one slot set; slots come first in a registry object. */
  static Element withSlot(Element object, String name, List<String> values) {
    List<Element> children = new ArrayList<>();
    children.add(slot(name, values));
    for (Element child : object.children()) {
      boolean replaced =
          child.is(RIM, "Slot") && child.attribute("name").filter(name::equals).isPresent();
      if (!replaced) {
        children.add(child);
      }
    }
    return object.withContent(children);
  }

  /** An id that is the same whenever the same object is written again (RFC 9562 version 3). */
  static String derived(String... parts) {
    byte[] name = String.join("\n", parts).getBytes(StandardCharsets.UTF_8);
    return "urn:uuid:" + UUID.nameUUIDFromBytes(name);
  }
}
