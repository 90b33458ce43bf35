package org.musubi.gateway.iti38;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.musubi.consent.Decision;
import org.musubi.core.Actor;
import org.musubi.core.MedicalId;
import org.musubi.gateway.exchange.Disclosure;
import org.musubi.ihe.HomeCommunityId;
import org.musubi.ihe.PatientIdentifier;

/** Asks consent for the patients that one community's objects name, each patient once. */
final class Sieve {
  private final Disclosure disclosure;
  private final HomeCommunityId home;
  private final Actor actor;
  private final Map<PatientIdentifier, Boolean> decided = new HashMap<>();
  private final Map<MedicalId, UUID> disclosed = new LinkedHashMap<>();
  private @Nullable MedicalId refused;

  Sieve(Disclosure disclosure, HomeCommunityId home, Actor actor) {
    this.disclosure = disclosure;
    this.home = home;
    this.actor = actor;
  }

  /** Whether objects about this patient may be shown. */
  boolean passes(PatientIdentifier identifier) {
    return decided.computeIfAbsent(identifier, this::decide);
  }

  private boolean decide(PatientIdentifier identifier) {
    var person = disclosure.person(identifier);
    if (disclosure.decide(person, home, actor) instanceof Decision.Permit permit
        && person != null) {
      disclosed.put(person, permit.consent());
      return true;
    }
    refused = person;
    return false;
  }

  /** Whether the community named any patient at all. */
  boolean asked() {
    return !decided.isEmpty();
  }

  /** Whom the answer is about, with the consent that allows it; without those known before. */
  Map<MedicalId, UUID> disclosed() {
    return disclosed;
  }

  /** Somebody whose objects were held back. */
  Optional<MedicalId> refused() {
    return Optional.ofNullable(refused);
  }
}
