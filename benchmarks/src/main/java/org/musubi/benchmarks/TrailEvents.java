package org.musubi.benchmarks;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.musubi.audit.Action;
import org.musubi.audit.AuditEvent;
import org.musubi.audit.Result;
import org.musubi.audit.What;
import org.musubi.core.ActId;
import org.musubi.core.Actor;
import org.musubi.core.Assurance;
import org.musubi.core.FacilityId;
import org.musubi.core.MedicalId;
import org.musubi.core.MemberId;
import org.musubi.core.PersonRef;
import org.musubi.core.PurposeOfUse;

/**
 * Acts as a region makes them, seeded: a tenth of them are refused or administrative, the rest read
 * about patients; facilities and practitioners follow a skewed distribution, as people do.
 */
final class TrailEvents {
  private static final int FACILITIES = 5_000;
  private static final int PEOPLE = 40_000;
  private static final int COMMUNITIES = 253;

  private final Random random;
  private final Instant from;
  private final long stepNanos;
  private final List<MemberId> members = new ArrayList<>();
  private final List<FacilityId> facilities = new ArrayList<>();
  private final List<MedicalId> patients = new ArrayList<>();
  private long made;

  /**
   * Events of the 60 days before now.
   *
   * @param events how many there will be
   * @param people patients
   */
  TrailEvents(long seed, long events, int people) {
    this.random = new Random(seed);
    this.from = Clock.systemUTC().instant().minusSeconds(60L * 86_400);
    this.stepNanos = 60L * 86_400 * 1_000_000_000L / events;
    for (int i = 0; i < COMMUNITIES; i++) {
      members.add(MemberId.parse(uuid(1, i)));
    }
    for (int i = 0; i < FACILITIES; i++) {
      facilities.add(FacilityId.parse(uuid(2, i)));
    }
    for (int i = 0; i < people; i++) {
      patients.add(MedicalId.parse(uuid(3, i)));
    }
  }

  private static String uuid(int kind, int number) {
    return "019a0000-%04x-7000-8000-%012x".formatted(kind, number);
  }

  /** Somebody of whom there are some events. */
  MedicalId patient() {
    return patients.get(random.nextInt(patients.size()));
  }

  MemberId member() {
    return members.get(skewed(COMMUNITIES));
  }

  FacilityId facility() {
    return facilities.get(skewed(FACILITIES));
  }

  String practitioner() {
    return "dr-" + skewed(PEOPLE);
  }

  String community() {
    return "urn:oid:1.2.392.200250.9." + skewed(COMMUNITIES);
  }

  String document() {
    return "1.2.392.200250.9.77." + random.nextLong(made);
  }

  private int skewed(int n) {
    double u = random.nextDouble();
    return (int) (u * u * n);
  }

  /** The next one. */
  AuditEvent next() {
    var at = from.plusNanos(made * stepNanos);
    int kind = random.nextInt(100);
    var action = kind < 30 ? Action.DISCOVER : kind < 65 ? Action.QUERY : Action.RETRIEVE;
    if (kind >= 92) {
      action = kind < 97 ? Action.SIGN_IN : Action.REFUSED;
    }
    boolean about = kind < 92;
    var community = community();
    var what = new ArrayList<What>();
    if (about) {
      what.add(What.of(What.Kind.COMMUNITY, community, community));
      if (action == Action.RETRIEVE) {
        what.add(What.document("1.2.392.200250.9.77." + made, community, "ab".repeat(32), 20_000));
      }
    }
    var result =
        action == Action.REFUSED || random.nextInt(50) == 0
            ? Result.REFUSED
            : action == Action.SIGN_IN ? Result.DONE : Result.INTENDED;
    var event =
        new AuditEvent(
            new ActId(org.musubi.core.Uuid7.next(() -> at)),
            at,
            action,
            actor(),
            about ? patients.get(random.nextInt(patients.size())) : null,
            what,
            result,
            result == Result.REFUSED ? reason() : null,
            Map.of("transaction", action == Action.RETRIEVE ? "ITI-39" : "ITI-38"));
    made++;
    return event;
  }

  private @Nullable String reason() {
    return random.nextBoolean() ? "NO_CONSENT" : "NOT_DISCLOSED";
  }

  private Actor actor() {
    return new Actor(
        member(),
        "certificate sha256:" + Integer.toHexString(random.nextInt(400)),
        facility(),
        "assertion",
        new PersonRef("urn:issuer:" + random.nextInt(50), practitioner()),
        "assertion",
        Assurance.ASSERTED,
        PurposeOfUse.TREATMENT);
  }
}
