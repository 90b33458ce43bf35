package org.musubi.services.records.ssmix2;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What was found in watched storages, so that a restart looks only at what changed. */
final class StorageLedger {
  private final JdbcClient database;

  StorageLedger(JdbcClient database) {
    this.database = database;
  }

  /**
   * A file as it lies.
   *
   * @param path absolute
   * @param size bytes
   * @param modified milliseconds since 1970
   */
  record Seen(String path, long size, long modified) {}

  /** What became of a file. */
  enum Outcome {
    REGISTERED,
    PATIENT,
    /** A deletion flag that took documents back. */
    DELETED,
    SUPERSEDED,
    /** A deletion flag for what was never registered here. */
    NOTHING
  }

  /** An earlier file of the same subject. */
  record Version(String path, String occurred, char flag, @Nullable String entry) {}

  /** How many files became what, and why those lie wrongly that do: numbers only, for the log. */
  String tally() {
    return database
        .sql(
            "select count(*) filter (where outcome = 'REGISTERED') || ' registered, '"
                + " || count(*) filter (where outcome = 'PATIENT') || ' of patients, '"
                + " || count(*) filter (where outcome = 'SUPERSEDED') || ' superseded, '"
                + " || count(*) filter (where outcome = 'DELETED') || ' deleted, '"
                + " || count(*) filter (where outcome = 'NOTHING') || ' deleting nothing, '"
                + " || (select coalesce(sum(files), 0) || ' misfiled'"
                + "   || coalesce(' (' || string_agg(reason || ' ' || files, ', ' order by reason)"
                + "   || ')', '') from (select reason, count(*) as files from misfiled"
                + "   group by reason) as reasons)"
                + " from storage_file")
        .query(String.class)
        .single();
  }

  boolean knows(Seen file) {
    return database
        .sql(
            "select 1 from storage_file where path = ? and size = ? and modified = ?"
                + " union all select 1 from misfiled where path = ? and size = ? and modified = ?")
        .params(
            file.path(), file.size(), file.modified(), file.path(), file.size(), file.modified())
        .query(Integer.class)
        .optional()
        .isPresent();
  }

  List<Version> versions(String subject) {
    return database
        .sql("select path, occurred, flag, entry from storage_file where subject = ?")
        .param(subject)
        .query((row, index) ->
            new Version(
                Objects.requireNonNull(row.getString("path")),
                Objects.requireNonNull(row.getString("occurred")),
                Objects.requireNonNull(row.getString("flag")).charAt(0),
                row.getString("entry")))
        .list();
  }

  void done(Seen file, StoragePath path, String subject, Outcome outcome, @Nullable String entry) {
    database.sql("delete from misfiled where path = ?").param(file.path()).update();
    database
        .sql(
            "insert into storage_file"
                + " (path, subject, occurred, flag, size, modified, entry, outcome)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (path) do update set"
                + " size = excluded.size, modified = excluded.modified,"
                + " entry = excluded.entry, outcome = excluded.outcome")
        .params(
            Arrays.asList(
                file.path(),
                subject,
                path.occurred(),
                String.valueOf(path.flag()),
                file.size(),
                file.modified(),
                entry,
                outcome.name()))
        .update();
  }

  void misfiled(Seen file, String reason, Instant now) {
    database
        .sql(
            "insert into misfiled (path, reason, size, modified, found_at)"
                + " values (?, ?, ?, ?, ?) on conflict (path) do update set"
                + " reason = excluded.reason, size = excluded.size,"
                + " modified = excluded.modified, found_at = excluded.found_at")
        .params(file.path(), reason, file.size(), file.modified(), now.atOffset(ZoneOffset.UTC))
        .update();
  }
}
