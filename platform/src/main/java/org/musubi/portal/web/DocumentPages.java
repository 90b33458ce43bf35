package org.musubi.portal.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.musubi.audit.AuditTrail;
import org.musubi.audit.Outcome;
import org.musubi.audit.Receipt;
import org.musubi.audit.What;
import org.musubi.gateway.InitiatingGateway;
import org.musubi.gateway.Released;
import org.musubi.idp.Allows;
import org.musubi.idp.Right;
import org.musubi.idp.SignedIn;
import org.musubi.ihe.xds.DocumentEntry;
import org.musubi.mpi.PatientIndex;
import org.musubi.portal.reading.Reading;
import org.musubi.service.Route;
import org.musubi.service.ServiceDirectory;
import org.musubi.soc.Verdict;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;

/**
 * A document read in place: CDA, FHIR and text as our own headings and tables, PDF in a frame that
 * may do nothing.
 */
@Controller
@Allows(Right.READ_RECORDS)
class DocumentPages {
  private final PatientIndex index;
  private final ServiceDirectory directory;
  private final InitiatingGateway gateway;
  private final AuditTrail audit;
  private final Showing showing;

  DocumentPages(
      PatientIndex index,
      ServiceDirectory directory,
      InitiatingGateway gateway,
      AuditTrail audit,
      Showing showing) {
    this.index = index;
    this.directory = directory;
    this.gateway = gateway;
    this.audit = audit;
    this.showing = showing;
  }

  @GetMapping("/patients/{handle}/documents/{document}")
  String document(
      Model model,
      @AuthenticationPrincipal SignedIn who,
      @PathVariable String handle,
      @PathVariable String document,
      HttpSession session,
      HttpServletRequest request)
      throws IOException {
    var opened = opened(session, handle, document);
    var entry = opened.entry();
    if (entry.mimeType().toLowerCase(Locale.ROOT).equals("application/pdf")) {
      describe(model, handle, opened, described(request, who, opened));
      model.addAttribute("frame", "/patients/" + handle + "/documents/" + document + "/content");
      return "portal/document";
    }
    if (!Reading.reads(entry.mimeType())) {
      describe(model, handle, opened, described(request, who, opened));
      model.addAttribute("notice", "この形式の文書は、この画面には表示できません。");
      return "portal/document";
    }
    return switch (gateway.retrieve(opened.person(), entry.key().orElseThrow(), who.actor())) {
      case Released.Refused refused -> refused(model, handle, refused);
      case Released.Document released -> {
        show(model, handle, opened, released, request);
        yield "portal/document";
      }
    };
  }

  /** The bytes of a PDF, for the frame: no script, no form, no other origin. */
  @GetMapping("/patients/{handle}/documents/{document}/content")
  void content(
      @AuthenticationPrincipal SignedIn who,
      @PathVariable String handle,
      @PathVariable String document,
      HttpSession session,
      HttpServletResponse response)
      throws IOException {
    var opened = opened(session, handle, document);
    var key = opened.entry().key().orElseThrow();
    switch (gateway.retrieve(opened.person(), key, who.actor())) {
      case Released.Refused refused ->
          throw new ResponseStatusException(HttpStatus.BAD_GATEWAY, refused.japanese());
      case Released.Document released -> send(released, response);
    }
  }

  private void send(Released.Document released, HttpServletResponse response) throws IOException {
    boolean whole = false;
    long sent = 0;
    try (var content = released.content();
        var in = content.open()) {
      response.setContentType("application/pdf");
      response.setContentLengthLong(content.size());
      response.setHeader("Content-Disposition", "inline; filename=\"document.pdf\"");
      response.setHeader(
          "Content-Security-Policy",
          "default-src 'none'; frame-ancestors 'self'; object-src 'self'");
      response.setHeader("X-Frame-Options", "SAMEORIGIN");
      var buffer = new byte[1 << 16];
      var out = response.getOutputStream();
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        out.write(buffer, 0, n);
        sent += n;
      }
      out.flush();
      whole = true;
    } finally {
      audit.outcome(released.receipt().act(), whole ? Outcome.sent() : Outcome.abortedAt(sent));
    }
  }

  private void show(
      Model model,
      String handle,
      Opened opened,
      Released.Document released,
      HttpServletRequest request)
      throws IOException {
    Shown.onPage(request, released.receipt());
    try (var content = released.content();
        var in = content.open()) {
      describe(model, handle, opened, released.receipt());
      model.addAttribute("reading", Reading.of(released.entry().mimeType(), in));
    } catch (Reading.Unreadable e) {
      model.addAttribute("notice", e.getMessage());
    }
    model.addAttribute("verdict", released.verdict().japanese());
    model.addAttribute("receipt", released.receipt().position());
  }

  /** The page names the person and the document, and shows no content. */
  private Receipt described(HttpServletRequest request, SignedIn who, Opened opened) {
    var key = opened.entry().key().orElseThrow();
    var home = key.home();
    var document =
        What.of(What.Kind.DOCUMENT, key.uniqueId(), home == null ? null : home.toString());
    return showing.person(
        request,
        who,
        opened.person(),
        "/patients/{handle}/documents/{document}",
        List.of(document));
  }

  private void describe(Model model, String handle, Opened opened, Receipt receipt) {
    DocumentEntry entry = opened.entry();
    model.addAttribute("handle", handle);
    model.addAttribute("title", entry.title().orElse("文書"));
    model.addAttribute("created", DocumentView.created(entry));
    model.addAttribute("author", DocumentView.author(entry));
    model.addAttribute("verdict", Verdict.NOT_INSPECTED.japanese());
    model.addAttribute("receipt", null);
    model.addAttribute("reading", null);
    model.addAttribute("frame", null);
    model.addAttribute("notice", null);
    model.addAttribute(
        "community", entry.home().flatMap(directory::route).map(Route::name).orElse("―"));
    model.addAttribute(
        "person",
        index
            .demographics(opened.person())
            .map(known -> PersonView.of(handle, known, receipt))
            .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)));
  }

  private static String refused(Model model, String handle, Released.Refused refused) {
    model.addAttribute("handle", handle);
    model.addAttribute("message", refused.japanese());
    model.addAttribute("code", refused.code().code());
    return "portal/refused";
  }

  /** A document that a list of this session showed, under the person it showed. */
  private static Opened opened(HttpSession session, String handle, String document) {
    var handles = SessionHandles.of(session);
    return handles
        .thing(document, Opened.class)
        .filter(opened ->
            handles
                .thing(handle, org.musubi.core.MedicalId.class)
                .filter(opened.person()::equals)
                .isPresent())
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }
}
