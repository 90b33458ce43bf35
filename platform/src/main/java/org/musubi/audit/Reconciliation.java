package org.musubi.audit;

import java.io.IOException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.musubi.audit.Index.Watermark;
import org.musubi.tlog.Checkpoint;
import org.musubi.tlog.Log;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Holds log and database against each other at start. A database that knows more than the log: the
 * log was lost, refused. A log that knows more than the database: its acts are listed, a person
 * decides, the platform runs.
 */
final class Reconciliation {
  private static final Logger LOG = LoggerFactory.getLogger(Reconciliation.class);
  private static final int CHUNK = 500;

  private final Log log;
  private final Index index;
  private final Outbox outbox;
  private final JdbcTemplate local;
  private final Clock clock;

  Reconciliation(Log log, Index index, Outbox outbox, JdbcTemplate local, Clock clock) {
    this.log = log;
    this.index = index;
    this.outbox = outbox;
    this.local = local;
    this.clock = clock;
  }

  OpenedLog run(String origin) throws IOException {
    index.begin(origin);
    var watermark = index.watermark();
    if (watermark == null) {
      throw new IllegalStateException("the follower has no row");
    }
    refuseOtherLog(watermark, origin);
    var positions = new Positions(index);
    readTail(watermark, positions);
    long unexplained = count();
    if (unexplained > 0) {
      LOG.warn(
          "the log knows {} state changes that the tables do not; a person must decide:"
              + " audit.unexplained, docs/operations/audit-log.md",
          unexplained);
    }
    return new OpenedLog(log, index, positions, watermark.size(), unexplained);
  }

  private void refuseOtherLog(Watermark watermark, String origin) throws IOException {
    long known = Math.max(watermark.size(), watermark.explained());
    if (known > log.size()) {
      throw new TrailCannotStart(
          "the database knows "
              + known
              + " entries, the log holds "
              + log.size()
              + ": the log was lost or set back, or the database is another one",
          "データベースは " + known + " 件の証跡を記録していますが、証跡には " + log.size() + " 件しかありません。");
    }
    var note = watermark.checkpoint();
    if (!watermark.origin().equals(origin) || (note != null && !contains(note))) {
      throw new TrailCannotStart(
          "the log is not the one that the database followed", "データベースが参照していた証跡と、保存先の証跡が異なります。");
    }
  }

  private boolean contains(String note) throws IOException {
    long size = Long.parseLong(note.split("\n", 3)[1]);
    Checkpoint there = log.checkpointAt(size);
    return there != null && there.note().equals(note);
  }

  /**
   * What the index does not hold goes to memory; what the tables should know is looked for there.
   */
  private void readTail(Watermark watermark, Positions positions) throws IOException {
    long from = Math.min(watermark.size(), watermark.explained());
    for (long at = from; at < log.size(); ) {
      var enlisted = new ArrayList<Index.Indexed>();
      for (byte[] bytes : log.read(at, CHUNK)) {
        var entry = EntryReading.read(bytes);
        if (entry instanceof Entry.Event event) {
          if (at >= watermark.size()) {
            positions.put(event.act().value(), at);
          }
          if (at >= watermark.explained() && event.path() == Entry.Path.ENLISTED) {
            enlisted.add(new Index.Indexed(at, bytes, entry));
          }
        }
        at++;
      }
      explain(enlisted);
    }
    local.update("update audit.follower set explained = greatest(explained, ?)", log.size());
  }

  private void explain(List<Index.Indexed> enlisted) {
    if (enlisted.isEmpty()) {
      return;
    }
    var acts = enlisted.stream().map(found -> found.entry().act().value()).toList();
    var known = new HashSet<UUID>(outbox.known(acts));
    for (var found : enlisted) {
      if (!known.contains(found.entry().act().value())) {
        list(found.position(), ((Entry.Event) found.entry()).event());
      }
    }
  }

  private void list(long position, AuditEvent event) {
    local.update(
        "insert into audit.unexplained (act, position, action, at, found_at)"
            + " values (?, ?, ?, ?, ?) on conflict do nothing",
        event.act().value(),
        position,
        event.action().name(),
        event.at().atOffset(ZoneOffset.UTC),
        clock.instant().atOffset(ZoneOffset.UTC));
  }

  private long count() {
    var count =
        local.queryForObject(
            "select count(*) from audit.unexplained where decision is null", Long.class);
    return count == null ? 0 : count;
  }
}
