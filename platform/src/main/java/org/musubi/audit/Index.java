package org.musubi.audit;

import java.sql.Types;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.support.DataAccessUtils;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.SqlParameterValue;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The search index's tables. Rows and watermark change in one transaction, so whatever the
 * watermark says is there. Commits are not forced: a crash of the database may set the index back,
 * which the watermark then says, and what it took is read from the log again.
 */
final class Index {
  private final JdbcTemplate local;
  private final Rows rows;
  private final TransactionOperations transactions;

  Index(JdbcTemplate local, TransactionOperations transactions, Sealing sealing) {
    this.local = local;
    this.rows = new Rows(local, sealing);
    this.transactions = transactions;
  }

  /**
   * How far the index is.
   *
   * @param checkpoint signed at {@code size}, or null when none was signed at that size
   * @param explained size up to which the log's acts were held against the tables
   * @param acts size up to which the place of every act is known; never less than {@code size}
   */
  record Watermark(
      String origin, long size, @Nullable String checkpoint, long explained, long acts) {}

  /** An entry and where it stands. */
  record Indexed(long position, byte[] bytes, Entry entry) {
    /** What of an event everybody may read; null for what is no event. */
    Entry.@Nullable Event clear() {
      return switch (entry) {
        case Entry.Event event -> event;
        case Entry.Sealed sealed ->
            new Entry.Event(sealed.path(), sealed.clear(), sealed.circumstances(), null);
        case Entry.Ending _, Entry.OfLog _ -> null;
      };
    }

    /** The act that an event or an ending speaks of. */
    UUID act() {
      if (entry instanceof Entry.OfRoom known) {
        return known.act().value();
      }
      throw new IllegalStateException("an entry of the log itself has no act");
    }
  }

  @Nullable Watermark watermark() {
    return DataAccessUtils.singleResult(
        local.query(
            "select origin, size, checkpoint, explained, acts from audit.follower",
            (row, number) ->
                new Watermark(
                    row.getString(1),
                    row.getLong(2),
                    row.getString(3),
                    row.getLong(4),
                    Math.max(row.getLong(2), row.getLong(5)))));
  }

  void begin(String origin) {
    local.update(
        "insert into audit.follower (origin, size, explained) values (?, 0, 0)"
            + " on conflict do nothing",
        origin);
  }

  /**
   * Follows the log by these entries, from where the watermark must stand up to {@code size}.
   *
   * @return false, and nothing is changed, when the watermark stands elsewhere
   */
  boolean follow(List<Indexed> entries, long from, long size, @Nullable String checkpoint) {
    return Boolean.TRUE.equals(
        transactions.execute(status -> {
          local.execute("set local synchronous_commit = off");
          if (!advance(from, size, checkpoint)) {
            return false;
          }
          rows.insert(entries);
          return true;
        }));
  }

  /**
   * Begins again with nothing, inside one transaction with what {@code reading} inserts. Where acts
   * stand is kept: entries that left the log into an archive cannot tell it again.
   */
  void again(Runnable reading) {
    transactions.executeWithoutResult(status -> {
      takeAllTheTimeItNeeds();
      local.update("delete from audit.entry");
      local.update("delete from audit.ending");
      local.update("delete from audit.unended");
      local.update("delete from audit.further_key");
      local.update("delete from audit.home");
      local.update("delete from audit.hour");
      local.update("update audit.follower set size = 0, checkpoint = null");
      reading.run();
    });
  }

  /** The pool gives the connection its limits back. */
  private void takeAllTheTimeItNeeds() {
    local.execute("set local statement_timeout = 0");
    local.execute(
        (ConnectionCallback<Boolean>)
            connection -> {
              connection.setNetworkTimeout(Runnable::run, 0);
              return true;
            });
  }

  private boolean advance(long from, long size, @Nullable String checkpoint) {
    return local.update(
            "update audit.follower set size = ?, checkpoint = ?,"
                + " explained = greatest(explained, ?), acts = greatest(acts, ?) where size = ?",
            size,
            new SqlParameterValue(Types.VARCHAR, checkpoint),
            size,
            size,
            from)
        == 1;
  }

  @Nullable UUID greatestAct() {
    return DataAccessUtils.singleResult(
        local.queryForList("select act from audit.act order by act desc limit 1", UUID.class));
  }

  Map<UUID, Long> positions(Collection<UUID> acts) {
    var found = new HashMap<UUID, Long>();
    local.query(
        "select act, position from audit.act where act = any(?)",
        row -> {
          found.put(row.getObject(1, UUID.class), row.getLong(2));
        },
        (Object) acts.toArray(UUID[]::new));
    return found;
  }
}
