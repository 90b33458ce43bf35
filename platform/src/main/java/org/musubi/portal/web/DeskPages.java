package org.musubi.portal.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.List;
import org.musubi.consent.Statement;
import org.musubi.core.MedicalId;
import org.musubi.idp.Allows;
import org.musubi.idp.Right;
import org.musubi.idp.SignedIn;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** 同意窓口: a clerk takes a patient's consent or withdrawal. */
@Controller
@Allows(Right.TAKE_CONSENT)
class DeskPages {
  private static final String ACTION = "/desk";

  private final PatientSearch search;
  private final ConsentTable table;
  private final Showing showing;

  DeskPages(PatientSearch search, ConsentTable table, Showing showing) {
    this.search = search;
    this.table = table;
    this.showing = showing;
  }

  @GetMapping(ACTION)
  String form(Model model, @AuthenticationPrincipal SignedIn who) {
    search.offer(model, who, ACTION, "同意の受付", "desk", "同意を受け付ける");
    return "portal/search";
  }

  @PostMapping(ACTION)
  String found(
      Model model,
      @AuthenticationPrincipal SignedIn who,
      SearchForm form,
      HttpServletRequest request) {
    form(model, who);
    search.answer(model, who, form, ACTION, request);
    return "portal/search";
  }

  @GetMapping("/desk/{handle}")
  String consents(
      Model model,
      @AuthenticationPrincipal SignedIn who,
      @PathVariable String handle,
      HttpServletRequest request) {
    model.addAttribute("title", "同意の受付");
    model.addAttribute("section", "desk");
    model.addAttribute("action", ACTION + "/" + handle);
    var person = person(request.getSession(), handle);
    table.show(
        model,
        who,
        person,
        handle,
        showing.person(request, who, person, "/desk/{handle}", List.of()));
    return "portal/consents";
  }

  @PostMapping("/desk/{handle}")
  String say(
      @AuthenticationPrincipal SignedIn who,
      @PathVariable String handle,
      @RequestParam String community,
      @RequestParam Statement.Kind say,
      HttpSession session,
      RedirectAttributes next) {
    next.addFlashAttribute("done", table.say(person(session, handle), community, say, who.actor()));
    return "redirect:/desk/" + handle;
  }

  private static MedicalId person(HttpSession session, String handle) {
    return SessionHandles.of(session)
        .thing(handle, MedicalId.class)
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }
}
