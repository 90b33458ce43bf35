package org.musubi.ihe.xds;

import static org.musubi.ihe.xds.Ebxml.LCM;
import static org.musubi.ihe.xds.Ebxml.RIM;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.musubi.ihe.MalformedMessage;
import org.musubi.ihe.xml.Attribute;
import org.musubi.ihe.xml.Element;

/**
 * {@code lcm:SubmitObjectsRequest}: the body of ITI-42, and the metadata of ITI-41 (ITI TF-2
 * 3.42.4.1).
 *
 * @param objects the registry objects, in order, unknown ones included
 */
public record RegisterDocumentSet(List<Element> objects) {
  public RegisterDocumentSet {
    objects = List.copyOf(objects);
  }

  /** One submission set with its documents as original members. */
  public static RegisterDocumentSet of(SubmissionSet set, List<DocumentEntry> entries) {
    List<Element> objects = new ArrayList<>();
    objects.add(set.element());
    for (DocumentEntry entry : entries) {
      objects.add(entry.element());
      objects.add(Association.member(set.id(), entry.entryUuid()).element());
    }
    return new RegisterDocumentSet(objects);
  }

  /**
   * Reads {@code lcm:SubmitObjectsRequest}.
   *
   * @throws MalformedMessage when it is another element or holds not exactly one RegistryObjectList
   */
  public static RegisterDocumentSet parse(Element request) throws MalformedMessage {
    if (!request.is(LCM, "SubmitObjectsRequest")) {
      throw new MalformedMessage("a SubmitObjectsRequest is expected");
    }
    return new RegisterDocumentSet(Ebxml.only(request, RIM, "RegistryObjectList").children());
  }

  public List<DocumentEntry> documentEntries() {
    return objects.stream().flatMap(object -> DocumentEntry.of(object).stream()).toList();
  }

  public List<Association> associations() {
    return objects.stream().flatMap(object -> Association.of(object).stream()).toList();
  }

  /**
   * The packages classified as submission sets, by a classification inside the package or beside
   * it; a correct submission has exactly one.
   */
  public List<SubmissionSet> submissionSets() {
    return objects.stream()
        .filter(object -> object.is(RIM, "RegistryPackage"))
        .filter(this::isSubmissionSet)
        .map(SubmissionSet::new)
        .toList();
  }

  private boolean isSubmissionSet(Element packet) {
    String id = packet.attribute("id").orElse("");
    return packet.all(RIM, "Classification").stream().anyMatch(RegisterDocumentSet::marks)
        || objects.stream()
            .filter(object -> object.is(RIM, "Classification") && marks(object))
            .anyMatch(c -> c.attribute("classifiedObject").filter(id::equals).isPresent());
  }

  private static boolean marks(Element classification) {
    return classification
        .attribute("classificationNode")
        .filter(SubmissionSet.NODE::equals)
        .isPresent();
  }

  /** What a registry would refuse it for; empty when it can be taken. */
  public List<RegistryError> problems() {
    return SubmissionRules.problems(this);
  }

  /**
   * The same objects with every symbolic id replaced by a new {@code urn:uuid:…}, wherever it is
   * used (ITI TF-3 4.1.12.3: the registry assigns entryUUIDs). Ids that are UUIDs already stay.
   *
   * @param uuids gives a new {@code urn:uuid:…} at each call
   */
  public RegisterDocumentSet withAssignedIds(Supplier<String> uuids) {
    Map<String, String> assigned = new HashMap<>();
    objects.forEach(object -> collect(object, assigned, uuids));
    return assigned.isEmpty()
        ? this
        : new RegisterDocumentSet(objects.stream().map(o -> renamed(o, assigned)).toList());
  }

  private static void collect(Element object, Map<String, String> ids, Supplier<String> uuids) {
    object
        .attribute("id")
        .filter(id -> !id.startsWith("urn:uuid:"))
        .ifPresent(id -> ids.computeIfAbsent(id, symbolic -> uuids.get()));
    object.children().forEach(child -> collect(child, ids, uuids));
  }

  private static Element renamed(Element element, Map<String, String> ids) {
    Element next = element;
    for (Attribute attribute : element.attributes()) {
      String id = ids.get(attribute.value());
      if (id != null && refersToObject(attribute)) {
        next = next.withAttribute(attribute.name(), id);
      }
    }
    return next.children().isEmpty() ? next : next.mapChildren(child -> renamed(child, ids));
  }

  private static boolean refersToObject(Attribute attribute) {
    return attribute.namespace().isEmpty()
        && switch (attribute.name()) {
          case "id", "lid", "classifiedObject", "registryObject", "sourceObject", "targetObject" ->
              true;
          default -> false;
        };
  }

  /** The wire form. */
  public Element toElement() {
    return Element.of(LCM, "lcm:SubmitObjectsRequest")
        .add(Element.of(RIM, "rim:RegistryObjectList").content(objects).build())
        .build();
  }
}
