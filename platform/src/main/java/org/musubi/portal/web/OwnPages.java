package org.musubi.portal.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.musubi.audit.AccessHistory;
import org.musubi.audit.Complaints;
import org.musubi.consent.Statement;
import org.musubi.core.MedicalId;
import org.musubi.idp.Allows;
import org.musubi.idp.Right;
import org.musubi.idp.SignedIn;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A patient's own pages: what may be disclosed, and who looked. */
@Controller
@Allows(Right.OWN_RECORD)
class OwnPages {
  private final ConsentTable table;
  private final Showing showing;
  private final AccessHistory history;
  private final Looks looks;
  private final Complaints complaints;

  OwnPages(
      ConsentTable table,
      Showing showing,
      AccessHistory history,
      Looks looks,
      Complaints complaints) {
    this.table = table;
    this.showing = showing;
    this.history = history;
    this.looks = looks;
    this.complaints = complaints;
  }

  @GetMapping("/me/consents")
  String consents(Model model, @AuthenticationPrincipal SignedIn who, HttpServletRequest request) {
    model.addAttribute("title", "情報提供の同意");
    model.addAttribute("section", "consents");
    model.addAttribute("action", "/me/consents");
    var receipt = showing.person(request, who, self(who), "/me/consents", List.of());
    table.show(model, who, self(who), "self", receipt);
    return "portal/consents";
  }

  @PostMapping("/me/consents")
  String say(
      @AuthenticationPrincipal SignedIn who,
      @RequestParam String community,
      @RequestParam Statement.Kind say,
      RedirectAttributes next) {
    next.addFlashAttribute("done", table.say(self(who), community, say, who.actor()));
    return "redirect:/me/consents";
  }

  /**
   * @param before only what lies below this position in the log: the next page of the list
   */
  @GetMapping("/me/history")
  String history(
      Model model,
      @AuthenticationPrincipal SignedIn who,
      @RequestParam(defaultValue = "ALL") LookKind kind,
      @RequestParam(required = false) @Nullable Long before,
      HttpServletRequest request) {
    var receipt = showing.history(request, who, self(who), "/me/history");
    model.addAttribute("late", !history.reaches(receipt));
    model.addAttribute("kind", kind);
    model.addAttribute("kinds", LookKind.values());
    model.addAttribute("older", before != null);
    model.addAttribute("page", looks.page(self(who), kind, before, receipt));
    model.addAttribute(
        "complaints",
        complaints.of(self(who), receipt).stream()
            .map(one -> ComplaintView.of(one, receipt))
            .toList());
    model.addAttribute("self", Names.SELF);
    return "portal/history";
  }

  static MedicalId self(SignedIn who) {
    return Objects.requireNonNull(who.patient(), "OWN_RECORD is given to patients only");
  }
}
