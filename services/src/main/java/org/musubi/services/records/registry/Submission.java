package org.musubi.services.records.registry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.musubi.ihe.xds.Association;
import org.musubi.ihe.xds.Ebxml;
import org.musubi.ihe.xds.RegisterDocumentSet;
import org.musubi.ihe.xds.RegistryError;
import org.musubi.ihe.xml.Element;

/**
 * What one submission brings, sorted; every id is a {@code urn:uuid:…}. Whether it may be
 * registered is asked with {@link #problems}.
 *
 * @param objects submission set, entries and folders by id, in their order
 * @param associations in their order
 * @param strangers whether something else was among the objects
 * @param doubled whether an id was missing or used twice
 */
record Submission(
    Map<String, RegistryObject> objects,
    List<Association> associations,
    boolean strangers,
    boolean doubled) {

  /** Sorts a submission whose ids are assigned. */
  static Submission of(RegisterDocumentSet message) {
    var classifications = new HashMap<String, List<Element>>();
    for (var element : message.objects()) {
      if (element.is(Ebxml.RIM, "Classification")) {
        classifications
            .computeIfAbsent(
                element.attribute("classifiedObject").orElse(""), id -> new ArrayList<>())
            .add(element);
      }
    }
    var objects = new LinkedHashMap<String, RegistryObject>();
    var associations = new ArrayList<Association>();
    var ids = new HashSet<String>();
    boolean strangers = false;
    boolean doubled = false;
    for (var element : message.objects()) {
      if (element.is(Ebxml.RIM, "Classification") || element.is(Ebxml.RIM, "ObjectRef")) {
        continue;
      }
      String id = element.attribute("id").orElse("");
      doubled |= id.isEmpty() || !ids.add(id);
      var whole = adopt(element, classifications.getOrDefault(id, List.of()));
      var kind = Kind.of(whole);
      if (kind.isPresent()) {
        objects.put(id, new RegistryObject(kind.get(), whole));
      } else if (element.is(Ebxml.RIM, "Association")) {
        associations.add(new Association(element));
      } else {
        strangers = true;
      }
    }
    return new Submission(objects, associations, strangers, doubled);
  }

  /** Classifications written beside an object move into it, to the place the schema gives them. */
  private static Element adopt(Element object, List<Element> classifications) {
    if (classifications.isEmpty()) {
      return object;
    }
    var content = new ArrayList<Element>();
    object.children().stream()
        .filter(child -> !child.is(Ebxml.RIM, "ExternalIdentifier"))
        .forEach(content::add);
    content.addAll(classifications);
    content.addAll(object.all(Ebxml.RIM, "ExternalIdentifier"));
    return object.withContent(content);
  }

  List<RegistryObject> all(Kind kind) {
    return objects.values().stream().filter(object -> object.kind() == kind).toList();
  }

  /** Valid only when there are no {@link #problems}. */
  RegistryObject set() {
    return all(Kind.SET).getFirst();
  }

  /** What can be seen to be wrong without looking into the registry. */
  List<RegistryError> problems() {
    var problems = new ArrayList<RegistryError>();
    if (strangers) {
      problems.add(Problem.UNKNOWN_OBJECT.error());
    }
    if (doubled) {
      problems.add(Problem.ID_MISSING_OR_DOUBLE.error());
    }
    if (all(Kind.SET).size() != 1) {
      problems.add(Problem.NOT_ONE_SET.error());
    }
    for (var object : objects.values()) {
      var missing = object.missing();
      if (!missing.isEmpty()) {
        problems.add(Problem.ATTRIBUTE_MISSING.error(object.kind() + " " + missing));
      }
    }
    if (problems.isEmpty()) {
      relations(problems);
    }
    return problems;
  }

  private void relations(List<RegistryError> problems) {
    if (objects.values().stream().map(RegistryObject::patient).distinct().count() > 1) {
      problems.add(Problem.ANOTHER_PATIENT.error());
    }
    var uniqueIds = objects.values().stream().map(RegistryObject::uniqueId).toList();
    if (Set.copyOf(uniqueIds).size() != uniqueIds.size()) {
      problems.add(Problem.TWICE_IN_MESSAGE.error());
    }
    var members = new HashSet<String>();
    for (var association : associations) {
      if (!Relation.isKnown(association.type())) {
        problems.add(Problem.BAD_ASSOCIATION.error());
      }
      if (association.type().equals(Association.HAS_MEMBER)
          && association.source().equals(set().id())) {
        members.add(association.target());
      }
    }
    boolean allMembers =
        objects.values().stream()
            .filter(object -> object.kind() != Kind.SET)
            .allMatch(object -> members.contains(object.id()));
    if (!allMembers) {
      problems.add(Problem.NOT_A_MEMBER.error());
    }
  }
}
