package org.musubi.portal.reading;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.musubi.ihe.xml.Limits;
import org.musubi.ihe.xml.XmlReader;
import org.musubi.ihe.xml.XmlRefused;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads a FHIR R4 document Bundle (Composition first, e.g. CLINS eReferral) or collection: titles
 * of the sections, their narrative, else the narrative or the coded texts of the resources they
 * name.
 */
final class FhirDocument {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Map<String, JsonNode> resources = new HashMap<>();
  private final List<Block> blocks = new ArrayList<>();

  private FhirDocument() {}

  static List<Block> read(byte[] bytes) throws Reading.Unreadable {
    JsonNode root;
    try {
      root = JSON.readTree(bytes);
    } catch (JacksonException e) {
      throw new Reading.Unreadable("文書の形式が正しくないため、表示できません。");
    }
    var document = new FhirDocument();
    document.bundle(root);
    if (document.blocks.isEmpty()) {
      throw new Reading.Unreadable("この文書には、表示できる本文がありません。");
    }
    return document.blocks;
  }

  private void bundle(JsonNode root) {
    if (!root.path("resourceType").asString("").equals("Bundle")) {
      resource(root);
      return;
    }
    var first = new ArrayList<JsonNode>();
    for (var entry : root.path("entry")) {
      var resource = entry.path("resource");
      resources.put(entry.path("fullUrl").asString(""), resource);
      resources.put(
          resource.path("resourceType").asString("") + "/" + resource.path("id").asString(""),
          resource);
      first.add(resource);
    }
    if (!first.isEmpty()
        && first.getFirst().path("resourceType").asString("").equals("Composition")) {
      var composition = first.getFirst();
      heading(composition.path("title").asString(""));
      composition.path("section").forEach(this::section);
    } else {
      first.forEach(this::resource);
    }
  }

  private void section(JsonNode section) {
    heading(section.path("title").asString(section.path("code").path("text").asString("")));
    if (!narrative(section.path("text"))) {
      section
          .path("entry")
          .forEach(entry -> {
            var resource = resources.get(entry.path("reference").asString(""));
            if (resource != null) {
              resource(resource);
            }
          });
    }
    section.path("section").forEach(this::section);
  }

  private void resource(JsonNode resource) {
    if (narrative(resource.path("text"))) {
      return;
    }
    var said = new ArrayList<String>();
    for (var field : List.of("code", "medicationCodeableConcept", "category", "type")) {
      var concept =
          resource.path(field).isArray() ? resource.path(field).path(0) : resource.path(field);
      addConcept(concept, said);
    }
    var value = resource.path("valueQuantity");
    if (value.isObject()) {
      said.add(value.path("value").asString("") + " " + value.path("unit").asString(""));
    }
    addText(resource.path("valueString"), said);
    addText(resource.path("description"), said);
    resource.path("note").forEach(note -> addText(note.path("text"), said));
    resource.path("dosageInstruction").forEach(dosage -> addText(dosage.path("text"), said));
    resource.path("name").forEach(name -> addText(name.path("text"), said));
    if (!said.isEmpty()) {
      blocks.add(new Block.Paragraph(String.join("　", said)));
    }
  }

  private static void addConcept(JsonNode concept, List<String> said) {
    String text = concept.path("text").asString("");
    String display = concept.path("coding").path(0).path("display").asString("");
    if (!text.isBlank() || !display.isBlank()) {
      said.add(text.isBlank() ? display : text);
    }
  }

  private static void addText(JsonNode node, List<String> said) {
    if (node.isString() && !node.asString().isBlank()) {
      said.add(node.asString());
    }
  }

  private boolean narrative(JsonNode text) {
    String div = text.path("div").asString("");
    if (div.isBlank()) {
      return false;
    }
    try {
      var read =
          Narrative.of(
              XmlReader.read(
                  div.getBytes(java.nio.charset.StandardCharsets.UTF_8), Limits.forMetadata()));
      blocks.addAll(read);
      return !read.isEmpty();
    } catch (XmlRefused e) {
      return false;
    }
  }

  private void heading(String text) {
    if (!text.isBlank()) {
      blocks.add(new Block.Heading(text));
    }
  }
}
