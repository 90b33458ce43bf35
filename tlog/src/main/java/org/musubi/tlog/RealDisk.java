package org.musubi.tlog;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** The operating system's. */
final class RealDisk implements Disk {
  @Override
  public File open(Path file) throws IOException {
    if (!Files.exists(file)
        && file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r-----")));
    }
    return new RealFile(new RandomAccessFile(file.toFile(), "rw"));
  }

  @Override
  public void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void forceDirectory(Path folder) throws IOException {
    // A channel fails when its thread was interrupted, and only a channel opens a folder.
    boolean interrupted = Thread.interrupted();
    try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  static int read(RandomAccessFile file, byte[] into, int offset, int length, long position)
      throws IOException {
    file.seek(position);
    int total = 0;
    while (total < length) {
      int read = file.read(into, offset + total, length - total);
      if (read < 0) {
        break;
      }
      total += read;
    }
    return total;
  }

  /**
   * RandomAccessFile, because a FileChannel is closed when a thread that uses it is interrupted.
   */
  private record RealFile(RandomAccessFile file) implements File {
    @Override
    public int read(byte[] into, int offset, int length, long position) throws IOException {
      return RealDisk.read(file, into, offset, length, position);
    }

    @Override
    public void write(byte[] from, int offset, int length, long position) throws IOException {
      file.seek(position);
      file.write(from, offset, length);
    }

    @Override
    public void force() throws IOException {
      file.getFD().sync();
    }

    @Override
    public long size() throws IOException {
      return file.length();
    }

    @Override
    public void truncate(long size) throws IOException {
      file.setLength(size);
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
