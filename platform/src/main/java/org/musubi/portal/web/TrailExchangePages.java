package org.musubi.portal.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.musubi.facility.ResponsibilityRule;
import org.musubi.idp.Allows;
import org.musubi.idp.Right;
import org.musubi.idp.SignedIn;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;

/** What came of one request, drawn across the demarcation points. */
@Controller
@Allows(Right.AUDIT)
class TrailExchangePages {
  private static final String PAGE = "/trail/exchange/{exchange}";
  private static final int MOST = 100;

  private final TrailDesk desk;
  private final ExchangePicture picture;

  TrailExchangePages(TrailDesk desk, ExchangePicture picture) {
    this.desk = desk;
    this.picture = picture;
  }

  @GetMapping(PAGE)
  String exchange(
      Model model,
      @AuthenticationPrincipal SignedIn who,
      @PathVariable UUID exchange,
      HttpServletRequest request) {
    var looked = desk.exchange(request, who, exchange, MOST + 1, PAGE);
    if (looked.acts().isEmpty()) {
      throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
    // The newest come first; what is too much to draw is the earliest.
    var acts = looked.acts().stream().limit(MOST).toList();
    model.addAttribute("late", looked.late());
    model.addAttribute("cut", looked.acts().size() > MOST);
    model.addAttribute("exchange", picture.of(acts, desk.words(who), looked.receipt()));
    model.addAttribute("rules", ResponsibilityRule.values());
    return "portal/trail-exchange";
  }
}
