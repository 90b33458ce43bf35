package org.musubi.tlog;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Whose signature counts at which size: the given key until the log records that it went over to
 * another, and from there that one. When the given key is itself one that the log went over to,
 * then the keys before it count before.
 */
final class KeyChain {
  private final VerifierKey given;
  private final String origin;
  private final TreeMap<Long, VerifierKey> from = new TreeMap<>();
  private VerifierKey current;

  KeyChain(VerifierKey given, String origin) {
    this.given = given;
    this.origin = origin;
    this.current = given;
    from.put(0L, given);
  }

  /** A copy that learns apart. */
  KeyChain copy() {
    var copy = new KeyChain(given, origin);
    copy.from.putAll(from);
    copy.current = current;
    return copy;
  }

  /** Looks at an entry; gives the record in it, if it is one that counts. */
  @Nullable Record look(byte[] entry, long index) {
    var found = Record.read(entry, origin, index, current);
    if (found instanceof Record.Rotated rotated) {
      current = rotated.fresh();
      from.put(index + 1, current);
    } else if (found == null
        && Record.read(entry, origin, index, null) instanceof Record.Rotated earlier) {
      found = earlier(earlier, index);
    }
    return found;
  }

  private @Nullable Record earlier(Record.Rotated rotated, long index) {
    if (!rotated.fresh().toString().equals(given.toString()) || current != given) {
      return null;
    }
    from.put(0L, rotated.old());
    from.put(index + 1, given);
    return rotated;
  }

  /** The key that signs a checkpoint of this size. */
  VerifierKey at(long size) {
    Map.Entry<Long, VerifierKey> entry = from.floorEntry(size);
    return entry == null ? given : entry.getValue();
  }

  /** Whether the key of its size signed it first. */
  boolean signed(Checkpoint checkpoint) {
    return checkpoint.ledBy(at(checkpoint.size()));
  }
}
