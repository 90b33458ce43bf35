package org.musubi.audit;

import java.io.IOException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.musubi.audit.Index.Watermark;
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

  private final Log log;
  private final Index index;
  private final Sealing sealing;
  private final Outbox outbox;
  private final JdbcTemplate local;
  private final Clock clock;

  Reconciliation(
      Log log, Index index, Sealing sealing, Outbox outbox, JdbcTemplate local, Clock clock) {
    this.log = log;
    this.index = index;
    this.sealing = sealing;
    this.outbox = outbox;
    this.local = local;
    this.clock = clock;
  }

  OpenedLog run(String origin, Months months) throws IOException {
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
    return new OpenedLog(log, index, months, positions, sealing, watermark.size(), unexplained);
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
    if (!watermark.origin().equals(origin) || (note != null && !beginsWith(note))) {
      throw new TrailCannotStart(
          "the log is not the one that the database followed", "データベースが参照していた証跡と、保存先の証跡が異なります。");
    }
  }

  /** Asks for the tree, not for the signature: the log may have gone over to another key since. */
  private boolean beginsWith(String note) throws IOException {
    String[] lines = note.split("\n", 4);
    return Base64.getEncoder()
        .encodeToString(log.rootAt(Long.parseLong(lines[1])))
        .equals(lines[2]);
  }

  /**
   * Acts whose place the database does not know go to memory; what the tables should know is looked
   * for there.
   */
  private void readTail(Watermark watermark, Positions positions) throws IOException {
    var reading = new Entries(log);
    for (long at = Math.min(watermark.acts(), watermark.explained()); at < log.size(); ) {
      var some = reading.from(at, log.size());
      var enlisted = new ArrayList<Index.Indexed>();
      for (var found : some.entries()) {
        var act = found.clear();
        if (act != null) {
          if (found.position() >= watermark.acts()) {
            positions.put(found.act(), found.position());
          }
          if (found.position() >= watermark.explained() && act.path() == Entry.Path.ENLISTED) {
            enlisted.add(found);
          }
        }
      }
      explain(enlisted);
      at = some.until();
    }
    local.update("update audit.follower set explained = greatest(explained, ?)", log.size());
  }

  private void explain(List<Index.Indexed> enlisted) {
    if (enlisted.isEmpty()) {
      return;
    }
    var known = new HashSet<UUID>(outbox.known(enlisted.stream().map(Index.Indexed::act).toList()));
    for (var found : enlisted) {
      if (!known.contains(found.act()) && !destroyedAgain(found)) {
        list(found.position(), Objects.requireNonNull(found.clear()).event());
      }
    }
  }

  /**
   * Keys that the log says were destroyed are destroyed again in a database that came from an older
   * copy.
   */
  private boolean destroyedAgain(Index.Indexed found) {
    var event = Objects.requireNonNull(found.clear()).event();
    if (event.action() != Action.PERSON_KEY_DESTROYED) {
      return false;
    }
    for (var what : event.what()) {
      var key = UUID.fromString(what.identifier());
      local.update("delete from audit.person_key where id = ?", key);
      local.update(
          "insert into audit.destroyed_key (id, act, at) values (?, ?, ?) on conflict do nothing",
          key,
          found.act(),
          event.at().atOffset(ZoneOffset.UTC));
    }
    LOG.warn("{} keys of persons were destroyed again, as the log says", event.what().size());
    return true;
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
