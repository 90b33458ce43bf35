package org.musubi.audit;

import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.musubi.core.ActId;
import org.musubi.core.Actor;
import org.musubi.core.PersonRef;
import org.musubi.core.PurposeOfUse;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Closes what an entry says of a person under that person's key, and opens it again. In the clear
 * stay the act, its time, kind and decision, and who did it, unless that is the person.
 */
final class Sealing {
  private static final PersonRef CLOSED = new PersonRef("urn:musubi:closed", "closed");

  /** Of how many people's keys an entry needs; what tells of more lies under the reporter's. */
  private static final int MOST_KEYS = 8;

  private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9_]{1,40}");

  private final PersonKeys keys;

  Sealing(PersonKeys keys) {
    this.keys = keys;
  }

  PersonKeys keys() {
    return keys;
  }

  /** An entry ready for the log, whose keys are durable. */
  Entry.OfRoom close(Entry.Event entry) {
    return close(entry, keys::of);
  }

  /** The same; keys that are new become durable with the caller's transaction. */
  Entry.OfRoom closeWithin(Entry.Event entry, JdbcClient transaction) {
    return close(entry, subject -> keys.within(subject, transaction));
  }

  private static Entry.OfRoom close(Entry.Event entry, Function<DataSubject, PersonKey> keys) {
    var subjects = subjects(entry);
    if (subjects.isEmpty()) {
      return entry;
    }
    var ring = subjects.stream().map(keys).toList();
    var seal = Seal.close(entry.act(), ring, EntryText.content(entry, hidden(entry)));
    return new Entry.Sealed(entry.path(), clear(entry), around(entry), seal);
  }

  /**
   * A refusal whose key cannot be had, while the database is away: it is kept, about nobody. Its
   * detail {@code closed} says so.
   */
  static Entry.Event aboutNobody(Entry.Event entry) {
    var clear = clear(entry);
    return new Entry.Event(
        entry.path(),
        new AuditEvent(
            clear.act(),
            clear.at(),
            clear.action(),
            clear.actor(),
            null,
            List.of(),
            clear.result(),
            clear.reason(),
            Map.of("closed", "NO_KEY")),
        around(entry),
        null);
  }

  /** Whose data an entry holds; nobody's for what the platform did to itself or a Member. */
  static List<DataSubject> subjects(Entry.Event entry) {
    var event = entry.event();
    if (event.patient() != null) {
      return List.of(DataSubject.of(event.patient()));
    }
    var local =
        event.what().stream()
            .filter(what -> what.kind() == What.Kind.PATIENT_IDENTIFIER)
            .map(What::identifier)
            .distinct()
            .<DataSubject>map(DataSubject.LocalPatient::new)
            .limit(MOST_KEYS + 1)
            .toList();
    if (!local.isEmpty()) {
      return local.size() <= MOST_KEYS ? local : List.of(reported(event));
    }
    var person = event.actor().person();
    if (person != null && actsForOneself(event.actor())) {
      return List.of(new DataSubject.Account(person));
    }
    if (event.action() == Action.SIGN_IN_REFUSED) {
      return event.what().stream()
          .filter(what -> what.kind() == What.Kind.PERSON)
          .<DataSubject>map(
              what -> new DataSubject.Account(new PersonRef(PersonRef.PLATFORM, what.identifier())))
          .limit(1)
          .toList();
    }
    return entry.raw() == null ? List.of() : List.of(reported(event));
  }

  private static DataSubject reported(AuditEvent event) {
    return new DataSubject.Reported(
        event.actor().member(), YearMonth.from(event.at().atOffset(ZoneOffset.UTC)));
  }

  static boolean actsForOneself(Actor actor) {
    return actor.person() != null && actor.purpose() == PurposeOfUse.PATIENT_REQUEST;
  }

  /** Whether who did it, and from where, is hidden, too. */
  private static boolean hidden(Entry.Event entry) {
    return actsForOneself(entry.event().actor())
        || entry.event().action() == Action.SIGN_IN_REFUSED
        || entry.raw() != null;
  }

  private static AuditEvent clear(Entry.Event entry) {
    var event = entry.event();
    var reason = event.reason();
    return new AuditEvent(
        event.act(),
        event.at(),
        event.action(),
        hidden(entry) ? closed(event.actor()) : event.actor(),
        null,
        List.of(),
        event.result(),
        reason != null && CODE.matcher(reason).matches() ? reason : null,
        Map.of());
  }

  private static Actor closed(Actor actor) {
    return actor.person() == null
        ? actor
        : new Actor(
            actor.member(),
            actor.memberProof(),
            actor.facility(),
            actor.facilityProof(),
            CLOSED,
            "closed",
            actor.assurance(),
            actor.purpose());
  }

  private static Circumstances around(Entry.Event entry) {
    var from = entry.circumstances();
    return hidden(entry) ? new Circumstances(null, null, from.correlation()) : from;
  }

  /**
   * What was recorded, whole. Empty when a key is gone, destroyed or lost: then only the clear part
   * can be told.
   *
   * @throws IllegalArgumentException when the entry was not closed by {@link #close}
   */
  Optional<Entry.Event> open(Entry.Sealed entry) {
    return opening(entry.act(), entry.seal())
        .map(opening -> EntryReading.content(entry, entry.seal().open(entry.act(), opening)));
  }

  /** The key that opens this one entry; empty when a key is gone. */
  Optional<byte[]> opening(ActId act, Seal seal) {
    var ring = seal.keys().stream().map(keys::byId).flatMap(Optional::stream).toList();
    return ring.size() == seal.keys().size()
        ? Optional.of(Seal.opening(act, ring))
        : Optional.empty();
  }

  /** The same event may be tried again at another moment, or by the other path. */
  boolean same(byte[] one, byte[] other) {
    var a = told(EntryReading.read(one));
    var b = told(EntryReading.read(other));
    return a != null
        && b != null
        && Objects.equals(a.raw(), b.raw())
        && a.event()
            .equals(
                new AuditEvent(
                    b.event().act(),
                    a.event().at(),
                    b.event().action(),
                    b.event().actor(),
                    b.event().patient(),
                    b.event().what(),
                    b.event().result(),
                    b.event().reason(),
                    b.event().details()));
  }

  /** An event as far as it can be told; null for what is none. */
  Entry.@Nullable Event told(Entry entry) {
    return switch (entry) {
      case Entry.Event event -> event;
      case Entry.Sealed sealed ->
          open(sealed)
              .orElseGet(() ->
                  new Entry.Event(sealed.path(), sealed.clear(), sealed.circumstances(), null));
      case Entry.Ending _, Entry.OfLog _ -> null;
    };
  }

  /** Names of the keys that close an entry; none for what is not closed. */
  static List<UUID> keysOf(Entry entry) {
    return entry instanceof Entry.Sealed sealed ? sealed.seal().keys() : List.of();
  }
}
