package org.musubi.forward;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.musubi.tlog.Checkpoint;
import org.musubi.tlog.LogReader.Place;
import org.musubi.tlog.VerifierKey;

/**
 * The file that says how far entries were confirmed: the first line {@value #MARK}, the next entry,
 * the key given in the settings when it began, the key that signs there, and the checkpoint that
 * was believed. It is replaced whole and forced before it counts. Whoever can modify it can have
 * entries left out or sent again. A lock beside it keeps a second process away.
 */
final class Position implements AutoCloseable {
  private static final String MARK = "musubi forward 1";

  private final Path file;
  private final FileChannel lock;

  /** What the file says. */
  record Stand(VerifierKey given, Place place) {}

  private Position(Path file, FileChannel lock) {
    this.file = file;
    this.lock = lock;
  }

  /**
   * Takes the file, whether it is there yet or not.
   *
   * @throws CannotForward when another process has it
   */
  static Position take(Path file) throws IOException, CannotForward {
    Files.createDirectories(file.toAbsolutePath().getParent());
    var lock =
        FileChannel.open(
            beside(file, ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    boolean taken = false;
    try {
      taken = lock.tryLock() != null;
    } catch (OverlappingFileLockException here) {
      taken = false;
    } finally {
      if (!taken) {
        lock.close();
      }
    }
    if (!taken) {
      throw new CannotForward("another process forwards from the position " + file);
    }
    return new Position(file, lock);
  }

  /**
   * Reads it; null when there is none yet.
   *
   * @throws CannotForward when it is out of form
   */
  @Nullable Stand read() throws IOException, CannotForward {
    if (!Files.exists(file)) {
      return null;
    }
    var lines = Files.readString(file).split("\n", 5);
    try {
      if (lines.length == 5 && lines[0].equals(MARK)) {
        var given = VerifierKey.parse(lines[2]);
        var key = VerifierKey.parse(lines[3]);
        // The next key may have signed it; the reader holds the tree against it.
        var checkpoint = Checkpoint.read(lines[4]);
        return new Stand(given, new Place(Long.parseLong(lines[1]), key, checkpoint));
      }
    } catch (IllegalArgumentException | IOException bad) {
      throw new CannotForward("the position " + file + " is out of form: " + bad.getMessage());
    }
    throw new CannotForward("the position " + file + " is out of form");
  }

  /** On return it stands on the disk. */
  void write(Stand stand) throws IOException {
    var place = stand.place();
    String text =
        String.join(
            "\n",
            MARK,
            Long.toString(place.next()),
            stand.given().toString(),
            place.key().toString(),
            place.checkpoint().note());
    var fresh = beside(file, ".new");
    try (var channel =
        FileChannel.open(
            fresh,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    try (var folder =
        FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
      folder.force(true);
    }
  }

  private static Path beside(Path file, String ending) {
    return file.resolveSibling(file.getFileName() + ending);
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
