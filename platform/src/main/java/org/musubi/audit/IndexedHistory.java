package org.musubi.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.musubi.core.ActId;
import org.musubi.core.MedicalId;
import org.musubi.core.store.Local;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the search index. */
@Component
class IndexedHistory implements AccessHistory {
  private static final String SELECT =
      """
      select e.position, e.entry, o.kind, o.bytes, o.reason
      from audit.entry e left join audit.ending o on o.act = e.act
      """;

  private static final String ACTION = "(convert_from(e.entry, 'UTF8')::json ->> 'action')";

  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final JdbcClient local;

  IndexedHistory(@Local JdbcClient local) {
    this.local = local;
  }

  @Override
  public List<Access> accessesTo(
      MedicalId patient, Set<Action> actions, long before, int limit, Receipt receipt) {
    if (limit < 1 || limit > 1000) {
      throw new IllegalArgumentException("the limit is 1 to 1000");
    }
    return local
        .sql(
            SELECT
                + "where e.patient = :patient and e.position < :before "
                + (actions.isEmpty() ? "" : "and " + ACTION + " in (:actions) ")
                + "order by e.position desc limit :limit")
        .param("patient", patient.value())
        .param("before", before)
        .param("actions", actions.stream().map(Action::name).toList())
        .param("limit", limit)
        .query((row, number) -> access(row))
        .list();
  }

  @Override
  public boolean reaches(Receipt receipt) {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      var size = local.sql("select size from audit.follower").query(Long.class).optional();
      if (size.isPresent() && size.get() >= receipt.position()) {
        return true;
      }
      if (System.nanoTime() - until > 0) {
        return false;
      }
      try {
        Thread.sleep(10);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
  }

  @Override
  public Optional<Access> act(ActId id) {
    return local
        .sql(SELECT + "where e.act = :act")
        .param("act", id.value())
        .query((row, number) -> access(row))
        .optional();
  }

  private static Access access(ResultSet row) throws SQLException {
    if (!(EntryReading.read(row.getBytes("entry")) instanceof Entry.Event(_, var event))) {
      throw new IllegalStateException("the index holds something else than an event");
    }
    var bytes = row.getObject("bytes", Long.class);
    return new Access(
        row.getLong("position"),
        event,
        ended(row.getString("kind"), event.result()),
        bytes,
        row.getString("reason"));
  }

  private static Access.Ended ended(@org.jspecify.annotations.Nullable String kind, Result result) {
    if (kind == null) {
      return result == Result.INTENDED ? Access.Ended.MAY_HAVE_HAPPENED : Access.Ended.COMPLETE;
    }
    return Access.Ended.valueOf(kind);
  }
}
