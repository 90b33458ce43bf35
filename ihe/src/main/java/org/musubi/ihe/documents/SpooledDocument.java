package org.musubi.ihe.documents;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A whole document in the spool. Close it to give its room back. */
public final class SpooledDocument implements AutoCloseable {
  private final Spooled spooled;
  private final String sha1;
  private final String sha256;

  SpooledDocument(Spooled spooled, String sha1, String sha256) {
    this.spooled = spooled;
    this.sha1 = sha1;
    this.sha256 = sha256;
  }

  /** Its size in bytes. */
  public long size() {
    return spooled.size();
  }

  /** Its SHA-1 in lower-case hex: the hash of XDS metadata (ITI TF-3, 4.2.3.2.10). */
  public String sha1() {
    return sha1;
  }

  /** Its SHA-256 in lower-case hex. */
  public String sha256() {
    return sha256;
  }

  /** Whether it lies in memory, so that reading it costs no file access. */
  public boolean inMemory() {
    return spooled.inMemory();
  }

  /**
   * Reads it from the start; any number of times, also at once. Each frame is proven before its
   * bytes are given; what is not proven is an IOException, never a short document.
   */
  public InputStream open() {
    return new FrameStream(spooled);
  }

  /** Gives it up: readers get an IOException, and its room is free. Again has no effect. */
  @Override
  public void close() {
    spooled.close();
  }

  private static final class FrameStream extends InputStream {
    private final Spooled spooled;
    private final FrameFile.@Nullable Frames frames;
    private final long size;
    private Spooled.@Nullable Frame frame;
    private long at;

    FrameStream(Spooled spooled) {
      this.spooled = spooled;
      this.frames = spooled.frames();
      this.size = spooled.size();
    }

    @Override
    public int read() throws IOException {
      var one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
      Objects.checkFromIndexSize(offset, length, to.length);
      if (at == size) {
        return -1;
      }
      int within = (int) (at % FrameFile.FRAME);
      var current = frame;
      if (current == null || within == 0) {
        current = spooled.frame(at / FrameFile.FRAME, frames);
        frame = current;
      }
      int count = Math.min(length, current.length() - within);
      System.arraycopy(current.bytes(), within, to, offset, count);
      at += count;
      return count;
    }
  }
}
