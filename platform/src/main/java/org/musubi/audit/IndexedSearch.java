package org.musubi.audit;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.musubi.audit.Access.Ended;
import org.musubi.core.store.Local;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Searches the tables of the index; each question becomes one statement. */
@Component
class IndexedSearch implements TrailSearch {
  private final JdbcClient local;

  IndexedSearch(@Local JdbcClient local) {
    this.local = local;
  }

  /** A statement and its parameters. */
  record Question(String sql, Map<String, Object> parameters) {}

  @Override
  public List<Access> find(TrailQuery query, long before, int limit, Receipt receipt) {
    if (limit < 1 || limit > 1000) {
      throw new IllegalArgumentException("the limit is 1 to 1000");
    }
    var question = question(query, before, limit);
    return local
        .sql(question.sql())
        .params(question.parameters())
        .query((row, number) -> Found.access(row))
        .list();
  }

  @Override
  public Optional<Access> at(long position, Receipt receipt) {
    return local
        .sql(Found.SELECT + "where e.position = :position")
        .param("position", position)
        .query((row, number) -> Found.access(row))
        .optional();
  }

  /** Names of enums stand in the text itself, so that the planner sees how rare they are. */
  static Question question(TrailQuery query, long before, int limit) {
    var given = new HashMap<String, Object>();
    var sql = new StringBuilder(Found.ROW).append(ends(query)).append("where e.position < :before");
    given.put("before", before);
    given.put("limit", limit);
    and(sql, given, "e.at >= :from", "from", time(query.from()));
    and(sql, given, "e.at < :until", "until", time(query.until()));
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
    var patient = query.patient();
    and(sql, given, "e.patient = :patient", "patient", patient == null ? null : patient.value());
    and(sql, given, "e.homes @> array[:community]::text[]", "community", query.community());
    and(sql, given, "e.correlation = :correlation", "correlation", query.correlation());
    var text = query.text();
    String words = text == null ? "" : Words.question(text);
    and(sql, given, "e.words @@ cast(:words as tsquery)", "words", words.isEmpty() ? null : words);
    return new Question(
        sql.append(" order by e.position desc limit :limit").toString(), Map.copyOf(given));
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
