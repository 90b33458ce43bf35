package org.musubi.portal.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.musubi.audit.FourEyes;
import org.musubi.audit.Inquiries;
import org.musubi.idp.SignedIn;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/**
 * The inquiry within which a session looks through the trail. The session keeps only which was
 * chosen; at each look the trail's room says whether it still runs and whose it is.
 */
@ControllerAdvice(
    assignableTypes = {
      TrailPages.class,
      TrailEventPages.class,
      TrailExchangePages.class,
      TrailExportPages.class,
      ComplaintPages.class,
      ErasurePages.class,
      InquiryPages.class
    })
class Inquiring {
  private static final String NAME = Inquiring.class.getName();

  private final Inquiries inquiries;

  Inquiring(Inquiries inquiries) {
    this.inquiries = inquiries;
  }

  static void choose(HttpSession session, UUID inquiry) {
    session.setAttribute(NAME, inquiry);
  }

  private static @Nullable UUID chosen(HttpServletRequest request) {
    var session = request.getSession(false);
    return session != null && session.getAttribute(NAME) instanceof UUID inquiry ? inquiry : null;
  }

  /** What stands in the head of the page; null when none runs. */
  @ModelAttribute("within")
  @Nullable Running running(
      @AuthenticationPrincipal @Nullable SignedIn who, HttpServletRequest request) {
    var chosen = chosen(request);
    return who == null || chosen == null
        ? null
        : inquiries.running(chosen, who.actor()).map(Running::of).orElse(null);
  }

  /** Whether looks for persons need one here. */
  @ModelAttribute("fourEyes")
  FourEyes rule() {
    return inquiries.rule();
  }

  /**
   * The details of a look, with the inquiry within which it is.
   *
   * @param persons whether persons are looked for or shown, or something is taken away
   * @throws InquiryNeeded when there is none that allows it
   */
  Map<String, String> within(
      HttpServletRequest request, SignedIn who, boolean persons, Map<String, String> details) {
    return switch (inquiries.look(persons, chosen(request), who.actor())) {
      case Inquiries.Look.Needed _ -> throw new InquiryNeeded(request);
      case Inquiries.Look.Allowed allowed -> {
        if (allowed.inquiry() == null) {
          yield details;
        }
        var all = new HashMap<>(details);
        all.put("inquiry", allowed.inquiry());
        yield all;
      }
    };
  }
}
