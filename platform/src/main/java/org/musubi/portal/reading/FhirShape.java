package org.musubi.portal.reading;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The data types of FHIR R4 (2.24) that are shown as one text, told apart by their fields. An
 * object with any field that a type does not have is not of the type, so that nothing is dropped.
 */
enum FhirShape {
  QUANTITY("value", "comparator", "unit", "system", "code"),
  RANGE("low", "high"),
  RATIO("numerator", "denominator"),
  PERIOD("start", "end"),
  CONCEPT("coding", "text"),
  REFERENCE("reference", "type", "identifier", "display"),
  CODING("system", "version", "code", "display", "userSelected"),
  CONTACT("system", "value", "use", "rank", "period"),
  IDENTIFIER("use", "type", "system", "value", "period", "assigner"),
  NAME("use", "text", "family", "given", "prefix", "suffix", "period"),
  ADDRESS(
      "use",
      "type",
      "text",
      "line",
      "city",
      "district",
      "state",
      "postalCode",
      "country",
      "period"),
  ANNOTATION("authorReference", "authorString", "time", "text"),
  ATTACHMENT("contentType", "language", "data", "url", "size", "hash", "title", "creation");

  private final Set<String> fields;

  FhirShape(String... fields) {
    this.fields = Set.of(fields);
  }

  /** The type of an object; null when it is none of these. */
  static @Nullable FhirShape of(JsonNode object) {
    for (var shape : values()) {
      if (shape.fits(object)) {
        return shape;
      }
    }
    return null;
  }

  private boolean fits(JsonNode object) {
    boolean any = false;
    for (var name : object.propertyNames()) {
      boolean own = fields.contains(name);
      if (!own && !name.equals("id") && !name.equals("extension") && !name.startsWith("_")) {
        return false;
      }
      any |= own;
    }
    return any
        && switch (this) {
          case QUANTITY -> object.path("value").isNumber();
          case CONCEPT -> object.has("coding") ? object.path("coding").isArray() : true;
          case REFERENCE ->
              object.has("reference")
                  || object.path("identifier").isObject()
                  || object.has("display");
          case CODING -> object.has("code") || object.has("display");
          case CONTACT, IDENTIFIER -> object.path("value").isString();
          case ATTACHMENT -> object.has("contentType") || object.has("data") || object.has("url");
          case RANGE -> object.path("low").isObject() || object.path("high").isObject();
          case RATIO, PERIOD, NAME, ADDRESS, ANNOTATION -> true;
        };
  }
}
