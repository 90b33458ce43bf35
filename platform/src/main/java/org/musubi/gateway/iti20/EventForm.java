package org.musubi.gateway.iti20;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The least that FHIR R4 and IHE BALP ask of an AuditEvent: type, recorded, an agent that says
 * whether it is the requestor, a source with its observer, and no extension that must be
 * understood.
 */
final class EventForm {
  private static final Pattern INSTANT =
      Pattern.compile(
          "\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?(Z|[+-]\\d{2}:\\d{2})");
  private static final Set<String> ACTIONS = Set.of("C", "R", "U", "D", "E");
  private static final Set<String> OUTCOMES = Set.of("0", "4", "8", "12");

  private EventForm() {}

  /** What is wrong with it; null when nothing is. */
  static @Nullable Problem problem(ObjectNode event) {
    if (!event.path("resourceType").asString("").equals("AuditEvent")) {
      return new Problem("structure", "リソースが AuditEvent ではありません。");
    }
    if (event.has("modifierExtension")) {
      return new Problem("extension", "modifierExtension は受け付けません。");
    }
    if (isBlank(event.path("type").path("code"))) {
      return required("type（種別のコード）");
    }
    var recorded = event.path("recorded");
    if (isBlank(recorded)) {
      return required("recorded（記録日時）");
    }
    if (!isInstant(recorded.asString(""))) {
      return new Problem("value", "recorded（記録日時）の書式が正しくありません。秒と時差までの指定が必要です。");
    }
    if (isOther(event.path("action"), ACTIONS)) {
      return new Problem("code-invalid", "action には C、R、U、D、E のいずれかを指定してください。");
    }
    if (isOther(event.path("outcome"), OUTCOMES)) {
      return new Problem("code-invalid", "outcome には 0、4、8、12 のいずれかを指定してください。");
    }
    if (event.path("source").path("observer").isEmpty()) {
      return required("source.observer（記録したシステム）");
    }
    var shape = agents(event.path("agent"));
    return shape == null && !isListOfObjects(event.path("entity"))
        ? new Problem("structure", "entity の構造が正しくありません。")
        : shape;
  }

  private static @Nullable Problem agents(JsonNode agents) {
    if (!agents.isArray() || agents.isEmpty()) {
      return required("agent（関係者）");
    }
    for (var agent : agents) {
      if (!agent.path("requestor").isBoolean()) {
        return required("agent.requestor（要求した者かどうか）");
      }
    }
    return null;
  }

  private static boolean isListOfObjects(JsonNode list) {
    if (list.isMissingNode()) {
      return true;
    }
    for (var one : list) {
      if (!one.isObject()) {
        return false;
      }
    }
    return list.isArray() && !list.isEmpty();
  }

  private static boolean isInstant(String text) {
    if (!INSTANT.matcher(text).matches()) {
      return false;
    }
    try {
      return OffsetDateTime.parse(text).getYear() > 0;
    } catch (DateTimeException none) {
      return false;
    }
  }

  private static boolean isBlank(JsonNode node) {
    return !node.isString() || node.asString("").isBlank();
  }

  private static boolean isOther(JsonNode node, Set<String> known) {
    return !node.isMissingNode() && !(node.isString() && known.contains(node.asString("")));
  }

  private static Problem required(String what) {
    return new Problem("required", what + "がありません。");
  }
}
