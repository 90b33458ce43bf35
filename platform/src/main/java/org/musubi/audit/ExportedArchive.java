package org.musubi.audit;

import static org.musubi.audit.ExportedActs.put;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.musubi.audit.PreparedExports.Job;
import org.musubi.tlog.Archive;
import org.musubi.tlog.Log;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Whole bundles of the log as a ZIP: {@code log}, a sealed archive with its hash tiles, checkpoint,
 * key and list of SHA-256; {@code verifier.jar}, which needs a Java only; and how to use it.
 */
final class ExportedArchive {
  private static final int BUNDLE = 256;
  private static final String PREFIX = "archive-";

  private final Log log;
  private final Path data;
  private final JdbcClient local;

  ExportedArchive(Log log, Path data, JdbcClient local) {
    this.log = log;
    this.data = data;
    this.local = local;
  }

  /** Entries from, inclusive, until, exclusive. */
  private record Range(long from, long until) {}

  boolean write(Instant from, Instant until, OutputStream out, Job job) throws IOException {
    var range = range(from, until);
    if (range == null) {
      return false;
    }
    var folder = data.resolve("exports").resolve(PREFIX + range.from + "-" + System.nanoTime());
    try {
      job.is(0, 5);
      String digest =
          Archive.write(data.resolve("log"), log.verifier(), range.from, range.until, folder);
      job.is(range.until - range.from, 50);
      try (var zip = new ZipOutputStream(out)) {
        files(folder, zip);
        zip.putNextEntry(new ZipEntry("verifier.jar"));
        VerifierJar.write(zip);
        zip.closeEntry();
        put(zip, "README.txt", ExportNotes.archive(range.from, range.until - 1, digest));
      }
      job.is(range.until - range.from, 100);
      return true;
    } finally {
      remove(folder);
    }
  }

  /** The whole bundles around what was recorded in that time; null when there are none. */
  private @Nullable Range range(Instant from, Instant until) {
    var found =
        local
            .sql(
                "select min(first), max(last) from audit.hour"
                    + " where hour >= date_trunc('hour', cast(:from as timestamptz), 'UTC')"
                    + " and hour < :until")
            .param("from", from.atOffset(ZoneOffset.UTC))
            .param("until", until.atOffset(ZoneOffset.UTC))
            .query((row, number) ->
                row.getObject(1) == null ? null : new Range(row.getLong(1), row.getLong(2)))
            .list();
    var range = found.getFirst();
    if (range == null) {
      return null;
    }
    long begin = range.from / BUNDLE * BUNDLE;
    long whole = log.size() / BUNDLE * BUNDLE;
    long end = Math.min(whole, (range.until / BUNDLE + 1) * BUNDLE);
    return begin < end ? new Range(begin, end) : null;
  }

  private static void files(Path folder, ZipOutputStream zip) throws IOException {
    try (var files = Files.walk(folder)) {
      for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
        zip.putNextEntry(new ZipEntry("log/" + folder.relativize(file)));
        Files.copy(file, zip);
        zip.closeEntry();
      }
    }
  }

  /** What a process that died had not finished. */
  static void removeLeft(Path exports) throws IOException {
    if (Files.isDirectory(exports)) {
      try (var left = Files.newDirectoryStream(exports, PREFIX + "*")) {
        for (var folder : left) {
          remove(folder);
        }
      }
    }
  }

  private static void remove(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (var files = Files.walk(folder)) {
        for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
