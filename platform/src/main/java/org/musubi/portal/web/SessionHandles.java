package org.musubi.portal.web;

import jakarta.servlet.http.HttpSession;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Names that stand for a patient or a document in the addresses of one session, so that no number
 * of a patient is ever in a URL, a log or the browser's history, and nobody can open a patient whom
 * the search did not show. Each kind of thing has room of its own, and what was not used for
 * longest gives way: no number of documents pushes out the patient whose they are.
 */
final class SessionHandles {
  private static final String NAME = SessionHandles.class.getName();
  private static final int MOST = 10_000;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Map<Class<?>, Shelf> shelves = new HashMap<>();

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
    return shelves.computeIfAbsent(thing.getClass(), type -> new Shelf()).handle(thing);
  }

  /** The thing behind a handle of this session; empty for any other text. */
  synchronized <T> Optional<T> thing(String handle, Class<T> type) {
    var shelf = shelves.get(type);
    return shelf == null ? Optional.empty() : Optional.ofNullable(type.cast(shelf.get(handle)));
  }

  /** Things of one kind, both ways. */
  private static final class Shelf extends LinkedHashMap<String, Object> {
    private static final long serialVersionUID = 1L;

    private final transient Map<Object, String> handles = new HashMap<>();

    Shelf() {
      super(16, 0.75f, true);
    }

    String handle(Object thing) {
      String handle = handles.get(thing);
      if (handle == null) {
        byte[] random = new byte[12];
        RANDOM.nextBytes(random);
        handle = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        handles.put(thing, handle);
        put(handle, thing);
      } else {
        get(handle);
      }
      return handle;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Object> eldest) {
      boolean full = size() > MOST;
      if (full) {
        handles.remove(eldest.getValue());
      }
      return full;
    }
  }
}
