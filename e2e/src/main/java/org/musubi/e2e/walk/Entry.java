package org.musubi.e2e.walk;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.musubi.e2e.wire.Xml;
import org.w3c.dom.Element;

/**
 * One document in an answer to a query: what is needed to fetch and to judge it.
 *
 * @param home the {@code home} of its ExtrinsicObject; empty = none
 * @param uniqueId documentUniqueId
 * @param repository repositoryUniqueId
 * @param title shown to people
 * @param mimeType as stated
 * @param sha1 XDS hash
 * @param size bytes; -1 = not stated
 */
public record Entry(
    String home,
    String uniqueId,
    String repository,
    String title,
    String mimeType,
    String sha1,
    long size) {
  /** The referral about 結城 花子 that lies in region west. */
  public static final String REFERRAL = "1.2.392.200250.9.2.5.1";

  private static final String UNIQUE_ID = "urn:uuid:2e82c1f6-a085-4c72-9da3-8640a32e42ab";

  /** Every document of an answer, in its order. */
  public static List<Entry> in(Xml answer) {
    var entries = new ArrayList<Entry>();
    for (var object : answer.all("ExtrinsicObject")) {
      String size = slot(object, "size");
      entries.add(
          new Entry(
              object.getAttribute("home"),
              uniqueId(object),
              slot(object, "repositoryUniqueId"),
              title(object),
              object.getAttribute("mimeType"),
              slot(object, "hash"),
              size.isEmpty() ? -1 : Long.parseLong(size)));
    }
    return entries;
  }

  private static String uniqueId(Element object) {
    return elements(object, "ExternalIdentifier").stream()
        .filter(each -> each.getAttribute("identificationScheme").equals(UNIQUE_ID))
        .map(each -> each.getAttribute("value"))
        .findFirst()
        .orElse("");
  }

  private static String title(Element object) {
    for (var child : elements(object, "Name")) {
      if (child.getParentNode() == object) {
        return elements(child, "LocalizedString").stream()
            .map(each -> each.getAttribute("value"))
            .findFirst()
            .orElse("");
      }
    }
    return "";
  }

  private static String slot(Element object, String name) {
    return elements(object, "Slot").stream()
        .filter(each -> each.getParentNode() == object && each.getAttribute("name").equals(name))
        .flatMap(each -> elements(each, "Value").stream())
        .map(Element::getTextContent)
        .findFirst()
        .orElse("");
  }

  private static List<Element> elements(Element parent, String name) {
    var found = parent.getElementsByTagNameNS("*", name);
    return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i)).toList();
  }
}
