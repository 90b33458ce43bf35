package org.musubi.idp.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.musubi.audit.Action;
import org.musubi.audit.AuditEvent;
import org.musubi.audit.AuditTrail;
import org.musubi.audit.AuditUnavailable;
import org.musubi.audit.Receipt;
import org.musubi.audit.Result;
import org.musubi.audit.What;
import org.musubi.core.ActId;
import org.musubi.core.Actor;
import org.musubi.core.PurposeOfUse;
import org.musubi.idp.SignedIn;
import org.musubi.idp.Undecided;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Refuses a page, and puts it on the trail when the session belongs to somebody. A stranger's
 * attempts are not recorded one by one: anybody could fill the trail with them.
 */
@Component
class Refusals implements AccessDeniedHandler {
  private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

  private final AuditTrail audit;
  private final InstantSource clock;

  Refusals(AuditTrail audit, InstantSource clock) {
    this.audit = audit;
    this.clock = clock;
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException why)
      throws IOException {
    var page = What.of(What.Kind.PAGE, page(request));
    var reason = why instanceof CsrfException ? "FORM_TOKEN" : "NO_RIGHT";
    var person = SecurityContextHolder.getContext().getAuthentication();
    var principal = person == null ? null : person.getPrincipal();
    try {
      if (principal instanceof SignedIn who) {
        note(who.actor(), List.of(page), reason);
      } else if (principal instanceof Undecided who) {
        var said = What.of(What.Kind.PERSON, who.practitioner().toString());
        note(
            Actor.nobody("password, no facility chosen", PurposeOfUse.OPERATIONS),
            List.of(page, said),
            reason);
      }
    } catch (AuditUnavailable e) {
      LOG.warn("a refusal could not be recorded: {}", e.getClass().getSimpleName());
    }
    response.sendError(HttpServletResponse.SC_FORBIDDEN);
  }

  private void note(Actor actor, List<What> what, String reason) {
    Receipt unused =
        audit.before(
            new AuditEvent(
                ActId.next(clock),
                clock.instant(),
                Action.REFUSED,
                actor,
                null,
                what,
                Result.REFUSED,
                reason,
                Map.of()));
  }

  /** The page's pattern, not the address: what a caller writes there does not go on the trail. */
  private static String page(HttpServletRequest request) {
    var pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
    return pattern == null ? "-" : pattern.toString();
  }
}
