package org.musubi.portal.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.musubi.audit.AuditTrail;
import org.musubi.audit.Outcome;
import org.musubi.audit.Receipt;
import org.musubi.audit.What;
import org.musubi.core.MedicalId;
import org.musubi.gateway.InitiatingGateway;
import org.musubi.gateway.Released;
import org.musubi.idp.Allows;
import org.musubi.idp.Right;
import org.musubi.idp.SignedIn;
import org.musubi.portal.reading.Reading;
import org.musubi.service.Route;
import org.musubi.service.ServiceDirectory;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;

/**
 * A document read in place: CDA, FHIR and text as our own headings and tables, PDF in a frame that
 * may do nothing. Nothing is framed before it is fetched, verified, cleared and recorded.
 */
@Controller
@Allows(Right.READ_RECORDS)
class DocumentPages {
  private static final String PAGE = "/patients/{handle}/documents/{document}";

  private final KnownPeople people;
  private final ServiceDirectory directory;
  private final InitiatingGateway gateway;
  private final Openings openings;
  private final AuditTrail audit;
  private final Showing showing;

  DocumentPages(
      KnownPeople people,
      ServiceDirectory directory,
      InitiatingGateway gateway,
      Openings openings,
      AuditTrail audit,
      Showing showing) {
    this.people = people;
    this.directory = directory;
    this.gateway = gateway;
    this.openings = openings;
    this.audit = audit;
    this.showing = showing;
  }

  @GetMapping(PAGE)
  String document(
      Model model,
      @AuthenticationPrincipal SignedIn who,
      @PathVariable String handle,
      @PathVariable String document,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    var opened = opened(request.getSession(), handle, document);
    if (!opened.isPdf() && (!Reading.reads(opened.mimeType()) || isTooLong(opened))) {
      describe(model, who, handle, opened, described(request, who, opened));
      model.addAttribute(
          "notice", isTooLong(opened) ? "文書が大きいため、この画面には表示できません。" : "この形式の文書は、この画面には表示できません。");
      return "portal/document";
    }
    model.addAttribute("handle", handle);
    model.addAttribute("address", "/patients/" + handle + "/documents/" + document);
    return switch (openings.open(request.getSession(), who, opened)) {
      case Openings.Coming.NotYet coming -> {
        response.setStatus(HttpServletResponse.SC_ACCEPTED);
        yield "portal/opening";
      }
      case Openings.Coming.TooMany many -> {
        gateway.tooMany(opened.person(), opened.key(), who.actor());
        response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
        yield Refused.many(model);
      }
      case Openings.Coming.Here(Released.Refused refused) -> Refused.with(refused, model, response);
      case Openings.Coming.Here(Released.Document released) -> {
        if (opened.isPdf()) {
          frame(model, who, handle, opened, released, request);
        } else {
          show(model, who, handle, opened, released, request);
        }
        yield "portal/document";
      }
    };
  }

  /** Whether the document has come: nothing (204) while it has not, else the page is to reload. */
  @GetMapping(PAGE + "/progress")
  void progress(
      @PathVariable String handle,
      @PathVariable String document,
      HttpSession session,
      HttpServletResponse response) {
    if (!openings.isComing(session, opened(session, handle, document))) {
      response.setHeader("HX-Refresh", "true");
    }
    response.setStatus(HttpServletResponse.SC_NO_CONTENT);
  }

  /** The bytes of a PDF, for the frame: no script, no form, no other origin. */
  @GetMapping(PAGE + "/content")
  @Nullable String content(
      Model model,
      @AuthenticationPrincipal SignedIn who,
      @PathVariable String handle,
      @PathVariable String document,
      HttpSession session,
      HttpServletResponse response)
      throws IOException {
    var opened = opened(session, handle, document);
    model.addAttribute("handle", handle);
    var kept = openings.take(session, who, opened);
    Released released =
        kept.isPresent()
            ? kept.get()
            : gateway.retrieve(opened.person(), opened.key(), who.actor());
    return switch (released) {
      case Released.Refused refused -> Refused.with(refused, model, response);
      case Released.Document whole -> {
        send(whole, response);
        yield null;
      }
    };
  }

