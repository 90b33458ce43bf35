package org.musubi.postgres;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Words for a PostgreSQL that cannot be worked with, by its SQLSTATE (PostgreSQL manual, appendix
 * A). Never the detail of an error, which quotes rows.
 */
public final class DatabaseFailure {
  private static final String DISK_FULL = "53100";

  private DatabaseFailure() {}

  /**
   * Why a PostgreSQL that somebody else runs is of no use.
   *
   * @param key under which its URL was named, such as {@code musubi.database}
   * @param url as it was named
   */
  public static CannotStart named(String key, String url, Throwable failure) {
    var cause = cause(failure);
    String state = cause == null ? "" : String.valueOf(cause.getSQLState());
    String shown = url.replaceAll("[?].*", "");
    String english = "The PostgreSQL that " + key + ".url names (" + shown + ") ";
    String japanese = key + ".url で指定された PostgreSQL（" + shown + "）";
    if (!url.startsWith("jdbc:postgresql:")) {
      return new CannotStart(
          key + ".url is no address of a PostgreSQL; it begins with jdbc:postgresql://",
          key + ".url が PostgreSQL の接続先ではありません。jdbc:postgresql:// で始まる形で指定してください。",
          failure);
    }
    if (state.equals(DISK_FULL)) {
      return new CannotStart(
          english + "has a full disk. Make room there.",
          japanese + "のディスクに空きがありません。容量を確保してください。",
          failure);
    }
    if (state.startsWith("28")) {
      return new CannotStart(
          english + "refuses the user or the password: see " + key + ".user and .password.",
          japanese + "が利用者名またはパスワードを受け付けません。" + key + ".user と .password を確認してください。",
          failure);
    }
    if (state.equals("3D000")) {
      return new CannotStart(
          english + "has no such database; create it, owned by the user of " + key + ".user.",
          japanese + "に該当のデータベースがありません。" + key + ".user の利用者を所有者として作成してください。",
          failure);
    }
    if (state.startsWith("08") || state.equals("null")) {
      return new CannotStart(
          english + "cannot be reached. Is it running, and is the address right?",
          japanese + "に接続できません。起動しているか、接続先が正しいかを確認してください。",
          failure);
    }
    return new CannotStart(
        english + "cannot hold the tables: " + words(failure, cause),
        japanese + "に表を作成できません: " + words(failure, cause),
        failure);
  }

  /**
   * What stands in the way of a start, when it is a database or a full disk; found among the
   * causes.
   */
  public static Optional<String> words(Throwable failure) {
    boolean full = false;
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof CannotStart words) {
        return Optional.of(String.valueOf(words.getMessage()));
      }
      full |= isFullDisk(each);
    }
    return full
        ? Optional.of(
            "The disk is full. Make room, and start again.\nディスクの空き容量がありません。容量を確保してから起動し直してください。")
        : Optional.empty();
  }

  static boolean isFullDisk(Throwable failure) {
    var cause = cause(failure);
    return (cause != null && DISK_FULL.equals(cause.getSQLState()))
        || (failure instanceof IOException
            && String.valueOf(failure.getMessage()).contains("No space left on device"));
  }

  /** The first line of what the database said. */
  static String words(Throwable failure, @Nullable SQLException cause) {
    String said = String.valueOf(cause == null ? failure.getMessage() : cause.getMessage());
    return said.strip().lines().findFirst().orElse("")
        + (cause == null ? "" : " (SQLSTATE " + cause.getSQLState() + ")");
  }

  static @Nullable SQLException cause(Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof SQLException found) {
        return found;
      }
    }
    return null;
  }
}
