package org.musubi.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether there is room for a database, and words for where there is not. */
final class DiskSpace {
  /** A new cluster with its tables and first WAL takes 65 MB; the rest is for what is recorded. */
  static final long NEW_CLUSTER = 128L << 20;

  /** One segment of WAL: with less, the server cannot go on. */
  private static final long SEGMENT = 16L << 20;

  private DiskSpace() {}

  /**
   * Demands room for a new cluster.
   *
   * @throws CannotStart saying how much is free and how much is needed
   */
  static void demandForCluster(Path directory) throws IOException {
    if (free(directory) < NEW_CLUSTER) {
      throw full(directory);
    }
  }

  static boolean isFull(Path directory) {
    try {
      return free(directory) < SEGMENT;
    } catch (IOException e) {
      return false;
    }
  }

  static CannotStart full(Path directory) {
    return new CannotStart(english(directory), japanese(directory));
  }

  static CannotStart full(Path directory, Throwable cause) {
    return new CannotStart(english(directory), japanese(directory), cause);
  }

  private static String english(Path directory) {
    return "The disk of "
        + directory
        + " has too little room"
        + free(directory, " (%d MB are free)")
        + ": a database needs "
        + megabytes(NEW_CLUSTER)
        + " MB at least. Make room, or use --data DIR.";
  }

  private static String japanese(Path directory) {
    return directory
        + " のディスクの空き容量が不足しています"
        + free(directory, "（空き %d MB）")
        + "。データベースには "
        + megabytes(NEW_CLUSTER)
        + " MB 以上が必要です。空き容量を確保するか、--data で別の場所を指定してください。";
  }

  private static String free(Path directory, String words) {
    try {
      return words.formatted(megabytes(free(directory)));
    } catch (IOException e) {
      return "";
    }
  }

  private static long free(Path directory) throws IOException {
    return Files.getFileStore(directory).getUsableSpace();
  }

  private static long megabytes(long bytes) {
    return bytes >> 20;
  }
}
