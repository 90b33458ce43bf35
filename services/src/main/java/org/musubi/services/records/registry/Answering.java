package org.musubi.services.records.registry;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.musubi.ihe.HomeCommunityId;
import org.musubi.ihe.xds.Ebxml;
import org.musubi.ihe.xml.Element;
import org.musubi.ihe.xml.Limits;
import org.musubi.ihe.xml.XmlReader;
import org.musubi.ihe.xml.XmlRefused;

/** Turns what was found into the objects of an answer, each with this community's name. */
final class Answering {
  private final String home;

  Answering(HomeCommunityId home) {
    this.home = home.toString();
  }

  List<Element> references(Found found) {
    var references = new ArrayList<Element>();
    found.objects().forEach(row -> references.add(reference(row.id())));
    found.associations().forEach(link -> references.add(reference(link.id())));
    return references;
  }

  List<Element> whole(Found found) {
    var objects = new ArrayList<Element>();
    for (var row : found.objects()) {
      var object =
          read(row.xml())
              .withAttribute(
                  "status", row.status().equals("Approved") ? Ebxml.APPROVED : Ebxml.DEPRECATED)
              .withAttribute("home", home);
      objects.add(row.kind() == Kind.FOLDER ? updated(object, row.time()) : object);
    }
    found.associations().forEach(link -> objects.add(read(link.xml()).withAttribute("home", home)));
    return objects;
  }

  private Element reference(String id) {
    return Element.of(Ebxml.RIM, "rim:ObjectRef")
        .attribute("id", id)
        .attribute("home", home)
        .build();
  }

  /** A folder says when it last changed (ITI TF-3 4.2.3.4.6). */
  private static Element updated(Element folder, String time) {
    var content = new ArrayList<Element>();
    content.add(
        Element.of(Ebxml.RIM, "rim:Slot")
            .attribute("name", "lastUpdateTime")
            .add(
                Element.of(Ebxml.RIM, "rim:ValueList")
                    .add(Element.text(Ebxml.RIM, "rim:Value", time))
                    .build())
            .build());
    folder.children().stream()
        .filter(child ->
            !(child.is(Ebxml.RIM, "Slot")
                && child.attribute("name").filter("lastUpdateTime"::equals).isPresent()))
        .forEach(content::add);
    return folder.withContent(content);
  }

  private static Element read(String xml) {
    try {
      return XmlReader.read(xml.getBytes(StandardCharsets.UTF_8), Limits.forMetadata());
    } catch (XmlRefused e) {
      throw new IllegalStateException("a registered object can no longer be read", e);
    }
  }
}
