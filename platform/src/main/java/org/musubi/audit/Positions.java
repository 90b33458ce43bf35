package org.musubi.audit;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where each act stands, exactly: what the index does not hold yet is in memory, and as much more
 * as there is room for. An act whose id is greater than every id that memory has let go cannot be
 * among those, so new acts (UUIDv7) are decided without asking the database. Safe for any thread.
 */
final class Positions {
  private static final int ROOM = 20_000;

  private final Index index;
  private final LinkedHashMap<UUID, Long> recent = new LinkedHashMap<>();
  private @Nullable UUID greatestLetGo;

  Positions(Index index) {
    this.index = index;
    this.greatestLetGo = index.greatestAct();
  }

  synchronized void put(UUID act, long position) {
    recent.putIfAbsent(act, position);
  }

  /** Lets go of the oldest, but never of what the index does not hold. */
  synchronized void indexedUpTo(long size) {
    var oldest = recent.entrySet().iterator();
    while (recent.size() > ROOM && oldest.hasNext()) {
      var entry = oldest.next();
      if (entry.getValue() >= size) {
        return;
      }
      if (greatestLetGo == null || compare(entry.getKey(), greatestLetGo) > 0) {
        greatestLetGo = entry.getKey();
      }
      oldest.remove();
    }
  }

  /** The position in memory, or null when the act is not there. */
  synchronized @Nullable Long inMemory(UUID act) {
    return recent.get(act);
  }

  /**
   * The positions of those acts that have one.
   *
   * @throws org.springframework.dao.DataAccessException when the index had to be asked and failed
   */
  Map<UUID, Long> of(Collection<UUID> acts) {
    var found = new HashMap<UUID, Long>();
    List<UUID> open;
    synchronized (this) {
      open =
          acts.stream()
              .filter(act -> !recent.containsKey(act) && mayBeLetGo(act))
              .distinct()
              .toList();
      acts.stream().filter(recent::containsKey).forEach(act -> found.put(act, recent.get(act)));
    }
    if (!open.isEmpty()) {
      found.putAll(index.positions(open));
    }
    return found;
  }

  private boolean mayBeLetGo(UUID act) {
    return greatestLetGo != null && compare(act, greatestLetGo) <= 0;
  }

  /** As PostgreSQL and RFC 9562 order them: by unsigned bytes. */
  private static int compare(UUID a, UUID b) {
    int high = Long.compareUnsigned(a.getMostSignificantBits(), b.getMostSignificantBits());
    return high != 0
        ? high
        : Long.compareUnsigned(a.getLeastSignificantBits(), b.getLeastSignificantBits());
  }
}
