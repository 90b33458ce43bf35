package org.musubi.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.musubi.tlog.Disk;
import org.musubi.tlog.Log;
import org.musubi.tlog.LogRefused;
import org.musubi.tlog.Signer;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The log, opened and held against the database.
 *
 * @param indexed the index's watermark
 * @param unexplained state changes of the log that the tables do not know
 */
record OpenedLog(
    Log log,
    Index index,
    Months months,
    Positions positions,
    Sealing sealing,
    long indexed,
    long unexplained) {

  static OpenedLog open(
      Path data,
      AuditProperties properties,
      Clock clock,
      JdbcTemplate local,
      TransactionOperations transactions,
      Disk disk) {
    var log = log(data, properties, clock, disk);
    try {
      var wrapping = WrappingKeys.in(data.resolve("secrets"));
      var sealing = new Sealing(new PersonKeys(local, transactions, wrapping));
      var index = new Index(local, transactions, sealing);
      var months = new Months(local, transactions, clock);
      return new Reconciliation(log, index, sealing, new Outbox(local), local, clock)
          .run(properties.origin(), months);
    } catch (IOException | RuntimeException e) {
      close(log, e);
      throw e instanceof TrailCannotStart known
          ? known
          : new TrailCannotStart(
              "the log could not be held against the database (" + e.getMessage() + ")",
              "証跡とデータベースを照合できません。",
              e);
    }
  }

  private static Log log(Path data, AuditProperties properties, Clock clock, Disk disk) {
    var folder = data.resolve("log");
    try {
      var signer = CheckpointKey.in(data.resolve("secrets"), properties.origin());
      var log = Log.open(folder, properties.origin(), signer, clock, disk);
      leaveKey(folder, signer);
      return log;
    } catch (LogRefused refused) {
      throw new TrailCannotStart(
          refused.reason() + ": " + refused.getMessage() + " (" + folder + ")",
          japanese(refused.reason()),
          refused);
    } catch (IOException e) {
      throw new TrailCannotStart(
          "the log in " + folder + " cannot be opened (" + e.getMessage() + ")",
          "証跡の保存先を開けません。空き容量と権限を確認してください。",
          e);
    }
  }

  /** For people who verify: to be copied elsewhere, for a forger would change this one too. */
  private static void leaveKey(Path folder, Signer signer) throws IOException {
    var file = folder.resolve("key.pub");
    byte[] text = (signer.verifier() + "\n").getBytes(StandardCharsets.UTF_8);
    if (!Files.exists(file) || !java.util.Arrays.equals(Files.readAllBytes(file), text)) {
      Files.write(file, text);
    }
  }

  private static String japanese(LogRefused.Reason reason) {
    return switch (reason) {
      case IN_USE -> "別のプロセスが証跡を使用中です。";
      case OTHER_ORIGIN -> "この保存先には別の起点 (origin) の証跡があります。";
      case OTHER_KEY -> "チェックポイントの署名鍵が一致しません。";
      case MISSING -> "チェックポイントが示す証跡の一部が失われています。";
      case ALTERED -> "証跡が改変または破損しています。";
      case DISK, STOPPED, TOO_LONG -> "証跡を書き込めません。空き容量を確認してください。";
    };
  }

  private static void close(Log log, Exception because) {
    try {
      log.close();
    } catch (IOException e) {
      because.addSuppressed(e);
    }
  }
}
