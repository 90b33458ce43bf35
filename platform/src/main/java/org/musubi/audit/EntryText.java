package org.musubi.audit;

import java.time.Instant;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.musubi.core.ActId;
import org.musubi.core.Actor;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * An entry as the log holds it: one JSON object, version 1. Keys are never renamed; readers pass
 * over keys they do not know; an absent value has no key.
 */
final class EntryText {
  static final JsonMapper JSON = new JsonMapper();

  private EntryText() {}

  static byte[] write(Entry.OfRoom entry) {
    var node = JSON.createObjectNode().put("v", 1);
    switch (entry) {
      case Entry.Event event -> {
        event(node.put("kind", "act"), event.path(), event.event());
        from(node, event.circumstances());
        var raw = event.raw();
        if (raw != null) {
          node.putObject("raw").put("form", raw.form()).put("bytes", raw.bytes());
        }
      }
      case Entry.Ending ending -> ending(node.put("kind", "end"), ending);
    }
    return JSON.writeValueAsBytes(node);
  }

  private static void event(ObjectNode node, Entry.Path path, AuditEvent event) {
    head(node, event.act(), event.at()).put("path", path.name());
    node.put("action", event.action().name()).put("result", event.result().name());
    optional(node, "reason", event.reason());
    optional(node, "patient", event.patient());
    actor(node.putObject("actor"), event.actor());
    if (!event.what().isEmpty()) {
      var list = node.putArray("what");
      event.what().forEach(what -> what(list.addObject(), what));
    }
    if (!event.details().isEmpty()) {
      var details = node.putObject("details");
      new TreeMap<>(event.details()).forEach(details::put);
    }
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
    var person = actor.person();
    if (person != null) {
      node.put("issuer", person.issuer()).put("subject", person.subject());
    }
    optional(node, "personProof", actor.personProof());
    node.put("assurance", actor.assurance().name()).put("purpose", actor.purpose().name());
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
