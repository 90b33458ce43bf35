package org.musubi.audit;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.musubi.audit.Access.Ended;
import org.musubi.core.store.Local;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Searches the tables of the index; each question becomes one statement. */
@Component
class IndexedSearch implements TrailSearch {
  private static final int WINDOW = 2_000;
  private static final String ORDERED = "e.position";
  private static final String BY_WORDS = "e.position + 0";

  private final JdbcClient local;
  private final Sealing sealing;

  IndexedSearch(@Local JdbcClient local, Sealing sealing) {
    this.local = local;
    this.sealing = sealing;
  }

  /** A statement and its parameters. */
  record Question(String sql, Map<String, Object> parameters) {}

  /**
   * Free text is looked for among the newest acts first, for what is common stands there; only what
   * is rare is then looked for by its words, without the order that would have all acts read.
   */
  @Override
  public List<Access> find(TrailQuery query, long before, int limit, Receipt receipt) {
    if (limit < 1 || limit > 1000) {
      throw new IllegalArgumentException("the limit is 1 to 1000");
    }
    UUID person = null;
    if (query.patient() != null) {
      person = sealing.keys().find(DataSubject.of(query.patient())).orElse(null);
      if (person == null) {
        return List.of();
      }
    }
    if (words(query).isEmpty()) {
      return ask(question(query, person, 0, before, limit, ORDERED));
    }
    long newest = Math.min(before, newest() + 1);
    var found = ask(question(query, person, newest - WINDOW, newest, limit, ORDERED));
    return found.size() >= limit ? found : ask(question(query, person, 0, before, limit, BY_WORDS));
  }

  private List<Access> ask(Question question) {
    return Found.all(local.sql(question.sql()).params(question.parameters()), sealing);
  }

  private long newest() {
    return local
        .sql("select coalesce(max(size), 0) from audit.follower")
        .query(Long.class)
        .single();
  }

  @Override
  public Optional<Access> at(long position, Receipt receipt) {
    return Found.all(
            local.sql(Found.SELECT + "where e.position = :position").param("position", position),
            sealing)
        .stream()
        .findFirst();
  }

  /** Names of enums stand in the text itself, so that the planner sees how rare they are. */
  Question question(
      TrailQuery query, @Nullable UUID person, long from, long before, int limit, String order) {
    var given = new HashMap<String, Object>();
    var sql = new StringBuilder(Found.ROW);
    var community = query.community();
    if (community != null) {
      given.put("community", sealing.keys().wrapping().home(community));
      sql.append(
          "join audit.home h on h.position = e.position and h.at = e.at"
              + " and h.home = :community ");
    }
    sql.append(ends(query)).append("where e.position < :before");
    and(sql, given, "e.position >= :first", "first", from > 0 ? from : null);
    given.put("before", before);
    given.put("limit", limit);
    and(sql, given, "e.at >= :from", "from", time(query.from()));
    and(sql, given, "e.at < :until", "until", time(query.until()));
    hours(sql, query);
    names(sql, "e.action", query.actions());
    names(sql, "e.result", query.results());
    var member = query.member();
    and(sql, given, "e.member = :member", "member", member == null ? null : member.value());
    var facility = query.facility();
    and(
        sql,
        given,
        "e.facility = :facility",
        "facility",
        facility == null ? null : facility.value());
    and(sql, given, "e.subject = :subject", "subject", query.subject());
    and(sql, given, "e.issuer = :issuer", "issuer", query.issuer());
    and(sql, given, "e.person = :person", "person", person);
    and(sql, given, "e.correlation = :correlation", "correlation", query.correlation());
    var words = words(query);
    and(sql, given, "e.words @@ cast(:words as tsquery)", "words", words.isEmpty() ? null : words);
    return new Question(
        sql.append(" order by ").append(order).append(" desc limit :limit").toString(),
        Map.copyOf(given));
  }

  private String words(TrailQuery query) {
    var text = query.text();
    return text == null ? "" : Words.question(text, sealing.keys().wrapping()::word);
  }

  /** A time is also a place in the log, or nearly. */
  private static void hours(StringBuilder sql, TrailQuery query) {
    if (query.from() == null && query.until() == null) {
      return;
    }
    String hours =
        " from audit.hour where true"
            + (query.from() == null ? "" : " and hour >= date_trunc('hour', :from, 'UTC')")
            + (query.until() == null ? "" : " and hour < :until");
    sql.append(" and e.position between (select coalesce(min(first), 0)")
        .append(hours)
        .append(") and (select coalesce(max(last), -1)")
        .append(hours)
        .append(")");
  }

  /** What is rare is looked for where only the rare stands. */
  private static String ends(TrailQuery query) {
    if (query.ended().isEmpty()) {
      return Found.ANY_END;
    }
    if (query.onlyEnded(Ended.ABORTED, Ended.FAILED)) {
      return "join audit.ending o on o.act_position = e.position and o.kind in ("
          + literals(query.ended())
          + ") ";
    }
    if (query.onlyEnded(Ended.MAY_HAVE_HAPPENED)) {
      return "join audit.unended u on u.act_position = e.position " + Found.ANY_END;
    }
    return Found.ANY_END
        + "join lateral (select case when o.kind is not null then o.kind"
        + " when e.result = 'INTENDED' then 'MAY_HAVE_HAPPENED' else 'COMPLETE' end ended) x"
        + " on x.ended in ("
        + literals(query.ended())
        + ") ";
  }

  private static void and(
      StringBuilder sql,
      Map<String, Object> given,
      String condition,
      String name,
      @Nullable Object value) {
    if (value != null) {
      sql.append(" and ").append(condition);
      given.put(name, value);
    }
  }

  private static void names(StringBuilder sql, String column, Set<? extends Enum<?>> names) {
    if (!names.isEmpty()) {
      sql.append(" and ").append(column).append(" in (").append(literals(names)).append(")");
    }
  }

  private static String literals(Set<? extends Enum<?>> names) {
    return names.stream().map(Enum::name).collect(Collectors.toCollection(TreeSet::new)).stream()
        .map(name -> "'" + name + "'")
        .collect(Collectors.joining(", "));
  }

  private static @Nullable Object time(@Nullable Instant at) {
    return at == null ? null : at.atOffset(ZoneOffset.UTC);
  }
}
