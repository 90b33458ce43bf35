package org.musubi.gateway.iti20;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.musubi.core.ActId;

/**
 * Which bytes of which sender were recorded lately: syslog has no acknowledgement, so a sender
 * whose connection broke sends again what had been taken. It is recorded again, since a device may
 * well say the same twice, and marked with the act that holds the same bytes. Remembers the last
 * {@value #MOST}, in memory.
 */
final class Repeats {
  private static final int MOST = 20_000;

  private final LinkedHashMap<String, ActId> acts =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, ActId> eldest) {
          return size() > MOST;
        }
      };

  /** What names the bytes of a sender. */
  static String key(Draft draft) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update(
          draft.sender.actor().toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
      digest.update((byte) 0);
      digest.update(draft.raw.bytes());
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  synchronized @Nullable ActId of(String key) {
    return acts.get(key);
  }

  /** They are on the trail now. */
  synchronized void remember(Map<String, ActId> recorded) {
    recorded.forEach(acts::putIfAbsent);
  }
}
