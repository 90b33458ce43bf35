package org.musubi.portal.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import org.musubi.audit.Receipt;
import org.musubi.audit.What;
import org.musubi.core.MedicalId;
import org.musubi.gateway.Found;
import org.musubi.gateway.InitiatingGateway;
import org.musubi.idp.Allows;
import org.musubi.idp.Right;
import org.musubi.idp.SignedIn;
import org.musubi.service.Route;
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
 * A practitioner finds a patient, and the documents of all communities come in as each one answers.
 */
@Controller
@Allows(Right.READ_RECORDS)
class PatientPages {
  private static final String ACTION = "/patients";

  private final PatientSearch search;
  private final KnownPeople people;
  private final ServiceDirectory directory;
  private final InitiatingGateway gateway;
  private final Showing showing;

  PatientPages(
      PatientSearch search,
      KnownPeople people,
      ServiceDirectory directory,
      InitiatingGateway gateway,
      Showing showing) {
    this.search = search;
    this.people = people;
    this.directory = directory;
    this.gateway = gateway;
    this.showing = showing;
  }

  @GetMapping(ACTION)
  String form(Model model, @AuthenticationPrincipal SignedIn who) {
    search.offer(model, who, ACTION, "診療情報をさがす", "patients", "診療情報を見る");
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

  @GetMapping("/patients/{handle}")
  String record(
      Model model,
      @AuthenticationPrincipal SignedIn who,
      @PathVariable String handle,
      HttpServletRequest request) {
    var session = request.getSession();
    var person = person(session, handle);
    var routes = gateway.reachable(person, who.actor());
    var receipt =
        showing.person(
            request,
            who,
            person,
            "/patients/{handle}",
            routes.stream()
                .map(route -> What.of(What.Kind.COMMUNITY, route.home().toString()))
                .toList());
    model.addAttribute("handle", handle);
    model.addAttribute("person", view(who, handle, person, receipt));
    model.addAttribute(
        "communities",
        routes.stream()
            .map(route -> Community.of(SessionHandles.of(session), route, receipt))
            .toList());
    return "portal/record";
  }

  /**
   * One community's answer: a piece of the record page, or with {@code page} a page of its own for
   * browsers without script.
   */
  @GetMapping("/patients/{handle}/communities/{community}")
  String documents(
      Model model,
      @AuthenticationPrincipal SignedIn who,
      @PathVariable String handle,
      @PathVariable String community,
      @RequestParam(defaultValue = "false") boolean page,
      HttpServletRequest request) {
    var session = request.getSession();
    var person = person(session, handle);
    var handles = SessionHandles.of(session);
    var home =
        handles
            .thing(community, org.musubi.ihe.HomeCommunityId.class)
            .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    model.addAttribute("handle", handle);
    model.addAttribute("name", directory.route(home).map(Route::name).orElse(""));
    switch (gateway.documents(person, home, who.actor())) {
      case Found.Documents answered -> {
        Shown.onPage(request, answered.receipt());
        model.addAttribute("state", "ANSWERED");
        model.addAttribute(
            "documents",
            answered.entries().stream()
                .filter(entry -> entry.key().isPresent())
                .map(entry ->
                    DocumentView.of(
                        handles.handle(Opened.of(person, entry)), entry, answered.receipt()))
                .toList());
        model.addAttribute("complete", answered.complete());
      }
      case Found.NotDisclosed nothing -> model.addAttribute("state", "NOT_DISCLOSED");
      case Found.Unanswered failed -> {
        model.addAttribute("state", failed.late() ? "LATE" : "DOWN");
        model.addAttribute("code", failed.code().code());
      }
    }
    return page ? "portal/community" : "portal/documents :: list";
  }

  private PersonView view(SignedIn who, String handle, MedicalId person, Receipt receipt) {
    return people
        .view(who, handle, person, receipt)
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }

  /** A person whom this session's own search has shown; nobody else can be opened. */
  private static MedicalId person(HttpSession session, String handle) {
    return SessionHandles.of(session)
        .thing(handle, MedicalId.class)
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }

  /** A community on the record page; {@code number} is the session's name for it. */
  record Community(String number, String name, long position) {
    /** Where somebody is known is told with the receipt of that telling only. */
    static Community of(SessionHandles handles, Route route, Receipt receipt) {
      return new Community(handles.handle(route.home()), route.name(), receipt.position());
    }
  }
}
