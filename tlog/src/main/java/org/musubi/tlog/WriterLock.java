package org.musubi.tlog;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The lock by which a second writer of a folder is refused. */
final class WriterLock {
  private WriterLock() {}

  /**
   * Takes it; closing the channel gives it back.
   *
   * @throws LogRefused IN_USE
   */
  static FileChannel take(Path folder) throws IOException {
    var lock =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    boolean taken = false;
    try {
      taken = lock.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      taken = false;
    } finally {
      if (!taken) {
        lock.close();
      }
    }
    if (!taken) {
      throw new LogRefused(LogRefused.Reason.IN_USE, "another writer holds the log");
    }
    return lock;
  }
}
