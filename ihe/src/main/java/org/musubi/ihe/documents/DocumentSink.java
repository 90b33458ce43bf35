package org.musubi.ihe.documents;

import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import org.musubi.ihe.documents.DocumentRefused.Reason;

/**
 * A document on its way into the spool: hashed and counted as it comes. {@link #close()} without
 * {@link #finish()} gives it up.
 */
public final class DocumentSink extends OutputStream {
  private final Spooled spooled;
  private final long most;
  private final byte[] buffer = new byte[FrameFile.FRAME];
  private final MessageDigest sha1 = digest("SHA-1");
  private final MessageDigest sha256 = digest("SHA-256");
  private int filled;
  private long size;
  private boolean finished;

  DocumentSink(Spooled spooled, long most) {
    this.spooled = spooled;
    this.most = most;
  }

  @Override
  public void write(int value) throws DocumentRefused {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] from, int offset, int length) throws DocumentRefused {
    Objects.checkFromIndexSize(offset, length, from.length);
    if (finished) {
      throw new IllegalStateException("the document is finished");
    }
    size += length;
    if (size > most) {
      throw new DocumentRefused(Reason.TOO_LARGE);
    }
    sha1.update(from, offset, length);
    sha256.update(from, offset, length);
    for (int done = 0; done < length; ) {
      if (filled == buffer.length) {
        spooled.append(buffer, filled, false);
        filled = 0;
      }
      int count = Math.min(length - done, buffer.length - filled);
      System.arraycopy(from, offset + done, buffer, filled, count);
      filled += count;
      done += count;
    }
  }

  /** The whole document; from now on it is the receiver's to close. */
  public SpooledDocument finish() throws DocumentRefused {
    if (filled > 0) {
      spooled.append(buffer, filled, true);
    }
    finished = true;
    var hex = HexFormat.of();
    return new SpooledDocument(
        spooled, hex.formatHex(sha1.digest()), hex.formatHex(sha256.digest()));
  }

  @Override
  public void close() {
    if (!finished) {
      spooled.close();
    }
  }

  private static MessageDigest digest(String name) {
    try {
      return MessageDigest.getInstance(name);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has " + name, impossible);
    }
  }
}
