package org.musubi.audit;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.musubi.core.ActId;
import org.musubi.core.Actor;
import org.musubi.core.MedicalId;

/**
 * What goes on the trail: identifiers, proofs and decisions; never names of patients, never
 * clinical content.
 *
 * @param act the act's id, made by the acting room
 * @param at when, by the room's clock
 * @param action what
 * @param actor who, each part with the proof that showed it
 * @param patient about whom; null when about nobody
 * @param what the things it was about, at most 1000
 * @param result what the room had decided
 * @param reason why refused or failed: a code or a short sentence of at most 256 characters
 * @param details further facts: at most 32, keys of lower-case letters, digits, dot and hyphen up
 *     to 40 characters, values up to 256 characters
 */
public record AuditEvent(
    ActId act,
    Instant at,
    Action action,
    Actor actor,
    @Nullable MedicalId patient,
    List<What> what,
    Result result,
    @Nullable String reason,
    Map<String, String> details) {

  public AuditEvent {
    Objects.requireNonNull(act, "act");
    Objects.requireNonNull(at, "at");
    what = List.copyOf(what);
    details = Map.copyOf(details);
    if (what.size() > 1000) {
      throw new IllegalArgumentException("an event is about at most 1000 things");
    }
    if (reason != null) {
      Bounds.text("reason", reason, 256);
    }
    if (details.size() > 32) {
      throw new IllegalArgumentException("an event has at most 32 details");
    }
    details.forEach((key, value) -> {
      if (!key.matches("[a-z][a-z0-9.-]{0,39}")) {
        throw new IllegalArgumentException("a detail's key is out of form");
      }
      Bounds.text("a detail's value", value, 256);
    });
  }
}
