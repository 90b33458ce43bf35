package org.musubi.services.records.content;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Objects;
import javax.crypto.SecretKey;

/** Reads one document in {@link Frames}, from any byte on; holds one frame in memory. */
final class SealedInput extends InputStream {
  private final FileChannel file;
  private final Frames frames;
  private final long size;
  private final byte[] plain = new byte[Frames.PLAIN];
  private final byte[] sealed = new byte[Frames.SEALED];
  private long position;
  private long current = -1;

  SealedInput(Path path, SecretKey key, long size, long from) throws IOException {
    Objects.checkFromToIndex(from, size, size);
    this.size = size;
    this.position = from;
    frames = new Frames(key);
    file = FileChannel.open(path, StandardOpenOption.READ);
    try {
      check();
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  private void check() throws IOException {
    if (file.size() != Frames.fileSize(size)) {
      throw new Frames.Corrupt("the file has another length than was written");
    }
    var mark = ByteBuffer.allocate(Frames.MARK.length);
    fill(mark, 0);
    if (!Arrays.equals(mark.array(), Frames.MARK)) {
      throw new Frames.Corrupt("the file does not begin as it was written");
    }
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, into.length);
    if (length == 0) {
      return 0;
    }
    if (position >= size) {
      return -1;
    }
    long wanted = position / Frames.PLAIN;
    if (wanted != current) {
      load(wanted);
    }
    int at = (int) (position % Frames.PLAIN);
    int part = (int) Math.min(length, Math.min(Frames.PLAIN - at, size - position));
    System.arraycopy(plain, at, into, offset, part);
    position += part;
    return part;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private void load(long number) throws IOException {
    long begin = Frames.MARK.length + number * Frames.SEALED;
    boolean last = number == Frames.count(size) - 1;
    int length = (int) Math.min(Frames.SEALED, Frames.fileSize(size) - begin);
    fill(ByteBuffer.wrap(sealed, 0, length), begin);
    frames.open(number, last, sealed, length, plain);
    current = number;
  }

  private void fill(ByteBuffer into, long at) throws IOException {
    long from = at;
    while (into.hasRemaining()) {
      int read = file.read(into, from);
      if (read < 0) {
        throw new Frames.Corrupt("the file is cut off");
      }
      from += read;
    }
  }
}
