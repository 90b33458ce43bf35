package org.musubi.gateway.iti20;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The details of a report within the limits of an event: the first that are given stand, at most
 * 32, each at most 256 characters. What is cut is named in {@code cut}; how many found no room is
 * said in {@code not-listed}.
 */
final class Facts {
  private static final int MOST = 32;
  private static final int KEPT_FREE = 3;
  private static final int LONGEST = 256;

  private final Map<String, String> facts = new LinkedHashMap<>();
  private final TreeSet<String> cut = new TreeSet<>();
  private int left;

  /** Adds one, unless there is nothing to say. */
  Facts put(String key, @Nullable Object value) {
    var written = value == null ? "" : value.toString();
    var text = Legible.of(written, LONGEST);
    if (text.isEmpty() || facts.containsKey(key)) {
      return this;
    }
    if (facts.size() >= MOST - KEPT_FREE) {
      left++;
      return this;
    }
    if (Legible.isCut(written, LONGEST)) {
      cut.add(key);
    }
    facts.put(key, text);
    return this;
  }

  /** Says that something else was cut. */
  void cut(String what) {
    cut.add(what);
  }

  /** Says that so many things found no room. */
  void left(int more) {
    left += more;
  }

  /** All of them, and one that always finds room. */
  Map<String, String> with(String key, @Nullable Object value) {
    var all = new LinkedHashMap<>(facts);
    if (value != null) {
      all.put(key, Legible.of(value.toString(), LONGEST));
    }
    if (!cut.isEmpty()) {
      all.put("cut", Legible.of(String.join(",", cut), LONGEST));
    }
    if (left > 0) {
      all.put("not-listed", Integer.toString(left));
    }
    return all;
  }
}
