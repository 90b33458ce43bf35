package org.musubi.audit;

import java.time.Instant;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.musubi.core.ActId;
import org.musubi.core.Actor;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * An entry as the log holds it: one JSON object, version 1, or version 2 where a part of it is
 * closed. Keys are never renamed; readers pass over keys they do not know; an absent value has no
 * key.
 */
final class EntryText {
  static final JsonMapper JSON = new JsonMapper();

  private EntryText() {}

  static byte[] write(Entry.OfRoom entry) {
    var node = JSON.createObjectNode().put("v", entry instanceof Entry.Sealed ? 2 : 1);
    switch (entry) {
      case Entry.Event event -> {
        event(node.put("kind", "act"), event.path(), event.event());
        from(node, event.circumstances());
        raw(node, event.raw());
      }
      case Entry.Sealed sealed -> {
        event(node.put("kind", "act"), sealed.path(), sealed.clear());
        from(node, sealed.circumstances());
        seal(node.putObject("closed"), sealed.seal());
      }
      case Entry.Ending ending -> ending(node.put("kind", "end"), ending);
    }
    return JSON.writeValueAsBytes(node);
  }

  /**
   * What is closed of an entry.
   *
   * @param hidden whether who did it, and from where, is part of it
   */
  static byte[] content(Entry.Event entry, boolean hidden) {
    var node = JSON.createObjectNode();
    about(node, entry.event());
    raw(node, entry.raw());
    if (hidden) {
      person(node.putObject("actor"), entry.event().actor());
      from(node, entry.circumstances());
    }
    return JSON.writeValueAsBytes(node);
  }

  private static void event(ObjectNode node, Entry.Path path, AuditEvent event) {
    head(node, event.act(), event.at()).put("path", path.name());
    node.put("action", event.action().name()).put("result", event.result().name());
    about(node, event);
    actor(node.putObject("actor"), event.actor());
  }

  private static void about(ObjectNode node, AuditEvent event) {
    optional(node, "reason", event.reason());
    optional(node, "patient", event.patient());
    if (!event.what().isEmpty()) {
      var list = node.putArray("what");
      event.what().forEach(what -> what(list.addObject(), what));
    }
    if (!event.details().isEmpty()) {
      var details = node.putObject("details");
      new TreeMap<>(event.details()).forEach(details::put);
    }
  }

  private static void raw(ObjectNode node, @Nullable Raw raw) {
    if (raw != null) {
      node.putObject("raw").put("form", raw.form()).put("bytes", raw.bytes());
    }
  }

  private static void seal(ObjectNode node, Seal seal) {
    var keys = node.putArray("keys");
    seal.keys().forEach(key -> keys.add(key.toString()));
    node.put("commitment", seal.commitment()).put("box", seal.box());
  }

  private static void from(ObjectNode node, Circumstances from) {
    if (!from.equals(Circumstances.NONE)) {
      var object = node.putObject("from");
      optional(object, "address", from.address());
      optional(object, "device", from.device());
      optional(object, "correlation", from.correlation());
    }
  }

  private static ObjectNode head(ObjectNode node, ActId act, Instant at) {
    return node.put("act", act.toString()).put("at", at.toString());
  }

  private static void actor(ObjectNode node, Actor actor) {
    node.put("member", actor.member().toString()).put("memberProof", actor.memberProof());
    optional(node, "facility", actor.facility());
    optional(node, "facilityProof", actor.facilityProof());
    person(node, actor);
    node.put("assurance", actor.assurance().name()).put("purpose", actor.purpose().name());
  }

  private static void person(ObjectNode node, Actor actor) {
    var person = actor.person();
    if (person != null) {
      node.put("issuer", person.issuer()).put("subject", person.subject());
    }
    optional(node, "personProof", actor.personProof());
  }

  private static void what(ObjectNode node, What what) {
    node.put("kind", what.kind().name()).put("id", what.identifier());
    optional(node, "home", what.home());
    optional(node, "sha256", what.sha256());
    if (what.size() >= 0) {
      node.put("size", what.size());
    }
  }

  private static void ending(ObjectNode node, Entry.Ending ending) {
    head(node, ending.act(), ending.at());
    switch (ending.outcome()) {
      case Outcome.Sent _ -> node.put("outcome", "SENT");
      case Outcome.AbortedAt aborted ->
          node.put("outcome", "ABORTED").put("bytes", aborted.bytes());
      case Outcome.Failed failed -> node.put("outcome", "FAILED").put("reason", failed.reason());
    }
  }

  private static void optional(ObjectNode node, String key, @Nullable Object value) {
    if (value != null) {
      node.put(key, value.toString());
    }
  }
}
