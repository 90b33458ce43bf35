package org.musubi.portal.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.musubi.audit.Action;
import org.musubi.core.FacilityId;
import org.musubi.core.MedicalId;
import org.musubi.facility.Facilities;
import org.musubi.facility.Facility;
import org.musubi.idp.Allows;
import org.musubi.idp.Right;
import org.musubi.idp.SignedIn;
import org.musubi.service.ServiceDirectory;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/**
 * Search over the trail. What was asked stays in the session; the address of a result names it by a
 * handle, so that a page can be read on, reloaded and returned to.
 */
@Controller
@Allows(Right.AUDIT)
class TrailPages {
  private static final String PAGE = "/trail/{search}";
  private static final int ROWS = 50;

  private final TrailDesk desk;
  private final Facilities facilities;
  private final ServiceDirectory directory;

  TrailPages(TrailDesk desk, Facilities facilities, ServiceDirectory directory) {
    this.desk = desk;
    this.facilities = facilities;
    this.directory = directory;
  }

  @GetMapping("/trail")
  String form(Model model, @AuthenticationPrincipal SignedIn who, HttpSession session) {
    offer(model, who, TrailForm.EMPTY, null, session);
    return "portal/trail";
  }

  @PostMapping("/trail")
  String ask(
      Model model, @AuthenticationPrincipal SignedIn who, TrailForm form, HttpSession session) {
    var error = form.error();
    if (error != null) {
      offer(model, who, form, error, session);
      return "portal/trail";
    }
    return "redirect:/trail/" + SessionHandles.of(session).handle(form);
  }

  /**
   * @param before only what lies below this position in the log: the next page
   */
  @GetMapping(PAGE)
  String found(
      Model model,
      @AuthenticationPrincipal SignedIn who,
      @PathVariable String search,
      @RequestParam(required = false) @Nullable Long before,
      HttpServletRequest request) {
    var session = request.getSession();
    var form =
        SessionHandles.of(session)
            .thing(search, TrailForm.class)
            .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    offer(model, who, form, null, session);
    var looked =
        desk.find(request, who, form.query(patient(form, session)), before, ROWS + 1, PAGE);
    var acts = looked.acts().stream().limit(ROWS).toList();
    boolean more = looked.acts().size() > ROWS;
    model.addAttribute("search", search);
    model.addAttribute("older", before != null);
    model.addAttribute("late", looked.late());
    model.addAttribute("count", acts.size());
    model.addAttribute("days", TrailRow.days(acts, desk.words(who), looked.receipt()));
    model.addAttribute("next", more ? acts.getLast().position() : null);
    return "portal/trail";
  }

  private void offer(
      Model model, SignedIn who, TrailForm form, @Nullable String error, HttpSession session) {
    model.addAttribute("form", form);
    model.addAttribute("error", error);
    model.addAttribute("actions", Action.values());
    model.addAttribute("ends", TrailEnd.values());
    model.addAttribute("all", desk.seesAll(who));
    model.addAttribute("members", desk.seesAll(who) ? facilities.members() : List.of());
    model.addAttribute("communities", directory.routes());
    model.addAttribute("facilityName", facilityName(form));
    model.addAttribute("patientName", desk.words(who).patient(patient(form, session)));
    model.addAttribute("days", null);
  }

  private String facilityName(TrailForm form) {
    try {
      return form.facility().isEmpty()
          ? ""
          : facilities.facility(FacilityId.parse(form.facility())).map(Facility::name).orElse("―");
    } catch (IllegalArgumentException e) {
      return "―";
    }
  }

  /** A handle that this session does not know finds nothing at all. */
  static @Nullable MedicalId patient(TrailForm form, HttpSession session) {
    return form.patient().isEmpty()
        ? null
        : SessionHandles.of(session)
            .thing(form.patient(), TrailPatient.class)
            .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND))
            .person();
  }
}
