package org.musubi.gateway.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Answers in FHIR's JSON. */
final class FhirAnswer {
  /** What FHIR's JSON is called. */
  static final String TYPE = "application/fhir+json";

  private static final JsonMapper JSON = new JsonMapper();

  private FhirAnswer() {}

  static ObjectNode object() {
    return JSON.createObjectNode();
  }

  /**
   * What went wrong.
   *
   * @param code an issue type of FHIR
   */
  static ObjectNode outcome(String code, String japanese) {
    var outcome = object().put("resourceType", "OperationOutcome");
    outcome
        .putArray("issue")
        .addObject()
        .put("severity", "error")
        .put("code", code)
        .put("diagnostics", japanese);
    return outcome;
  }

  static void send(HttpServletResponse response, int status, ObjectNode body) throws IOException {
    byte[] bytes = JSON.writeValueAsBytes(body);
    response.setStatus(status);
    response.setContentType(TYPE + ";charset=utf-8");
    response.setHeader("Cache-Control", "no-store");
    response.setContentLength(bytes.length);
    response.getOutputStream().write(bytes);
  }
}
