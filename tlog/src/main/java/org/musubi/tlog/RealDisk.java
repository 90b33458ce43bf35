package org.musubi.tlog;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** The operating system's. */
final class RealDisk implements Disk {
  private static final boolean POSIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
  private static final FileAttribute<?> PERMISSIONS =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r-----"));
  private static final Set<StandardOpenOption> FRESH =
      Set.of(
          StandardOpenOption.CREATE,
          StandardOpenOption.TRUNCATE_EXISTING,
          StandardOpenOption.WRITE);

  @Override
  public File open(Path file) throws IOException {
    if (POSIX && !Files.exists(file)) {
      Files.createFile(file, PERMISSIONS);
    }
    return new RealFile(new RandomAccessFile(file.toFile(), "rw"));
  }

  /** One opening instead of three: a batch writes several files. */
  @Override
  public void write(Path file, byte[] content) throws IOException {
    boolean interrupted = false;
    while (true) {
      interrupted |= Thread.interrupted();
      try (var channel = create(file)) {
        var buffer = ByteBuffer.wrap(content);
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
        break;
      } catch (ClosedByInterruptException e) {
        continue;
      } catch (NoSuchFileException e) {
        Files.createDirectories(file.toAbsolutePath().getParent());
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static FileChannel create(Path file) throws IOException {
    return POSIX
        ? FileChannel.open(file, FRESH, PERMISSIONS)
        : FileChannel.open(file, FRESH, new FileAttribute<?>[0]);
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
