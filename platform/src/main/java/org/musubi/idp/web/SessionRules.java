package org.musubi.idp.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import org.musubi.idp.IdpProperties;
import org.musubi.idp.SignIn;
import org.musubi.idp.SignedIn;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Ends a session that is too old, or whose member was taken out of use, before the page is made.
 */
final class SessionRules extends OncePerRequestFilter {
  private final Sessions sessions;
  private final SignIn signIn;
  private final IdpProperties properties;
  private final InstantSource clock;

  SessionRules(Sessions sessions, SignIn signIn, IdpProperties properties, InstantSource clock) {
    this.sessions = sessions;
    this.signIn = signIn;
    this.properties = properties;
    this.clock = clock;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    var session = request.getSession(false);
    var person = SecurityContextHolder.getContext().getAuthentication();
    if (session != null && person instanceof Person known) {
      var since = sessions.since(session);
      boolean old =
          since == null || clock.instant().isAfter(since.plus(properties.sessionLongest()));
      var who = known.getPrincipal() instanceof SignedIn signedIn ? signedIn : null;
      if (old || (who != null && !signIn.stands(who))) {
        sessions.end(session, who, old ? "longest" : "suspended");
        SecurityContextHolder.clearContext();
        response.sendRedirect(old ? "/sign-in?ended" : "/sign-in?suspended");
        return;
      }
    }
    chain.doFilter(request, response);
  }
}
