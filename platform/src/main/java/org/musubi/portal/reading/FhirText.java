package org.musubi.portal.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The values of FHIR data types as text, with their extensions in brackets behind them. */
final class FhirText {
  private static final Set<String> CODED =
      Set.of(
          "status",
          "intent",
          "priority",
          "criticality",
          "severity",
          "gender",
          "category",
          "type",
          "valueCode");

  private final FhirIndex index;
  private final Omissions omissions;

  FhirText(FhirIndex index, Omissions omissions) {
    this.index = index;
    this.omissions = omissions;
  }

  /**
   * A value as text.
   *
   * @param field its name, which tells codes from other text
   * @param within the resource in which it stands
   */
  String of(String field, JsonNode value, JsonNode within) {
    if (value.isArray()) {
      return joined(value.valueStream().map(one -> of(field, one, within)), "、");
    }
    if (value.isObject()) {
      var shape = FhirShape.of(value);
      var said = shape == null ? pairs(value, within) : shaped(shape, value, within);
      var more = shape == null ? "" : beside(value, within);
      return more.isEmpty() ? said : said + "（" + more + "）";
    }
    if (value.isBoolean()) {
      return value.asBoolean() ? "はい" : "いいえ";
    }
    if (value.isNumber()) {
      return number(value);
    }
    return CODED.contains(field) ? code(value.asString("")) : Moments.fhir(value.asString(""));
  }

  /** Digits as they were written: 7.20 stays 7.20. */
  private static String number(JsonNode value) {
    var number = value.decimalValue();
    boolean plain = number.scale() >= -9 && number.scale() <= 30;
    return plain ? number.toPlainString() : number.toString();
  }

  private static String code(String code) {
    var word = FhirWords.code(code);
    return word == null ? code : word + "（" + code + "）";
  }

  private String shaped(FhirShape shape, JsonNode value, JsonNode within) {
    return switch (shape) {
      case QUANTITY -> quantity(value);
      case RANGE ->
          of("low", value.path("low"), within) + "～" + of("high", value.path("high"), within);
      case RATIO ->
          of("numerator", value.path("numerator"), within)
              + " / "
              + of("denominator", value.path("denominator"), within);
      case PERIOD ->
          Moments.fhir(value.path("start").asString(""))
              + "～"
              + Moments.fhir(value.path("end").asString(""));
      case CONCEPT -> concept(value);
      case CODING -> coding(value);
      case REFERENCE -> reference(value, within);
      case CONTACT, IDENTIFIER -> value.path("value").asString("");
      case NAME, ADDRESS -> parts(value);
      case ANNOTATION ->
          value.path("text").asString("")
              + rest(value, within, field -> !field.equals("text") && !field.equals("extension"));
      case ATTACHMENT -> attachment(value);
    };
  }

  private static String quantity(JsonNode value) {
    var unit = value.path("unit").asString(value.path("code").asString(""));
    return (value.path("comparator").asString("") + number(value.path("value")) + " " + unit)
        .strip();
  }

  private static String concept(JsonNode concept) {
    var text = concept.path("text").asString("").strip();
    var codings =
        concept
            .path("coding")
            .valueStream()
            .map(FhirText::coding)
            .filter(said -> !said.equals(text))
            .distinct()
            .collect(Collectors.joining("／"));
    if (text.isEmpty() || codings.isEmpty()) {
      return text + codings;
    }
    return text + "（" + codings + "）";
  }

  private static String coding(JsonNode coding) {
    var code = coding.path("code").asString("");
    var display = coding.path("display").asString("").strip();
    var system = coding.path("system").asString("");
    boolean own =
        system.startsWith("http://terminology.hl7.org/")
            || system.startsWith("http://hl7.org/fhir/");
    var word = own ? FhirWords.code(code) : null;
    var said = display.isEmpty() ? code : display;
    return word == null || word.equals(said) ? said : word + "（" + said + "）";
  }

  private static String parts(JsonNode value) {
    var text = value.path("text").asString("").strip();
    if (!text.isEmpty()) {
      return text;
    }
    return Stream.of(
            "prefix",
            "family",
            "given",
            "suffix",
            "postalCode",
            "country",
            "state",
            "city",
            "district",
            "line")
        .map(value::path)
        .flatMap(part -> part.isArray() ? part.valueStream() : Stream.of(part))
        .map(part -> part.asString(""))
        .filter(part -> !part.isBlank())
        .collect(Collectors.joining(" "));
  }

  private String attachment(JsonNode value) {
    omissions.add(Omissions.PICTURE);
    var title = value.path("title").asString("");
    return "［添付"
        + (title.isBlank() ? "" : "「" + title + "」")
        + "："
        + value.path("contentType").asString("形式不明")
        + "、表示していません］";
  }

