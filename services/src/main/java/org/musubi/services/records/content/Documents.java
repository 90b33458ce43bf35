package org.musubi.services.records.content;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import java.util.function.Predicate;
import org.musubi.services.records.content.DocumentKeys.Durable;

/**
 * The documents of one repository, under {@code <data>/documents}, encrypted. A document passes in
 * buffers of 64 KiB, never whole through memory.
 *
 * <p>Durability: when {@link #store} returns, the file and its name are on the disk. A file that no
 * registration came to name is removed by {@link #sweep} at the next start. Safe for use by many
 * threads; one process at a time (the database directory's lock sees to that).
 */
public final class Documents {
  private final Path incoming;
  private final Path kept;
  private final DocumentKeys keys;

  private Documents(Path incoming, Path kept, DocumentKeys keys) {
    this.incoming = incoming;
    this.kept = kept;
    this.keys = keys;
  }

  /**
   * Opens the store, and makes it when it is not there.
   *
   * @throws IOException when the folder or the key cannot be used
   */
  public static Documents in(Path data) throws IOException {
    Path kept = data.resolve("documents");
    Path incoming = data.resolve("incoming");
    Files.createDirectories(kept);
    Files.createDirectories(incoming);
    try (var left = Files.list(incoming)) {
      for (var draft : left.toList()) {
        Files.delete(draft);
      }
    }
    return new Documents(incoming, kept, DocumentKeys.in(data.resolve("secrets")));
  }

  /**
   * Keeps a document; its size and hashes are computed here.
   *
   * @throws IOException when reading fails or the disk does not take it; nothing is left behind
   */
  public Stored store(InputStream content) throws IOException {
    UUID id = UUID.randomUUID();
    Path draft = incoming.resolve(id.toString());
    try {
      Stored stored = write(id, draft, content);
      Path folder = folder(id);
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(folder);
        Durable.forceDirectory(kept);
      }
      Files.move(draft, place(id), StandardCopyOption.ATOMIC_MOVE);
      Durable.forceDirectory(folder);
      return stored;
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(draft);
      throw e;
    }
  }

  private Stored write(UUID id, Path draft, InputStream content) throws IOException {
    var sha1 = digest("SHA-1");
    var sha256 = digest("SHA-256");
    long size = 0;
    try (var out = new SealedOutput(draft, keys.of(id))) {
      var buffer = new byte[Frames.PLAIN];
      for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
        sha1.update(buffer, 0, read);
        sha256.update(buffer, 0, read);
        out.write(buffer, 0, read);
        size += read;
      }
      out.finish();
    }
    var hex = HexFormat.of();
    return new Stored(id, size, hex.formatHex(sha1.digest()), hex.formatHex(sha256.digest()));
  }

  /**
   * Opens a document from a byte on. Reading fails with an IOException where the disk does not hold
   * what was written.
   *
   * @param from first byte wanted, 0 to size
   */
  public InputStream open(Stored document, long from) throws IOException {
    return new SealedInput(place(document.file()), keys.of(document.file()), document.size(), from);
  }

  /** Reads the whole document and compares it with what was stored. */
  public boolean isWhole(Stored document) {
    try (var in = open(document, 0)) {
      return copy(in, OutputStream.nullOutputStream()).equals(document.sha1());
    } catch (IOException e) {
      return false;
    }
  }

  private static String copy(InputStream in, OutputStream out) throws IOException {
    var sha1 = digest("SHA-1");
    var buffer = new byte[Frames.PLAIN];
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      sha1.update(buffer, 0, read);
      out.write(buffer, 0, read);
    }
    return HexFormat.of().formatHex(sha1.digest());
  }

  /** Takes back a document that was stored and then not registered. */
  public void discard(Stored document) throws IOException {
    Files.deleteIfExists(place(document.file()));
  }

  /**
   * Removes every file that no registration names. Only at start, before anything can be stored.
   *
   * @return how many there were
   */
  public int sweep(Predicate<UUID> registered) throws IOException {
    int removed = 0;
    try (var files = Files.walk(kept, 2)) {
      for (var file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        if (!registered.test(UUID.fromString(String.valueOf(file.getFileName())))) {
          Files.delete(file);
          removed++;
        }
      }
    }
    return removed;
  }

  private Path place(UUID id) {
    return folder(id).resolve(id.toString());
  }

  private Path folder(UUID id) {
    return kept.resolve(id.toString().substring(0, 2));
  }

  private static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(algorithm + " is missing", e);
    }
  }
}
