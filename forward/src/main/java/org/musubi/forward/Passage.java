package org.musubi.forward;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.musubi.tlog.Log;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What of an entry passes to a SIEM: who did what kind of act when, from where and whether it was
 * let, and never about whom. A list says which keys pass; every other stays behind, also one that
 * nobody thought of yet: {@code closed} of version 2, which is never opened; {@code patient},
 * {@code what}, {@code details}, {@code raw} of version 1. A reason passes only when it is a code.
 * Of acts of the patient for oneself, and of what another system reported, the person and the
 * address stay behind too, in version 1 as {@code closed} has it in version 2. {@code position} is
 * added.
 *
 * <p>Records of the log itself become the kind {@code log}. What is no entry of a known version
 * becomes the kind {@code unknown} with nothing but its position: it is told, and shows nothing.
 */
final class Passage {
  private static final JsonMapper JSON = new JsonMapper();
  private static final List<String> ENTRY =
      List.of("v", "kind", "act", "at", "path", "action", "result", "outcome", "bytes");
  private static final List<String> ACTOR =
      List.of("member", "memberProof", "facility", "facilityProof", "assurance", "purpose");
  private static final List<String> PERSON = List.of("issuer", "subject", "personProof");
  private static final List<String> PLACE = List.of("address", "device");
  private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9_]{1,40}");

  /** Characters of a text; the longest that the trail writes are far shorter. */
  private static final int LONGEST = 2_000;

  private Passage() {}

  /** The entry at a position, ready to leave. */
  static Passed of(long position, byte[] entry) {
    if (Log.isRecord(entry)) {
      return bare(position, "log");
    }
    try {
      var node = JSON.readTree(entry);
      int version = node.path("v").asInt(0);
      var kind = node.path("kind").asString("");
      boolean known = version == 1 || version == 2;
      return known && (kind.equals("act") || kind.equals("end"))
          ? passed(position, node)
          : bare(position, "unknown");
    } catch (JacksonException | DateTimeException notOurs) {
      return bare(position, "unknown");
    }
  }

  private static Passed bare(long position, String kind) {
    var out = JSON.createObjectNode().put("kind", kind).put("position", position);
    return new Passed(position, kind, null, null, null, null, null, null, null, text(out));
  }

  private static Passed passed(long position, JsonNode in) {
    var out = JSON.createObjectNode().put("position", position);
    copy(in, out, ENTRY);
    var reason = in.path("reason").asString("");
    if (CODE.matcher(reason).matches()) {
      out.put("reason", reason);
    }
    boolean hidden =
        in.has("raw") || in.path("actor").path("purpose").asString("").equals("PATIENT_REQUEST");
    if (in.path("actor").isObject()) {
      var actor = out.putObject("actor");
      copy(in.path("actor"), actor, ACTOR);
      if (!hidden) {
        copy(in.path("actor"), actor, PERSON);
      }
    }
    if (in.path("from").isObject()) {
      var from = out.putObject("from");
      copy(in.path("from"), from, List.of("correlation"));
      if (!hidden) {
        copy(in.path("from"), from, PLACE);
      }
    }
    return new Passed(
        position,
        word(out, "kind", "unknown"),
        Instant.parse(word(out, "at", "")),
        word(out, "act"),
        word(out, "action"),
        word(out, in.path("kind").asString("").equals("end") ? "outcome" : "result"),
        word(out.path("actor"), "member"),
        word(out.path("actor"), "facility"),
        word(out.path("from"), "correlation"),
        text(out));
  }

  /** Only texts, numbers and truths: nothing that could hold more than its name says. */
  private static void copy(JsonNode in, ObjectNode out, List<String> keys) {
    for (var key : keys) {
      var value = in.get(key);
      if (value != null && value.isString()) {
        var text = value.asString();
        out.put(key, text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text);
      } else if (value != null && (value.isNumber() || value.isBoolean())) {
        out.set(key, value);
      }
    }
  }

  private static String word(JsonNode node, String key, String otherwise) {
    return node.path(key).asString(otherwise);
  }

  private static @Nullable String word(JsonNode node, String key) {
    var value = node.get(key);
    return value == null ? null : value.asString();
  }

  private static byte[] text(ObjectNode node) {
    return JSON.writeValueAsString(node).getBytes(StandardCharsets.UTF_8);
  }
}