  private void send(Released.Document released, HttpServletResponse response) throws IOException {
    response.setContentType("application/pdf");
    response.setContentLengthLong(released.content().size());
    response.setHeader("Content-Disposition", "inline; filename=\"document.pdf\"");
    response.setHeader(
        "Content-Security-Policy", "default-src 'none'; frame-ancestors 'self'; object-src 'self'");
    response.setHeader("X-Frame-Options", "SAMEORIGIN");
    gateway.deliver(released, response.getOutputStream());
  }

  private static boolean isTooLong(Opened opened) {
    return opened.size() > Reading.LONGEST;
  }

  /** The page around the frame tells of what is held for it; the frame then takes exactly that. */
  private void frame(
      Model model,
      SignedIn who,
      String handle,
      Opened opened,
      Released.Document released,
      HttpServletRequest request) {
    boolean kept = false;
    try {
      describe(model, who, handle, opened, described(request, who, opened));
      model.addAttribute("verdict", released.verdict());
      model.addAttribute("receipt", released.receipt().position());
      model.addAttribute("frame", model.getAttribute("address") + "/content");
      openings.keep(request.getSession(), opened, released);
      kept = true;
    } finally {
      if (!kept) {
        released.content().close();
        audit.outcome(released.receipt().act(), Outcome.failed("an error page was shown instead"));
      }
    }
  }

  private void show(
      Model model,
      SignedIn who,
      String handle,
      Opened opened,
      Released.Document released,
      HttpServletRequest request)
      throws IOException {
    var receipt = released.receipt();
    Reading reading = null;
    String notice = null;
    try (var content = released.content();
        var in = content.open()) {
      reading = Reading.of(released.entry().mimeType(), in);
    } catch (Reading.Unreadable e) {
      notice = e.getMessage();
    } finally {
      if (reading == null) {
        audit.outcome(receipt.act(), Outcome.failed("NOT_SHOWN"));
      }
    }
    if (reading == null) {
      describe(model, who, handle, opened, described(request, who, opened));
      model.addAttribute("notice", notice);
      return;
    }
    Shown.onPage(request, receipt);
    describe(model, who, handle, opened, receipt);
    model.addAttribute("reading", reading);
    model.addAttribute("verdict", released.verdict());
    model.addAttribute("receipt", receipt.position());
  }

  /** The page names the person and the document. */
  private Receipt described(HttpServletRequest request, SignedIn who, Opened opened) {
    var home = opened.key().home();
    var document =
        What.of(What.Kind.DOCUMENT, opened.key().uniqueId(), home == null ? null : home.toString());
    return showing.person(request, who, opened.person(), PAGE, List.of(document));
  }

  private void describe(Model model, SignedIn who, String handle, Opened opened, Receipt receipt) {
    var home = opened.key().home();
    model.addAttribute("handle", handle);
    model.addAttribute("title", opened.title());
    model.addAttribute("created", opened.created());
    model.addAttribute("author", opened.author());
    model.addAttribute("verdict", null);
    model.addAttribute("receipt", null);
    model.addAttribute("reading", null);
    model.addAttribute("frame", null);
    model.addAttribute("notice", null);
    model.addAttribute(
        "community", home == null ? "―" : directory.route(home).map(Route::name).orElse("―"));
    model.addAttribute(
        "person",
        people
            .view(who, handle, opened.person(), receipt)
            .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)));
  }

  /** A document that a list of this session showed, under the person it showed. */
  private static Opened opened(HttpSession session, String handle, String document) {
    var handles = SessionHandles.of(session);
    return handles
        .thing(document, Opened.class)
        .filter(opened ->
            handles.thing(handle, MedicalId.class).filter(opened.person()::equals).isPresent())
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }
}
