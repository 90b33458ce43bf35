package org.musubi.portal.web;

import jakarta.servlet.http.HttpSession;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Names that stand for a patient or a document in the addresses of one session, so that no number
 * of a patient is ever in a URL, a log or the browser's history, and nobody can open a patient whom
 * the search did not show.
 */
final class SessionHandles {
  private static final String NAME = SessionHandles.class.getName();
  private static final int MOST = 2000;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Map<String, Object> byHandle =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Object> eldest) {
          return size() > MOST;
        }
      };

  private SessionHandles() {}

  static SessionHandles of(HttpSession session) {
    synchronized (session) {
      if (session.getAttribute(NAME) instanceof SessionHandles held) {
        return held;
      }
      var fresh = new SessionHandles();
      session.setAttribute(NAME, fresh);
      return fresh;
    }
  }

  /** The handle of this thing: the same for an equal thing in the same session. */
  synchronized String handle(Object thing) {
    for (var entry : byHandle.entrySet()) {
      if (entry.getValue().equals(thing)) {
        return entry.getKey();
      }
    }
    byte[] random = new byte[12];
    RANDOM.nextBytes(random);
    String handle = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    byHandle.put(handle, thing);
    return handle;
  }

  /** The thing behind a handle of this session; empty for any other text. */
  synchronized <T> Optional<T> thing(String handle, Class<T> type) {
    Object held = byHandle.get(handle);
    return type.isInstance(held) ? Optional.of(type.cast(held)) : Optional.empty();
  }
}
