package org.musubi.audit;

import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.BatchPreparedStatementSetter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Events that rooms enlisted in their own transactions and that have no position yet. */
final class Outbox {
  private final JdbcTemplate local;

  Outbox(JdbcTemplate local) {
    this.local = local;
  }

  /** A committed row. */
  record Row(UUID act, byte[] entry) {}

  /**
   * Writes a row in the caller's transaction; the same event again changes nothing.
   *
   * @throws IllegalStateException when the act waits already with another event
   */
  static void enlist(UUID act, byte[] entry, Sealing sealing, JdbcClient transaction) {
    int written =
        transaction
            .sql(
                "insert into audit.outbox (act, entry) values (:act, :entry) on conflict do nothing")
            .param("act", act)
            .param("entry", entry)
            .update();
    if (written == 0 && there(act, transaction).stream().anyMatch(e -> !sealing.same(entry, e))) {
      throw new IllegalStateException("the act's id stands for another event");
    }
  }

  private static List<byte[]> there(UUID act, JdbcClient transaction) {
    return transaction
        .sql("select entry from audit.outbox where act = :act")
        .param("act", act)
        .query((row, number) -> row.getBytes(1))
        .list();
  }

  /** Committed rows without a position, oldest act first. */
  List<Row> waiting(int most) {
    return local.query(
        "select act, entry from audit.outbox where position is null order by act limit ?",
        (row, number) -> new Row(row.getObject(1, UUID.class), row.getBytes(2)),
        most);
  }

  /** Notes where rows stand in the log, so that they are not read again. */
  void mark(List<Positioned> rows) {
    local.batchUpdate(
        "update audit.outbox set position = ? where act = ?",
        new BatchPreparedStatementSetter() {
          @Override
          public void setValues(java.sql.PreparedStatement update, int i)
              throws java.sql.SQLException {
            update.setLong(1, rows.get(i).position());
            update.setObject(2, rows.get(i).act());
          }

          @Override
          public int getBatchSize() {
            return rows.size();
          }
        });
  }

  /** Which of these acts have a row, with a position or not. */
  List<UUID> known(List<UUID> acts) {
    return local.query(
        "select act from audit.outbox where act = any(?)",
        (row, number) -> row.getObject(1, UUID.class),
        (Object) acts.toArray(UUID[]::new));
  }

  /** An act and where it stands. */
  record Positioned(UUID act, long position) {}
}
