package org.musubi.audit;

import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The partitions of the search index, one for a month (UTC): this month's and the next one's ahead
 * of time, an older one's when entries of it are met. What lies further away was dated by a wrong
 * clock and stays with the others. One thread.
 */
final class Months {
  private static final Logger LOG = LoggerFactory.getLogger(Months.class);
  private static final int YEARS_BACK = 20;
  private static final String NAMES =
      "select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid"
          + " where i.inhparent = 'audit.entry'::regclass";

  private final JdbcTemplate local;
  private final TransactionOperations transactions;
  private final InstantSource clock;
  private final Set<String> there = new HashSet<>();

  Months(JdbcTemplate local, TransactionOperations transactions, InstantSource clock) {
    this.local = local;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** Makes partitions for now and for these entries, as far as they are missing. */
  void ready(Collection<Index.Indexed> entries) {
    var now = month();
    make(now, now);
    make(now.plusMonths(1), now);
    for (var indexed : entries) {
      if (indexed.clear() instanceof Entry.Event entry) {
        make(YearMonth.from(entry.event().at().atOffset(ZoneOffset.UTC)), now);
      }
    }
  }

  /** Gives a partition to what lies with the others though its month may have one. */
  void tidy() {
    var now = month();
    for (var first :
        local.queryForList(
            "select distinct to_char(at at time zone 'UTC', 'YYYY-MM') from audit.entry_other"
                + " where at > '1900-01-01' and at < '9999-01-01'",
            String.class)) {
      make(YearMonth.parse(first), now);
    }
  }

  private YearMonth month() {
    return YearMonth.from(clock.instant().atOffset(ZoneOffset.UTC));
  }

  private void make(YearMonth month, YearMonth now) {
    if (month.isAfter(now.plusMonths(1)) || month.isBefore(now.minusYears(YEARS_BACK))) {
      return;
    }
    String name =
        String.format(Locale.ROOT, "entry_%04d_%02d", month.getYear(), month.getMonthValue());
    if (there.contains(name)) {
      return;
    }
    there.addAll(local.queryForList(NAMES, String.class));
    if (!there.contains(name)) {
      try {
        transactions.executeWithoutResult(status -> make("audit." + name, month));
        there.add(name);
      } catch (DataAccessException e) {
        // Tried again with the next entries; what comes meanwhile is moved then.
        LOG.warn("{} cannot be made now; entries lie in entry_other", name);
      }
    }
  }

  /** The name and the bounds are this class's own: digits and dashes. */
  private void make(String table, YearMonth month) {
    String from = "'" + month + "-01 00:00:00+00'";
    String until = "'" + month.plusMonths(1) + "-01 00:00:00+00'";
    local.execute("create table " + table + " (like audit.entry including all)");
    local.execute(
        "with moved as (delete from audit.entry_other where at >= "
            + from
            + " and at < "
            + until
            + " returning *) insert into "
            + table
            + " select * from moved");
    local.execute(
        "alter table audit.entry attach partition "
            + table
            + " for values from ("
            + from
            + ") to ("
            + until
            + ")");
  }
}
