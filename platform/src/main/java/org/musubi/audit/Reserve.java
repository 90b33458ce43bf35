package org.musubi.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.musubi.tlog.Disk;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Room on the log's disk that is kept for what cannot be taken back: refusals, and how acts ended.
 * Given up when the disk is full; until it is taken again nothing else is recorded, and so nothing
 * else done.
 */
final class Reserve {
  private static final Logger LOG = LoggerFactory.getLogger(Reserve.class);
  private static final String FILE = "reserve";

  private final Disk disk;
  private final Path file;
  private final long bytes;
  private boolean there;
  private volatile boolean given;

  /** Below the data directory, in the folder of the log. */
  static Reserve in(Path data, AuditProperties properties, Disk disk) {
    return new Reserve(disk, data.resolve("log"), properties.reserve().toBytes());
  }

  private Reserve(Disk disk, Path folder, long bytes) {
    this.disk = disk;
    this.file = folder.resolve(FILE);
    this.bytes = bytes;
  }

  /** Whether it is given up, and everything but what it is kept for has to wait. */
  boolean isGiven() {
    return given;
  }

  /** Makes the room free; false when it already was, or there never was any. */
  boolean give() {
    if (!there) {
      return false;
    }
    try {
      disk.delete(file);
    } catch (IOException e) {
      LOG.warn("the reserve of the audit log cannot be given up");
      return false;
    }
    there = false;
    given = true;
    LOG.warn("the disk of the audit log is full: only refusals are recorded, from the reserve");
    return true;
  }

  /**
   * Takes the room, where there is at least as much again; a disk that never had so much goes
   * without.
   */
  void take() {
    if (there || bytes == 0) {
      return;
    }
    try {
      if (!Files.exists(file) || Files.size(file) != bytes) {
        if (Files.getFileStore(file.toAbsolutePath().getParent()).getUsableSpace() < 2 * bytes) {
          return;
        }
        disk.write(file, new byte[Math.toIntExact(bytes)]);
        Disk.force(disk, file);
      }
      there = true;
      if (given) {
        given = false;
        LOG.info("the disk of the audit log has room again");
      }
    } catch (IOException e) {
      discard();
    }
  }

  private void discard() {
    try {
      disk.delete(file);
    } catch (IOException e) {
      LOG.warn("a half of the audit log's reserve cannot be removed");
    }
  }
}
