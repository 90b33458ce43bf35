package org.musubi.portal.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.musubi.portal.reading.Block.Fact;
import tools.jackson.databind.JsonNode;

/**
 * Everything that a FHIR resource says, field by field, in its own order: a field that has no word
 * here is shown under its own name, so that nothing of it is lost.
 */
final class FhirFacts {
  private static final Set<String> TECHNICAL =
      Set.of("resourceType", "id", "language", "contained");
  private static final int DEEPEST = 12;
  private static final int LONGEST = 20_000;

  private final FhirText text;
  private final Omissions omissions;

  FhirFacts(FhirText text, Omissions omissions) {
    this.text = text;
    this.omissions = omissions;
  }

  /**
   * @param unsaid fields that the page shows in another way
   */
  List<Fact> of(JsonNode resource, Set<String> unsaid) {
    var facts = new ArrayList<Fact>();
    new Walk(resource, facts).fields(resource, "", 0, unsaid);
    for (var contained : resource.path("contained")) {
      var type = FhirWords.type(contained.path("resourceType").asString(""));
      new Walk(resource, facts).fields(contained, "付属の" + type, 0, Set.of());
    }
    return facts;
  }

  private final class Walk {
    private final JsonNode resource;
    private final List<Fact> facts;

    Walk(JsonNode resource, List<Fact> facts) {
      this.resource = resource;
      this.facts = facts;
    }

    void fields(JsonNode object, String path, int depth, Set<String> unsaid) {
      if (depth > DEEPEST) {
        omissions.add(Omissions.DEEP);
        return;
      }
      for (var field : object.properties()) {
        var name = field.getKey();
        var value = field.getValue();
        if (unsaid.contains(name) || TECHNICAL.contains(name)) {
          continue;
        }
        switch (name) {
          case "meta" ->
              fields(
                  value, path, depth + 1, Set.of("profile", "versionId", "lastUpdated", "source"));
          case "extension" -> value.forEach(one -> extension(one, path));
          case "modifierExtension" -> {
            omissions.add(Omissions.MODIFIED);
            value.forEach(one -> extension(one, join(path, "解釈に影響する拡張")));
          }
          default -> field(name, value, path, depth);
        }
      }
    }

    private void field(String name, JsonNode value, String path, int depth) {
      if (name.equals("text") && value.has("div")) {
        return;
      }
      if (name.startsWith("_")) {
        var label = join(path, FhirWords.label(name.substring(1)));
        value.path("extension").forEach(one -> extension(one, label));
        return;
      }
      if (name.equals("implicitRules")) {
        omissions.add(Omissions.MODIFIED);
      }
      var label = join(path, FhirWords.label(name));
      int number = 0;
      if (value.isArray() && value.valueStream().anyMatch(Walk::isNested)) {
        for (var one : value) {
          number++;
          nested(one, value.size() > 1 ? label + " " + number : label, name, depth);
        }
      } else {
        nested(value, label, name, depth);
      }
    }

    private void nested(JsonNode value, String label, String name, int depth) {
      if (!isNested(value)) {
        add(label, text.of(name, value, resource));
      } else if (value.path("code").isObject()) {
        // What is measured names its value: 内訳 › 収縮期血圧：182 mmHg.
        var coded = join(label, text.of("code", value.path("code"), resource));
        for (var field : value.properties()) {
          if (field.getKey().matches("value[A-Z].*") && !isNested(field.getValue())) {
            add(coded, text.of(field.getKey(), field.getValue(), resource));
          }
        }
        fields(value, coded, depth + 1, values(value));
        if (values(value).size() == 1) {
          add(coded, value.size() == 1 ? "（値の記載なし）" : "");
        }
      } else {
        fields(value, label, depth + 1, Set.of());
      }
    }

    private static Set<String> values(JsonNode value) {
      var names = new java.util.HashSet<>(Set.of("code"));
      for (var field : value.properties()) {
        if (field.getKey().matches("value[A-Z].*") && !isNested(field.getValue())) {
          names.add(field.getKey());
        }
      }
      return names;
    }

    private static boolean isNested(JsonNode value) {
      return value.isObject() && FhirShape.of(value) == null;
    }

    private void extension(JsonNode extension, String path) {
      var url = extension.path("url").asString("");
      var label = FhirWords.label(url.substring(url.lastIndexOf('/') + 1));
      add(join(path, label), text.extensionValue(extension, resource));
    }

    private void add(String label, String said) {
      if (said.length() > LONGEST) {
        omissions.add(Omissions.PICTURE);
        facts.add(new Fact(label, "［長い値：表示していません］"));
      } else if (!said.isBlank()) {
        facts.add(new Fact(label, said));
      }
    }

    private static String join(String path, String label) {
      return path.isEmpty() ? label : path + " › " + label;
    }
  }
}
