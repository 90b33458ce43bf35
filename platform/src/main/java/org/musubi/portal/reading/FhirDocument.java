package org.musubi.portal.reading;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.musubi.ihe.xml.Limits;
import org.musubi.ihe.xml.XmlReader;
import org.musubi.ihe.xml.XmlRefused;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads a FHIR R4 document Bundle (Composition first, e.g. CLINS eReferral) or collection: the
 * sections with their narrative and every resource they name, then what no section names. A
 * narrative never stands in place of what its resource says: what was refuted or entered in error
 * shows so.
 */
final class FhirDocument {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private final FhirIndex index = new FhirIndex();
  private final Omissions omissions = new Omissions();
  private final FhirText text = new FhirText(index, omissions);
  private final FhirFacts facts = new FhirFacts(text, omissions);
  private final Set<JsonNode> shown = Collections.newSetFromMap(new IdentityHashMap<>());
  private final List<Block> blocks = new ArrayList<>();
  private String subject = "";

  private FhirDocument() {}

  static Reading read(byte[] bytes) throws Reading.Unreadable {
    JsonNode root;
    try {
      root = JSON.readTree(bytes);
    } catch (JacksonException e) {
      throw new Reading.Unreadable("文書の形式が正しくないため、表示できません。");
    }
    var document = new FhirDocument();
    if (root.path("resourceType").asString("").equals("Bundle")) {
      document.bundle(root);
    } else if (root.path("resourceType").isString()) {
      document.resource(root, 2);
    }
    if (document.blocks.isEmpty()) {
      throw new Reading.Unreadable("この文書には、表示できる本文がありません。");
    }
    return new Reading(document.blocks, document.omissions.kinds());
  }

  private void bundle(JsonNode root) {
    var resources = new ArrayList<JsonNode>();
    for (var entry : root.path("entry")) {
      var resource = entry.path("resource");
      if (resource.isObject()) {
        index.add(entry.path("fullUrl").asString(""), resource);
        resources.add(resource);
      }
    }
    boolean document =
        !resources.isEmpty()
            && resources.getFirst().path("resourceType").asString("").equals("Composition");
    if (document) {
      composition(resources.getFirst());
      resources.removeIf(shown::contains);
      if (!resources.isEmpty()) {
        heading("文書に含まれるその他の項目", 2);
      }
    }
    resources.forEach(resource -> resource(resource, document ? 3 : 2));
  }

  private void composition(JsonNode composition) {
    shown.add(composition);
    heading(flags(composition) + text.name(composition).text(), 2);
    subject = composition.path("subject").path("reference").asString("");
    add(facts.of(composition, Set.of("title", "section")));
    narrative(composition.path("text"), 3);
    composition.path("section").forEach(section -> section(section, composition, 2));
  }

  private void section(JsonNode section, JsonNode composition, int level) {
    var title = section.path("title").asString("");
    heading(title.isBlank() ? text.of("code", section.path("code"), composition) : title, level);
    add(facts.of(section, Set.of("title", "code", "text", "entry", "section", "emptyReason")));
    narrative(section.path("text"), level + 1);
    if (section.has("emptyReason")) {
      var why = text.of("emptyReason", section.path("emptyReason"), composition);
      blocks.add(new Block.Paragraph("（記載なし：" + why + "）"));
    }
    for (var entry : section.path("entry")) {
      var resource = text.resolve(entry, composition);
      if (resource == null) {
        omissions.add(Omissions.REFERENCE);
        var display = entry.path("display").asString("").strip();
        blocks.add(
            new Block.Paragraph(
                "［文書に含まれていない項目" + (display.isEmpty() ? "" : "「" + display + "」") + "：表示していません］"));
      } else {
        resource(resource, level + 1);
      }
    }
    section.path("section").forEach(inner -> section(inner, composition, level + 1));
  }

  private void resource(JsonNode resource, int level) {
    if (!shown.add(resource)) {
      heading(headed(resource, text.name(resource)) + "（前に表示しています）", level);
      return;
    }
    var name = text.name(resource);
    heading(headed(resource, name), level);
    narrative(resource.path("text"), level + 1);
    var unsaid = new HashSet<>(Set.of(name.field()));
    for (var field : List.of("subject", "patient")) {
      var whose = resource.path(field).path("reference").asString("");
      if (!subject.isEmpty() && whose.equals(subject)) {
        unsaid.add(field);
      }
    }
    add(facts.of(resource, unsaid));
  }

  private static String headed(JsonNode resource, FhirText.Named name) {
    var type = FhirWords.type(resource.path("resourceType").asString(""));
    return flags(resource) + (name.field().isEmpty() ? type : type + "：" + name.text());
  }

  /** What turns the meaning of everything else in a resource stands before its name. */
  private static String flags(JsonNode resource) {
    var status = resource.path("status").asString("");
    var verified = new HashSet<String>();
    resource
        .path("verificationStatus")
        .path("coding")
        .forEach(coding -> verified.add(coding.path("code").asString("")));
    if (status.equals("entered-in-error") || verified.contains("entered-in-error")) {
      return "【誤入力のため取消】";
    }
    if (verified.contains("refuted")) {
      return "【否定】";
    }
    if (resource.path("doNotPerform").asBoolean(false)) {
      return "【行わない指示】";
    }
    return switch (status) {
      case "not-done", "not-taken" -> "【未実施】";
      case "cancelled", "revoked" -> "【取消】";
      case "stopped" -> "【中止】";
      default -> "";
    };
  }

  private void narrative(JsonNode said, int level) {
    String div = said.path("div").asString("");
    if (div.isBlank()) {
      return;
    }
    try {
      var read = XmlReader.read(div.getBytes(StandardCharsets.UTF_8), Limits.forMetadata());
      blocks.addAll(Narrative.of(read, omissions, level));
    } catch (XmlRefused e) {
      omissions.add(Omissions.BODY);
      blocks.add(new Block.Paragraph("［本文の形式が正しくありません：表示していません］"));
    }
  }

  private void heading(String said, int level) {
    if (!said.isBlank()) {
      blocks.add(new Block.Heading(said, level));
    }
  }

  private void add(List<Block.Fact> said) {
    if (!said.isEmpty()) {
      blocks.add(new Block.Facts(said));
    }
  }
}
