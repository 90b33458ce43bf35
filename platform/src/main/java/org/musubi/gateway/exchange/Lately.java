package org.musubi.gateway.exchange;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Things remembered for a while and up to a number, the oldest forgotten first; in memory only. */
final class Lately<K, V> {
  private record Kept<V>(V value, Instant until) {}

  private final InstantSource clock;
  private final Duration keep;
  private final Map<K, Kept<V>> kept;

  Lately(InstantSource clock, Duration keep, int most) {
    this.clock = clock;
    this.keep = keep;
    this.kept =
        new LinkedHashMap<>() {
          @Override
          protected boolean removeEldestEntry(Map.Entry<K, Kept<V>> eldest) {
            return size() > most;
          }
        };
  }

  /** Remembers it from now on, replacing what was known. */
  void learn(K key, V value) {
    var until = clock.instant().plus(keep);
    synchronized (kept) {
      kept.remove(key);
      kept.put(key, new Kept<>(value, until));
    }
  }

  /** What is still known of it. */
  Optional<V> find(K key) {
    synchronized (kept) {
      var found = kept.get(key);
      if (found == null) {
        return Optional.empty();
      }
      if (!clock.instant().isBefore(found.until())) {
        kept.remove(key);
        return Optional.empty();
      }
      return Optional.of(found.value());
    }
  }
}
