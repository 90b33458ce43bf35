package org.musubi.ihe.documents;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.musubi.ihe.documents.DocumentRefused.Reason;

/** The bytes of one document, in memory or in frames, and their account with the spool. */
final class Spooled {
  private final Spool spool;
  private final List<byte[]> chunks = new ArrayList<>();
  private @Nullable FrameFile file;
  private long size;
  private long memory;
  private boolean closed;

  Spooled(Spool spool) {
    this.spool = spool;
  }

  /** Takes a full buffer, or the last one; the buffer may be used again after it. */
  synchronized void append(byte[] buffer, int length, boolean last) throws DocumentRefused {
    if (closed) {
      throw new DocumentRefused(Reason.SPOOL_CLOSED);
    }
    spool.reserve(length);
    size += length;
    try {
      if (file == null && fitsInMemory(length)) {
        var chunk = new byte[length];
        System.arraycopy(buffer, 0, chunk, 0, length);
        chunks.add(chunk);
        return;
      }
      toFile().append(buffer, length, last);
    } catch (DocumentRefused refused) {
      throw refused;
    } catch (IOException failed) {
      throw new DocumentRefused(Reason.SPOOL_FAILED, failed);
    }
  }

  private boolean fitsInMemory(int length) {
    if (size > Spool.IN_MEMORY || !spool.reserveMemory(length)) {
      return false;
    }
    memory += length;
    return true;
  }

  private FrameFile toFile() throws IOException {
    var target = file;
    if (target == null) {
      target = spool.newFile();
      file = target;
      for (var chunk : chunks) {
        target.append(chunk, chunk.length, false);
      }
      chunks.clear();
      spool.releaseMemory(memory);
      memory = 0;
    }
    return target;
  }

  /** Copies the frame of 64 kB with that number. */
  synchronized Frame frame(long number, FrameFile.@Nullable Frames frames) throws IOException {
    if (closed) {
      throw new IOException("the document is given up");
    }
    if (frames == null) {
      var chunk = chunks.get((int) number);
      return new Frame(chunk, chunk.length);
    }
    int length = (int) Math.min(FrameFile.FRAME, size - number * FrameFile.FRAME);
    return new Frame(frames.read(number), length);
  }

  /** Bytes of one frame. */
  record Frame(byte[] bytes, int length) {}

  synchronized FrameFile.@Nullable Frames frames() {
    return file == null ? null : file.frames(size);
  }

  synchronized long size() {
    return size;
  }

  synchronized boolean inMemory() {
    return file == null;
  }

  void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      chunks.clear();
      if (file != null) {
        try {
          file.close();
        } catch (IOException ignored) {
          // the file has no name: its bytes are gone with the last reader
        }
      }
    }
    spool.release(this, size, memory);
  }
}
