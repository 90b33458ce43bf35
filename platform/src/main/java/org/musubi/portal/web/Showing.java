package org.musubi.portal.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.musubi.audit.Action;
import org.musubi.audit.AuditEvent;
import org.musubi.audit.AuditTrail;
import org.musubi.audit.Receipt;
import org.musubi.audit.Result;
import org.musubi.audit.What;
import org.musubi.core.ActId;
import org.musubi.core.MedicalId;
import org.musubi.idp.SignedIn;
import org.springframework.stereotype.Component;

/**
 * Puts on the trail whom a page is about to show to whom, one act per person shown. The views of
 * people take the receipt, so that nobody is shown without one; {@link Shown} tells how it ended.
 */
@Component
class Showing {
  private final AuditTrail audit;
  private final InstantSource clock;

  Showing(AuditTrail audit, InstantSource clock) {
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Who the person is, and what else the page says of them, is about to be shown.
   *
   * @param page the page's pattern
   * @param further what else it is about
   */
  Receipt person(
      HttpServletRequest request, SignedIn who, MedicalId person, String page, List<What> further) {
    return before(request, who, person, Action.DISCOVER, page, further, Map.of());
  }

  /**
   * A search found nobody, which is about to be told: that somebody is not known is told, too. What
   * was typed is not recorded.
   *
   * @param by what was searched by, {@code identifier} or {@code name}
   */
  Receipt nobody(HttpServletRequest request, SignedIn who, String page, String by) {
    var details = Map.of("search", by, "found", "0");
    return before(request, who, null, Action.DISCOVER, page, List.of(), details);
  }

  /** Who looked at the person's data is about to be shown. */
  Receipt history(HttpServletRequest request, SignedIn who, MedicalId person, String page) {
    return before(request, who, person, Action.HISTORY_READ, page, List.of(), Map.of());
  }

  /**
   * Acts on the trail are about to be shown to somebody who looks through it.
   *
   * @param person whom the act is about; null for a list, and while that is not known
   * @param details by what was looked for, or which position; never what was typed
   */
  Receipt trail(
      HttpServletRequest request,
      SignedIn who,
      @Nullable MedicalId person,
      String page,
      Map<String, String> details) {
    return before(request, who, person, Action.HISTORY_READ, page, List.of(), details);
  }

  /**
   * A part of the trail is about to be prepared as a file, or to be taken away.
   *
   * @param details which part, by the kinds of what was looked for; never what was typed
   */
  Receipt export(
      HttpServletRequest request, SignedIn who, String page, Map<String, String> details) {
    return before(request, who, null, Action.TRAIL_EXPORTED, page, List.of(), details);
  }

  private Receipt before(
      HttpServletRequest request,
      SignedIn who,
      @Nullable MedicalId person,
      Action action,
      String page,
      List<What> further,
      Map<String, String> details) {
    var what = new ArrayList<>(List.of(What.of(What.Kind.PAGE, page)));
    what.addAll(further);
    var receipt =
        audit.before(
            new AuditEvent(
                ActId.next(clock),
                clock.instant(),
                action,
                who.actor(),
                person,
                what,
                Result.INTENDED,
                null,
                details));
    Shown.onPage(request, receipt);
    return receipt;
  }
}
