package org.musubi.idp;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Remembers the most recently used, and no more than so many. */
final class Recent<K, V> {
  private final Map<K, V> held;

  Recent(int most) {
    this.held =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > most;
          }
        };
  }

  synchronized @Nullable V get(K key) {
    return held.get(key);
  }

  synchronized void put(K key, V value) {
    held.put(key, value);
  }
}
