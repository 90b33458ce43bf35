package org.musubi.idp.web;

import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.musubi.idp.SignIn;
import org.musubi.idp.SignedIn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Component;

/** Ends sessions, and puts each end on the trail once, with its reason. */
@Component
class Sessions implements HttpSessionListener, SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);
  private static final String SINCE = "musubi.since";
  private static final String ENDED = "musubi.ended";

  private final SignIn signIn;
  private final Set<HttpSession> open = ConcurrentHashMap.newKeySet();
  private volatile boolean running;

  Sessions(SignIn signIn) {
    this.signIn = signIn;
  }

  void begun(HttpSession session, Instant now) {
    session.setAttribute(SINCE, now);
  }

  @Nullable Instant since(HttpSession session) {
    return (Instant) session.getAttribute(SINCE);
  }

  /**
   * Recorded before the session goes; when it cannot be, the session goes all the same.
   *
   * @param who null when the person has not chosen a facility, and so was never in
   */
  void end(HttpSession session, @Nullable SignedIn who, String reason) {
    session.setAttribute(ENDED, true);
    try {
      if (who != null) {
        signIn.out(who, reason);
      }
    } finally {
      session.invalidate();
    }
  }

  @Override
  public void sessionCreated(HttpSessionEvent event) {
    open.add(event.getSession());
  }

  /** Whatever ends without {@link #end} has been idle too long. */
  @Override
  public void sessionDestroyed(HttpSessionEvent event) {
    var session = event.getSession();
    open.remove(session);
    var who = who(session);
    if (who != null && session.getAttribute(ENDED) == null) {
      try {
        signIn.out(who, "idle");
      } catch (RuntimeException e) {
        unrecorded(e);
      }
    }
  }

  /** The platform stops: nobody stays signed in. */
  private void endAll() {
    for (var session : List.copyOf(open)) {
      try {
        end(session, who(session), "stopped");
      } catch (IllegalStateException gone) {
        // It ended by itself meanwhile, and was recorded then.
        open.remove(session);
      } catch (RuntimeException e) {
        unrecorded(e);
      }
    }
  }

  @Override
  public void start() {
    running = true;
  }

  @Override
  public void stop() {
    endAll();
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Stops after the web server, which begins no session any more, and before any store closes. */
  @Override
  public int getPhase() {
    return WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE - 1024;
  }

  private static void unrecorded(RuntimeException e) {
    LOG.warn("the end of a session could not be recorded: {}", e.getClass().getSimpleName());
  }

  private static @Nullable SignedIn who(HttpSession session) {
    var key = HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY;
    return session.getAttribute(key) instanceof SecurityContext context
            && context.getAuthentication() instanceof Person person
            && person.getPrincipal() instanceof SignedIn who
        ? who
        : null;
  }
}
