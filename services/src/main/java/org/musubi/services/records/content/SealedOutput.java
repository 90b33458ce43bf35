package org.musubi.services.records.content;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import javax.crypto.SecretKey;

/** Writes one document in {@link Frames}; {@link #finish} forces it to the disk. */
final class SealedOutput extends OutputStream {
  private final FileChannel file;
  private final Frames frames;
  private final byte[] plain = new byte[Frames.PLAIN];
  private final byte[] sealed = new byte[Frames.SEALED];
  private int filled;
  private long number;

  SealedOutput(Path path, SecretKey key) throws IOException {
    file =
        FileChannel.open(
            path,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    frames = new Frames(key);
    write(ByteBuffer.wrap(Frames.MARK));
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int done = 0;
    while (done < length) {
      // A full frame waits until more comes: only then it is known not to be the last.
      if (filled == Frames.PLAIN) {
        frame(false);
      }
      int part = Math.min(length - done, Frames.PLAIN - filled);
      System.arraycopy(bytes, offset + done, plain, filled, part);
      filled += part;
      done += part;
    }
  }

  /** Seals the last frame and waits for the disk. */
  void finish() throws IOException {
    frame(true);
    file.force(true);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private void frame(boolean last) throws IOException {
    int length = frames.seal(number++, last, plain, filled, sealed);
    write(ByteBuffer.wrap(sealed, 0, length));
    filled = 0;
  }

  private void write(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      file.write(bytes);
    }
  }
}
