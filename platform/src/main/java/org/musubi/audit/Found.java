package org.musubi.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A row of the search index, with how its act ended. */
final class Found {
  static final String ROW =
      "select e.position, e.entry, o.kind, o.bytes, o.reason from audit.entry e ";
  static final String ANY_END = "left join audit.ending o on o.act_position = e.position ";
  static final String SELECT = ROW + ANY_END;

  private Found() {}

  static Access access(ResultSet row, Sealing sealing) throws SQLException {
    var told = sealing.told(EntryReading.read(row.getBytes("entry")));
    if (told == null) {
      throw new IllegalStateException("the index holds something else than an event");
    }
    var event = told.event();
    var bytes = row.getObject("bytes", Long.class);
    return new Access(
        row.getLong("position"),
        event,
        ended(row.getString("kind"), event.result()),
        bytes,
        row.getString("reason"),
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
