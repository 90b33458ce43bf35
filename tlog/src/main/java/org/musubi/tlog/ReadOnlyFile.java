package org.musubi.tlog;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;

/** A file that this process cannot change. */
final class ReadOnlyFile implements Disk.File {
  private final RandomAccessFile file;

  ReadOnlyFile(Path path) throws IOException {
    this.file = new RandomAccessFile(path.toFile(), "r");
  }

  @Override
  public int read(byte[] into, int offset, int length, long position) throws IOException {
    return RealDisk.read(file, into, offset, length, position);
  }

  @Override
  public long size() throws IOException {
    return file.length();
  }

  @Override
  public void write(byte[] from, int offset, int length, long position) {
    throw new UnsupportedOperationException("read only");
  }

  @Override
  public void force() {
    throw new UnsupportedOperationException("read only");
  }

  @Override
  public void truncate(long size) {
    throw new UnsupportedOperationException("read only");
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
