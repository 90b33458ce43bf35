package org.musubi.tlog;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;

/**
 * Counts the writers a log has had. A file lock is lost when somebody deletes the lock file, or on
 * a network disk; the epoch is asked after each force, before anything is acknowledged, so a writer
 * that was overtaken never acknowledges again: the new writer raises the epoch before it reads the
 * tail, so it sees whatever the old one acknowledged.
 */
final class Epoch {
  private static final String FILE = "epoch";

  private final Path file;
  private final String mine;

  private Epoch(Path file, String mine) {
    this.file = file;
    this.mine = mine;
  }

  static Epoch raise(Disk disk, Path folder, InstantSource clock) throws IOException {
    var file = folder.resolve(FILE);
    long last = 0;
    if (Files.exists(file)) {
      String number = Files.readString(file).split(" ", 2)[0].strip();
      if (!number.matches("[0-9]{1,18}")) {
        throw new LogRefused(LogRefused.Reason.ALTERED, "the epoch file is out of form");
      }
      last = Long.parseLong(number);
    }
    String mine = (last + 1) + " opened " + clock.instant() + "\n";
    Disk.replace(disk, folder, FILE, Texts.bytes(mine));
    return new Epoch(file, mine);
  }

  /** Whether no other writer came since. A file that cannot be read counts as taken over. */
  boolean holds() {
    // A stream, because a channel fails when a thread that uses it was interrupted.
    try (var stream = new FileInputStream(file.toFile())) {
      return Texts.of(stream.readAllBytes()).equals(mine);
    } catch (IOException e) {
      return false;
    }
  }
}
