package org.musubi.ihe.documents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.musubi.ihe.documents.DocumentRefused.Reason;

/**
 * Where documents wait until they may be released. Up to 1 MB of a document stays in memory, as
 * long as the spool's share of memory lasts; more goes to a file of AES-GCM frames whose key exists
 * only in memory. The file has no name once it is open, so it ends with the process; the folder is
 * emptied at start all the same. Whoever can read the disk learns the size of what passes, and
 * nothing else.
 */
public final class Spool implements AutoCloseable {
  /** A document up to this many bytes may stay in memory. */
  public static final int IN_MEMORY = 1024 * 1024;

  private static final String SUFFIX = ".frames";

  private final Path folder;
  private final long quota;
  private final long memoryQuota;
  private final AtomicLong used = new AtomicLong();
  private final AtomicLong memory = new AtomicLong();
  private final Set<Spooled> open = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  private Spool(Path folder, long quota, long memoryQuota) {
    this.folder = folder;
    this.quota = quota;
    this.memoryQuota = memoryQuota;
  }

  /**
   * Opens a spool that holds at most an eighth of the heap, and never more than 64 MB, in memory.
   *
   * @param folder a folder of its own; made when missing, readable by its owner only
   * @param quotaBytes of all documents together, decoded
   */
  public static Spool open(Path folder, long quotaBytes) throws IOException {
    long share = Math.min(64L * 1024 * 1024, Runtime.getRuntime().maxMemory() / 8);
    return open(folder, quotaBytes, share);
  }

  /** Opens a spool with its share of memory given, in bytes. */
  public static Spool open(Path folder, long quotaBytes, long memoryBytes) throws IOException {
    var ownerOnly = PosixFilePermissions.fromString("rwx------");
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(ownerOnly));
    }
    Files.setPosixFilePermissions(folder, ownerOnly);
    try (var leftovers = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
      for (var leftover : leftovers) {
        Files.delete(leftover);
      }
    }
    return new Spool(folder, quotaBytes, memoryBytes);
  }

  /**
   * Begins a document.
   *
   * @param mostBytes how large it may become
   */
  public DocumentSink begin(long mostBytes) throws DocumentRefused {
    var spooled = new Spooled(this);
    open.add(spooled);
    if (closed) {
      spooled.close();
      throw new DocumentRefused(Reason.SPOOL_CLOSED);
    }
    return new DocumentSink(spooled, mostBytes);
  }

  /** Bytes of all documents in the spool at this moment. */
  public long usedBytes() {
    return used.get();
  }

  /** How many documents are in the spool at this moment, unfinished ones included. */
  public int size() {
    return open.size();
  }

  /** Ends every document in it; whoever writes or reads one gets an IOException. */
  @Override
  public void close() {
    closed = true;
    open.forEach(Spooled::close);
  }

  void reserve(long bytes) throws DocumentRefused {
    if (closed) {
      throw new DocumentRefused(Reason.SPOOL_CLOSED);
    }
    if (used.addAndGet(bytes) > quota) {
      used.addAndGet(-bytes);
      throw new DocumentRefused(Reason.SPOOL_FULL);
    }
  }

  boolean reserveMemory(long bytes) {
    if (memory.addAndGet(bytes) > memoryQuota) {
      memory.addAndGet(-bytes);
      return false;
    }
    return true;
  }

  void release(Spooled spooled, long bytes, long memoryBytes) {
    used.addAndGet(-bytes);
    memory.addAndGet(-memoryBytes);
    open.remove(spooled);
  }

  void releaseMemory(long bytes) {
    memory.addAndGet(-bytes);
  }

  FrameFile newFile() throws DocumentRefused {
    try {
      return FrameFile.create(folder, SUFFIX);
    } catch (IOException failed) {
      throw new DocumentRefused(Reason.SPOOL_FAILED, failed);
    }
  }
}