  private String reference(JsonNode value, JsonNode within) {
    var display = value.path("display").asString("").strip();
    var found = resolve(value, within);
    if (found != null) {
      var name = name(found);
      boolean named = !name.field().isEmpty() && !display.contains(name.text());
      return display.isEmpty() ? name.text() : named ? name.text() + "（" + display + "）" : display;
    }
    if (!display.isEmpty()) {
      return display;
    }
    omissions.add(Omissions.REFERENCE);
    var number = value.path("identifier").path("value").asString("");
    return "（文書に含まれていない項目" + (number.isBlank() ? "" : "：" + number) + "）";
  }

  /** The resource that a reference means; null when the document does not hold it. */
  @Nullable JsonNode resolve(JsonNode reference, JsonNode within) {
    var to = reference.path("reference").asString("");
    return to.startsWith("#") ? FhirIndex.contained(to, within) : index.find(to);
  }

  /**
   * What a resource is called.
   *
   * @param field the field that gave the name; empty when none did
   */
  record Named(String field, String text) {}

  Named name(JsonNode resource) {
    var type = resource.path("resourceType").asString("");
    for (var field :
        List.of("name", "code", "medicationCodeableConcept", "vaccineCode", "title", "type")) {
      var value = resource.path(field);
      var said = value.isMissingNode() ? "" : of(field, value, resource);
      if (!said.isBlank()) {
        var more = type.equals("Patient") ? patient(resource) : "";
        return new Named(field, said + more);
      }
    }
    if (type.equals("PractitionerRole")) {
      return new Named("", role(resource));
    }
    return new Named("", FhirWords.type(type));
  }

  private static String patient(JsonNode resource) {
    var birth = resource.path("birthDate").asString("");
    var gender = FhirWords.code(resource.path("gender").asString(""));
    return (birth.isEmpty() ? "" : "、" + Moments.fhir(birth))
        + (gender == null ? "" : "、" + gender);
  }

  /** Only people and organisations are followed, which refer to nothing for their names. */
  private String role(JsonNode resource) {
    return joined(
        Stream.of("practitioner", "organization")
            .map(resource::path)
            .map(to -> {
              var found = resolve(to, resource);
              boolean follow =
                  found != null
                      && !found.path("resourceType").asString("").equals("PractitionerRole");
              return follow && found != null
                  ? of("name", found.path("name"), found)
                  : to.path("display").asString("");
            }),
        " ");
  }

  /** Extensions of a value, and the times from when to when it holds. */
  private String beside(JsonNode value, JsonNode within) {
    var said = new ArrayList<String>();
    value.path("extension").forEach(extension -> said.add(extension(extension, within)));
    for (var field : value.properties()) {
      if (field.getKey().startsWith("_")) {
        said.add(beside(field.getValue(), within));
      }
    }
    if (value.path("period").isObject()) {
      said.add(of("period", value.path("period"), within));
    }
    if (value.path("use").asString("").equals("old")) {
      said.add("旧");
    }
    return joined(said.stream(), "、");
  }

  /** What an extension says, under the last word of its address. */
  String extension(JsonNode extension, JsonNode within) {
    var url = extension.path("url").asString("");
    if (url.endsWith("/iso21090-EN-representation")) {
      var code = extension.path("valueCode").asString("");
      var script = FhirWords.code(code);
      return script == null ? code : script;
    }
    var label = FhirWords.label(url.substring(url.lastIndexOf('/') + 1));
    return label + "：" + extensionValue(extension, within);
  }

  String extensionValue(JsonNode extension, JsonNode within) {
    var said = new ArrayList<String>();
    for (var field : extension.properties()) {
      if (field.getKey().startsWith("value")) {
        said.add(of(field.getKey(), field.getValue(), within));
      } else if (field.getKey().equals("extension")) {
        field.getValue().forEach(inner -> said.add(extension(inner, within)));
      }
    }
    return joined(said.stream(), "、");
  }

  private String pairs(JsonNode value, JsonNode within) {
    var rest = rest(value, within, field -> true);
    return rest.startsWith("（") ? rest.substring(1, rest.length() - 1) : rest;
  }

  private String rest(JsonNode value, JsonNode within, Predicate<String> shown) {
    var said =
        joined(
            value.properties().stream()
                .filter(field -> shown.test(field.getKey()) && !field.getKey().equals("id"))
                .map(field -> {
                  var text = of(field.getKey(), field.getValue(), within);
                  return text.isEmpty() ? "" : FhirWords.label(field.getKey()) + "：" + text;
                }),
            "、");
    return said.isEmpty() ? "" : "（" + said + "）";
  }

  private static String joined(Stream<String> parts, String by) {
    return parts.filter(part -> !part.isBlank()).collect(Collectors.joining(by));
  }
}
