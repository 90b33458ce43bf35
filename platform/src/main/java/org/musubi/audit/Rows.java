package org.musubi.audit;

import java.sql.Array;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Writes entries into the tables of the search index, column by column: a statement for each table.
 */
final class Rows {
  private static final Logger LOG = LoggerFactory.getLogger(Rows.class);
  private static final String ENTRY =
      """
      insert into audit.entry (position, at, act, action, result, member, facility, issuer, subject,
        assurance, person, reason, correlation, words, entry)
      select e.position, e.at, e.act, e.action, e.result, e.member, e.facility, e.issuer, e.subject,
        e.assurance, e.person, e.reason, e.correlation,
        array_to_tsvector(string_to_array(e.words, E'\\n')), e.entry
      from unnest(?::bigint[], ?::timestamptz[], ?::uuid[], ?::text[], ?::text[], ?::uuid[],
          ?::uuid[], ?::text[], ?::text[], ?::text[], ?::uuid[], ?::text[], ?::uuid[],
          ?::text[], ?::bytea[], ?::text[])
        as e (position, at, act, action, result, member, facility, issuer, subject, assurance,
          person, reason, correlation, words, entry, keys)
      join audit.act a on a.act = e.act and a.position = e.position
      where not exists (
        select 1 from audit.destroyed_key d
        where d.id = any(string_to_array(e.keys, E'\\n')::uuid[]))
      on conflict do nothing
      """;

  private static final String ENDING =
      """
      insert into audit.ending (act_position, position, kind, bytes, reason)
      select a.position, e.position, e.kind, e.bytes, e.reason
      from unnest(?::uuid[], ?::bigint[], ?::text[], ?::bigint[], ?::text[])
        as e (act, position, kind, bytes, reason)
      join audit.act a on a.act = e.act
      order by e.position
      on conflict do nothing
      """;

  private final JdbcTemplate local;
  private final Sealing sealing;

  Rows(JdbcTemplate local, Sealing sealing) {
    this.local = local;
    this.sealing = sealing;
  }

  /**
   * An event and where it stands.
   *
   * @param keys names of those that close it
   */
  private record Event(
      long position, byte[] bytes, Entry.Event entry, Entry.Event clear, List<UUID> keys) {
    AuditEvent event() {
      return entry.event();
    }
  }

  /** An ending and where it stands. */
  private record Ending(long position, Entry.Ending ending) {}

  /** Inside the caller's transaction; what is there already stays. */
  void insert(List<Index.Indexed> entries) {
    sealing
        .keys()
        .fetch(
            entries.stream().flatMap(indexed -> Sealing.keysOf(indexed.entry()).stream()).toList());
    var events = new ArrayList<Event>();
    var endings = new ArrayList<Ending>();
    for (var indexed : entries) {
      switch (indexed.entry()) {
        case Entry.Event _, Entry.Sealed _ -> events.add(event(indexed));
        case Entry.Ending ending -> endings.add(new Ending(indexed.position(), ending));
        case Entry.OfLog _ -> {}
      }
    }
    if (!events.isEmpty()) {
      events(events);
      unended(events, endings);
    }
    if (!endings.isEmpty()) {
      endings(endings);
    }
  }

  private Event event(Index.Indexed indexed) {
    var clear = Objects.requireNonNull(indexed.clear());
    if (indexed.entry() instanceof Entry.Sealed sealed) {
      var whole = sealing.open(sealed);
      if (whole.isEmpty()) {
        tellIfLost(sealed.seal().keys());
      }
      return new Event(
          indexed.position(), indexed.bytes(), whole.orElse(clear), clear, sealed.seal().keys());
    }
    // Of before entries were closed: found by the same key nevertheless.
    var patient = clear.event().patient();
    var keys =
        patient == null
            ? List.<UUID>of()
            : List.of(
                sealing.keys().within(DataSubject.of(patient), JdbcClient.create(local)).id());
    return new Event(indexed.position(), indexed.bytes(), clear, clear, keys);
  }

  private void tellIfLost(List<UUID> keys) {
    if (sealing.keys().destroyed(keys).isEmpty()) {
      LOG.error("an entry cannot be opened: its key {} is neither here nor destroyed", keys);
    }
  }

  private void events(List<Event> events) {
    @Nullable Object[] acts = column(events, e -> e.event().act().value());
    @Nullable Object[] positions = column(events, Event::position);
    run(
        "insert into audit.act (act, position) select * from unnest(?::uuid[], ?::bigint[])"
            + " on conflict do nothing",
        new Column("uuid", acts),
        new Column("bigint", positions));
    run(
        ENTRY,
        new Column("bigint", positions),
        new Column("timestamptz", column(events, e -> e.event().at().atOffset(ZoneOffset.UTC))),
        new Column("uuid", acts),
        new Column("text", column(events, e -> e.event().action().name())),
        new Column("text", column(events, e -> e.event().result().name())),
        new Column("uuid", column(events, e -> e.event().actor().member().value())),
        new Column("uuid", column(events, Rows::facility)),
        new Column("text", column(events, Rows::issuer)),
        new Column("text", column(events, Rows::subject)),
        new Column("text", column(events, e -> e.event().actor().assurance().name())),
        new Column("uuid", column(events, Rows::person)),
        new Column("text", column(events, e -> e.clear().event().reason())),
        new Column("uuid", column(events, e -> e.entry().circumstances().correlation())),
        new Column("text", column(events, e -> String.join("\n", words(e)))),
        new Column("bytea", events.stream().map(Event::bytes).toArray(byte[][]::new)),
        new Column("text", column(events, Rows::keys)));
    further(events);
    homes(events);
    hours(events);
    run("delete from audit.outbox where act = any(?)", new Column("uuid", acts));
  }

