package org.musubi.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * A row of the search index, with how its act ended.
 *
 * @param entry as the log holds it
 * @param ending null while nothing was said
 */
record Found(
    long position,
    Entry entry,
    @Nullable String ending,
    @Nullable Long bytes,
    @Nullable String failure) {
  static final String ROW =
      "select e.position, e.entry, o.kind, o.bytes, o.reason from audit.entry e ";
  static final String ANY_END = "left join audit.ending o on o.act_position = e.position ";
  static final String SELECT = ROW + ANY_END;

  /** All rows that a statement finds, opened. */
  static List<Access> all(StatementSpec statement, Sealing sealing) {
    var rows = statement.query((row, number) -> read(row)).list();
    sealing
        .keys()
        .fetch(rows.stream().flatMap(row -> Sealing.keysOf(row.entry()).stream()).toList());
    return rows.stream().map(row -> row.opened(sealing)).toList();
  }

  private static Found read(ResultSet row) throws SQLException {
    return new Found(
        row.getLong("position"),
        EntryReading.read(row.getBytes("entry")),
        row.getString("kind"),
        row.getObject("bytes", Long.class),
        row.getString("reason"));
  }

  private Access opened(Sealing sealing) {
    var told = sealing.told(entry);
    if (told == null) {
      throw new IllegalStateException("the index holds something else than an event");
    }
    var event = told.event();
    return new Access(
        position,
        event,
        ended(ending, event.result()),
        bytes,
        failure,
        told.circumstances(),
        told.raw());
  }

  private static Access.Ended ended(@Nullable String kind, Result result) {
    if (kind == null) {
      return result == Result.INTENDED ? Access.Ended.MAY_HAVE_HAPPENED : Access.Ended.COMPLETE;
    }
    return Access.Ended.valueOf(kind);
  }
}
