package org.musubi.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.musubi.core.ActId;
import org.musubi.core.Actor;
import org.musubi.core.Assurance;
import org.musubi.core.FacilityId;
import org.musubi.core.MedicalId;
import org.musubi.core.MemberId;
import org.musubi.core.PersonRef;
import org.musubi.core.PurposeOfUse;
import org.musubi.tlog.Log;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads what {@link EntryText} wrote, and knows what the log wrote itself. */
final class EntryReading {
  private EntryReading() {}

  /**
   * Reads an entry.
   *
   * @throws IllegalArgumentException when it is of another version or out of form
   */
  static Entry read(byte[] bytes) {
    if (Log.isRecord(bytes)) {
      return new Entry.OfLog();
    }
    try {
      var node = EntryText.JSON.readTree(bytes);
      int version = node.path("v").asInt(0);
      if (version != 1 && version != 2) {
        throw new IllegalArgumentException("an entry of another version");
      }
      return switch (text(node, "kind")) {
        case "act" -> version == 1 ? whole(node) : sealed(node);
        case "end" -> new Entry.Ending(act(node), at(node), outcome(node));
        default -> throw new IllegalArgumentException("an entry of an unknown kind");
      };
    } catch (JacksonException e) {
      throw new IllegalArgumentException("an entry is no JSON", e);
    }
  }

  private static Circumstances from(JsonNode node) {
    var from = node.path("from");
    var correlation = optional(from, "correlation");
    return from.isMissingNode()
        ? Circumstances.NONE
        : new Circumstances(
            optional(from, "address"),
            optional(from, "device"),
            correlation == null ? null : UUID.fromString(correlation));
  }

  private static @Nullable Raw raw(JsonNode node) {
    var raw = node.path("raw");
    return raw.isMissingNode() ? null : new Raw(text(raw, "form"), raw.path("bytes").binaryValue());
  }

  private static Entry whole(JsonNode node) {
    return new Entry.Event(path(node), event(node), from(node), raw(node));
  }

  private static Entry sealed(JsonNode node) {
    var closed = node.path("closed");
    var keys = new ArrayList<UUID>();
    closed.path("keys").forEach(key -> keys.add(UUID.fromString(key.asString())));
    var seal =
        new Seal(keys, closed.path("commitment").binaryValue(), closed.path("box").binaryValue());
    return new Entry.Sealed(path(node), event(node), from(node), seal);
  }

  /**
   * An entry with what was closed of it.
   *
   * @param content as {@link EntryText#content} wrote it
   */
  static Entry.Event content(Entry.Sealed entry, byte[] content) {
    try {
      var node = EntryText.JSON.readTree(content);
      var clear = entry.clear();
      var event =
          about(
              clear.act(),
              clear.at(),
              clear.action(),
              node.has("actor") ? person(clear.actor(), node.path("actor")) : clear.actor(),
              clear.result(),
              node);
      var from = node.has("actor") ? from(node) : entry.circumstances();
      return new Entry.Event(entry.path(), event, from, raw(node));
    } catch (JacksonException e) {
      throw new IllegalArgumentException("an entry holds no JSON", e);
    }
  }

  private static Actor person(Actor clear, JsonNode node) {
    return clear.person() == null
        ? clear
        : new Actor(
            clear.member(),
            clear.memberProof(),
            clear.facility(),
            clear.facilityProof(),
            new PersonRef(text(node, "issuer"), text(node, "subject")),
            text(node, "personProof"),
            clear.assurance(),
            clear.purpose());
  }

  private static Entry.Path path(JsonNode node) {
    return Entry.Path.valueOf(text(node, "path"));
  }

  private static AuditEvent event(JsonNode node) {
    return about(
        act(node),
        at(node),
        Action.valueOf(text(node, "action")),
        actor(node.path("actor")),
        Result.valueOf(text(node, "result")),
        node);
  }

  private static AuditEvent about(
      ActId act, Instant at, Action action, Actor actor, Result result, JsonNode node) {
    var what = new ArrayList<What>();
    node.path("what").forEach(item -> what.add(what(item)));
    var patient = optional(node, "patient");
    return new AuditEvent(
        act,
        at,
        action,
        actor,
        patient == null ? null : MedicalId.parse(patient),
        List.copyOf(what),
        result,
        optional(node, "reason"),
        details(node.path("details")));
  }

  private static Actor actor(JsonNode node) {
    var facility = optional(node, "facility");
    var issuer = optional(node, "issuer");
    return new Actor(
        MemberId.parse(text(node, "member")),
        text(node, "memberProof"),
        facility == null ? null : FacilityId.parse(facility),
        optional(node, "facilityProof"),
        issuer == null ? null : new PersonRef(issuer, text(node, "subject")),
        optional(node, "personProof"),
        Assurance.valueOf(text(node, "assurance")),
        PurposeOfUse.valueOf(text(node, "purpose")));
  }

  private static What what(JsonNode node) {
    return new What(
        What.Kind.valueOf(text(node, "kind")),
        text(node, "id"),
        optional(node, "home"),
        optional(node, "sha256"),
        node.path("size").asLong(-1));
  }

  private static Map<String, String> details(JsonNode node) {
    var details = new HashMap<String, String>();
    node.properties().forEach(entry -> details.put(entry.getKey(), entry.getValue().asString()));
    return details;
  }

  private static Outcome outcome(JsonNode node) {
    return switch (text(node, "outcome")) {
      case "SENT" -> Outcome.sent();
      case "ABORTED" -> Outcome.abortedAt(node.path("bytes").asLong());
      case "FAILED" -> Outcome.failed(text(node, "reason"));
      default -> throw new IllegalArgumentException("an unknown outcome");
    };
  }

  private static ActId act(JsonNode node) {
    return ActId.parse(text(node, "act"));
  }

  private static Instant at(JsonNode node) {
    return Instant.parse(text(node, "at"));
  }

  private static String text(JsonNode node, String key) {
    var value = optional(node, key);
    if (value == null) {
      throw new IllegalArgumentException("an entry lacks " + key);
    }
    return value;
  }

  private static @Nullable String optional(JsonNode node, String key) {
    var value = node.get(key);
    return value == null ? null : value.asString();
  }
}