  /** What ended in the same turn never was without an end. */
  private void unended(List<Event> events, List<Ending> endings) {
    var ended = endings.stream().map(ending -> ending.ending().act()).collect(Collectors.toSet());
    var open =
        events.stream()
            .map(Event::event)
            .filter(event -> event.result() == Result.INTENDED && !ended.contains(event.act()))
            .toList();
    if (!open.isEmpty()) {
      run(
          "insert into audit.unended (act_position) select a.position"
              + " from unnest(?::uuid[]) e (act) join audit.act a using (act)"
              + " on conflict do nothing",
          new Column("uuid", column(open, event -> event.act().value())));
    }
  }

  private void endings(List<Ending> endings) {
    run(
        ENDING,
        new Column("uuid", column(endings, e -> e.ending().act().value())),
        new Column("bigint", column(endings, Ending::position)),
        new Column("text", column(endings, e -> kind(e.ending().outcome()))),
        new Column("bigint", column(endings, e -> bytes(e.ending().outcome()))),
        new Column("text", column(endings, e -> reason(e.ending().outcome()))));
    run(
        "delete from audit.unended where act_position in"
            + " (select a.position from unnest(?::uuid[]) e (act) join audit.act a using (act))",
        new Column("uuid", column(endings, e -> e.ending().act().value())));
  }

  private static @Nullable Object facility(Event e) {
    var facility = e.event().actor().facility();
    return facility == null ? null : facility.value();
  }

  private static @Nullable Object issuer(Event e) {
    var person = e.clear().event().actor().person();
    return person == null ? null : person.issuer();
  }

  private static @Nullable Object subject(Event e) {
    var person = e.clear().event().actor().person();
    return person == null ? null : person.subject();
  }

  private static @Nullable Object person(Event e) {
    return e.keys().isEmpty() ? null : e.keys().getFirst();
  }

  private static Object keys(Event e) {
    return e.keys().stream().map(UUID::toString).collect(Collectors.joining("\n"));
  }

  private Set<String> words(Event e) {
    return Words.of(e.entry(), e.clear(), sealing.keys().wrapping()::word);
  }

  /** By community, in a table so narrow that its newest rows are found without sorting. */
  private void homes(List<Event> events) {
    var rows = new ArrayList<@Nullable Object[]>();
    for (var event : events) {
      var at = event.event().at().atOffset(ZoneOffset.UTC);
      for (String home : homes(event)) {
        rows.add(new Object[] {sealing.keys().wrapping().home(home), event.position(), at});
      }
    }
    if (!rows.isEmpty()) {
      run(
          "insert into audit.home (home, position, at) select h.home, h.position, h.at"
              + " from unnest(?::bigint[], ?::bigint[], ?::timestamptz[]) h (home, position, at)"
              + " where exists (select 1 from audit.entry e"
              + " where e.position = h.position and e.at = h.at)"
              + " on conflict do nothing",
          new Column("bigint", column(rows, row -> row[0])),
          new Column("bigint", column(rows, row -> row[1])),
          new Column("timestamptz", column(rows, row -> row[2])));
    }
  }

  private void hours(List<Event> events) {
    run(
        "insert into audit.hour (hour, first, last)"
            + " select date_trunc('hour', t.at, 'UTC'), min(t.position), max(t.position)"
            + " from unnest(?::timestamptz[], ?::bigint[]) t (at, position) group by 1"
            + " on conflict (hour) do update set first = least(hour.first, excluded.first),"
            + " last = greatest(hour.last, excluded.last)",
        new Column("timestamptz", column(events, e -> e.event().at().atOffset(ZoneOffset.UTC))),
        new Column("bigint", column(events, Event::position)));
  }

  private void further(List<Event> events) {
    var rows = new ArrayList<@Nullable Object[]>();
    for (var event : events) {
      event.keys().stream().skip(1).forEach(key -> rows.add(new Object[] {key, event.position()}));
    }
    if (!rows.isEmpty()) {
      run(
          "insert into audit.further_key (key, position)"
              + " select * from unnest(?::uuid[], ?::bigint[]) on conflict do nothing",
          new Column("uuid", column(rows, row -> row[0])),
          new Column("bigint", column(rows, row -> row[1])));
    }
  }

  /** The communities that an event is about. */
  private static List<String> homes(Event e) {
    return e.event().what().stream()
        .map(what -> what.kind() == What.Kind.COMMUNITY ? what.identifier() : what.home())
        .flatMap(Stream::ofNullable)
        .distinct()
        .toList();
  }

  private static String kind(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Sent _ -> "SENT";
      case Outcome.AbortedAt _ -> "ABORTED";
      case Outcome.Failed _ -> "FAILED";
    };
  }

  private static @Nullable Object bytes(Outcome outcome) {
    return outcome instanceof Outcome.AbortedAt aborted ? aborted.bytes() : null;
  }

  private static @Nullable Object reason(Outcome outcome) {
    return outcome instanceof Outcome.Failed failed ? failed.reason() : null;
  }

  private static <T> @Nullable Object[] column(List<T> rows, Function<T, @Nullable Object> value) {
    return rows.stream().map(value).toArray();
  }

  /** One parameter: a value for each row. */
  private record Column(String type, @Nullable Object[] values) {}

  private void run(String sql, Column... columns) {
    local.execute(
        (ConnectionCallback<Integer>)
            connection -> {
              try (var statement = connection.prepareStatement(sql)) {
                var arrays = new ArrayList<Array>();
                for (var column : columns) {
                  var array = connection.createArrayOf(column.type(), column.values());
                  arrays.add(array);
                  statement.setArray(arrays.size(), array);
                }
                int rows = statement.executeUpdate();
                for (var array : arrays) {
                  array.free();
                }
                return rows;
              }
            });
  }
}
