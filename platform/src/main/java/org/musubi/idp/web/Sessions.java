package org.musubi.idp.web;

import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.musubi.idp.SignIn;
import org.musubi.idp.SignedIn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Component;

/** Ends sessions, and puts each end on the trail once, with its reason. */
@Component
class Sessions implements HttpSessionListener {
  private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);
  private static final String SINCE = "musubi.since";
  private static final String ENDED = "musubi.ended";

  private final SignIn signIn;

  Sessions(SignIn signIn) {
    this.signIn = signIn;
  }

  void begun(HttpSession session, Instant now) {
    session.setAttribute(SINCE, now);
  }

  @Nullable Instant since(HttpSession session) {
    return (Instant) session.getAttribute(SINCE);
  }

  /** Recorded before the session goes; when it cannot be, the session goes all the same. */
  void end(HttpSession session, SignedIn who, String reason) {
    session.setAttribute(ENDED, true);
    try {
      signIn.out(who, reason);
    } finally {
      session.invalidate();
    }
  }

  /** Whatever ends without {@link #end} has been idle too long, or the server stops. */
  @Override
  public void sessionDestroyed(HttpSessionEvent event) {
    var session = event.getSession();
    var who = who(session);
    if (who != null && session.getAttribute(ENDED) == null) {
      try {
        signIn.out(who, "idle");
      } catch (RuntimeException e) {
        LOG.warn("the end of a session could not be recorded: {}", e.getClass().getSimpleName());
      }
    }
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
