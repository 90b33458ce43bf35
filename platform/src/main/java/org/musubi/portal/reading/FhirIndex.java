package org.musubi.portal.reading;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The resources of a Bundle by the names under which others refer to them (FHIR R4 2.36.4.1). */
final class FhirIndex {
  private final Map<String, JsonNode> resources = new HashMap<>();

  void add(String fullUrl, JsonNode resource) {
    put(fullUrl, resource);
    var type = resource.path("resourceType").asString("");
    var id = resource.path("id").asString("");
    if (!id.isEmpty()) {
      put(type + "/" + id, resource);
    }
  }

  private void put(String name, JsonNode resource) {
    if (!name.isEmpty()) {
      resources.putIfAbsent(name, resource);
    }
  }

  /** The resource that a reference means; null when the document does not hold it. */
  @Nullable JsonNode find(String reference) {
    return resources.get(reference.replaceFirst("/_history/.*$", ""));
  }

  /** The resource inside another that a local reference means. */
  static @Nullable JsonNode contained(String reference, JsonNode within) {
    for (var resource : within.path("contained")) {
      if (reference.equals("#" + resource.path("id").asString(""))) {
        return resource;
      }
    }
    return null;
  }
}
