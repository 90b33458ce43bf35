package org.musubi.tlog;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Every step the log takes on a disk, so that a test can fail or stop at each. Contract: what was
 * written before a {@link File#force} that returned survives a power cut; what was not may survive
 * in part; a name changed by {@link #move} survives after {@link #forceDirectory}.
 */
public interface Disk {
  /** Opens for reading and writing; makes the file when it is not there. */
  File open(Path file) throws IOException;

  /** Renames over an existing file in one step. */
  void move(Path from, Path to) throws IOException;

  /** Makes the folder's names durable. */
  void forceDirectory(Path folder) throws IOException;

  /**
   * Writes a file from its beginning, with the folders above it; neither atomic nor durable. What
   * stood there before is gone.
   */
  default void write(Path file, byte[] content) throws IOException {
    var above = file.getParent();
    if (above != null && !Files.isDirectory(above)) {
      Files.createDirectories(above);
    }
    try (var opened = open(file)) {
      if (opened.size() > 0) {
        opened.truncate(0);
      }
      opened.write(content, 0, content.length, 0);
    }
  }

  /** Removes a file if it is there. */
  default void delete(Path file) throws IOException {
    Files.deleteIfExists(file);
  }

  /** The real one. */
  static Disk real() {
    return new RealDisk();
  }

  /**
   * Replaces a small file: after a crash it holds the old bytes or the new ones, never a mixture.
   */
  static void replace(Disk disk, Path folder, String name, byte[] content) throws IOException {
    var fresh = folder.resolve(name + ".new");
    disk.write(fresh, content);
    force(disk, fresh);
    disk.move(fresh, folder.resolve(name));
    disk.forceDirectory(folder);
  }

  /** Forces a file that is not open here and holds something. */
  static void force(Disk disk, Path file) throws IOException {
    try (var opened = disk.open(file)) {
      if (opened.size() == 0) {
        throw new IOException(file.getFileName() + " is gone");
      }
      opened.force();
    }
  }

  /** An open file. Not closed by an interrupt of the calling thread. Not safe for two threads. */
  interface File extends Closeable {
    /** Reads up to {@code length} bytes at {@code position}; fewer only at the end; 0 beyond it. */
    int read(byte[] into, int offset, int length, long position) throws IOException;

    /** Writes all bytes at {@code position}, or fails after any part of them. */
    void write(byte[] from, int offset, int length, long position) throws IOException;

    /** Returns when everything written is durable. */
    void force() throws IOException;

    long size() throws IOException;

    void truncate(long size) throws IOException;

    @Override
    void close() throws IOException;
  }
}
