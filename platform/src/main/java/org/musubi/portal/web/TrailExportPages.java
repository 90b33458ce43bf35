package org.musubi.portal.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.musubi.audit.Receipt;
import org.musubi.audit.TrailExports;
import org.musubi.audit.TrailExports.TooMany;
import org.musubi.idp.Allows;
import org.musubi.idp.Right;
import org.musubi.idp.SignedIn;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/**
 * Parts of the trail as files: what a search found, and for the operator's auditors the log itself
 * as a sealed archive. Ordering one and taking it are acts of their own.
 */
@Controller
@Allows(Right.AUDIT)
class TrailExportPages {
  private static final String ORDER = "/trail/{search}/export";
  private static final String ARCHIVE = "/trail/archive";
  private static final String PAGE = "/trail/exports/{export}";
  private static final String FILE = "/trail/exports/{export}/file";
  private static final ZoneId JST = ZoneId.of("Asia/Tokyo");

  private final TrailDesk desk;
  private final TrailExports exports;
  private final Showing showing;

  TrailExportPages(TrailDesk desk, TrailExports exports, Showing showing) {
    this.desk = desk;
    this.exports = exports;
    this.showing = showing;
  }

  /** What a search found, to be taken away. */
  @PostMapping(ORDER)
  String order(
      @AuthenticationPrincipal SignedIn who,
      @PathVariable String search,
      HttpServletRequest request) {
    var session = request.getSession();
    var form =
        SessionHandles.of(session)
            .thing(search, TrailForm.class)
            .orElseThrow(TrailExportPages::nothing);
    var query = desk.allowed(who, form.query(TrailPages.patient(form, session)));
    var receipt = export(request, who, ORDER, Map.of("export", "acts", "search", query.kinds()));
    var words = desk.words(who);
    try {
      return prepared(
          session,
          exports.acts(
              query, access -> desk.sees(who, access), words::patient, words.viewer(), receipt));
    } catch (TooMany full) {
      return "redirect:/trail/archive?full";
    }
  }

  @GetMapping(ARCHIVE)
  String archive(
      Model model,
      @AuthenticationPrincipal SignedIn who,
      @RequestParam(required = false) @Nullable String full) {
    model.addAttribute("all", desk.seesAll(who));
    model.addAttribute(
        "error", full == null ? null : "準備中または保管中の書き出しが上限に達しています。しばらくしてから、もう一度お試しください。");
    model.addAttribute("from", "");
    model.addAttribute("until", "");
    return "portal/trail-archive";
  }

  /** The log of some days. */
  @PostMapping(ARCHIVE)
  String archive(
      Model model,
      @AuthenticationPrincipal SignedIn who,
      @RequestParam String from,
      @RequestParam String until,
      HttpServletRequest request) {
    if (!desk.seesAll(who)) {
      throw new AccessDeniedException("the log is for the operator's auditors");
    }
    try {
      var begin = LocalDate.parse(from);
      var end = LocalDate.parse(until);
      if (end.isBefore(begin)) {
        return again(model, from, until, "最後の日は、最初の日以降の日付を入力してください。");
      }
      var receipt = export(request, who, ARCHIVE, Map.of("export", "archive"));
      return prepared(
          request.getSession(),
          exports.archive(start(begin), start(end.plusDays(1)), desk.words(who).viewer(), receipt));
    } catch (DateTimeException wrong) {
      return again(model, from, until, "日付が正しくありません。");
    } catch (TooMany full) {
      return "redirect:/trail/archive?full";
    }
  }

  /** Whatever is taken away is so within an inquiry. */
  private Receipt export(
      HttpServletRequest request, SignedIn who, String page, Map<String, String> details) {
    return showing.export(request, who, page, desk.within(request, who, true, details));
  }

  private static Instant start(LocalDate day) {
    return day.atStartOfDay(JST).toInstant();
  }

  private static String again(Model model, String from, String until, String error) {
    model.addAttribute("all", true);
    model.addAttribute("error", error);
    model.addAttribute("from", from);
    model.addAttribute("until", until);
    return "portal/trail-archive";
  }

  /** An export of this session. */
  record Ordered(UUID id) {}

  private static String prepared(HttpSession session, UUID export) {
    return "redirect:/trail/exports/" + SessionHandles.of(session).handle(new Ordered(export));
  }

  /** How far it is. */
  @GetMapping(PAGE)
  String progress(Model model, @PathVariable String export, HttpSession session) {
    var progress =
        exports.progress(ordered(export, session)).orElseThrow(TrailExportPages::nothing);
    model.addAttribute("export", export);
    model.addAttribute("progress", progress);
    model.addAttribute("running", progress.state() == TrailExports.State.RUNNING);
    model.addAttribute("megabytes", megabytes(progress.bytes()));
    return "portal/trail-export";
  }

  private static String megabytes(@Nullable Long bytes) {
    return bytes == null ? "" : "%.1f".formatted(Math.max(0.1, bytes / 1e6));
  }

  @GetMapping(FILE)
  ResponseEntity<InputStreamResource> file(
      @AuthenticationPrincipal SignedIn who,
      @PathVariable String export,
      HttpServletRequest request) {
    var id = ordered(export, request.getSession());
    if (exports.progress(id).isEmpty()) {
      throw nothing();
    }
    var receipt = export(request, who, FILE, Map.of("export", "taken"));
    var file = exports.file(id, receipt).orElseThrow(TrailExportPages::nothing);
    var name = ContentDisposition.attachment().filename(file.name());
    return ResponseEntity.ok()
        .contentType(MediaType.valueOf("application/zip"))
        .contentLength(file.size())
        .header(HttpHeaders.CONTENT_DISPOSITION, name.build().toString())
        .body(new InputStreamResource(file::open));
  }

  private static UUID ordered(String handle, HttpSession session) {
    return SessionHandles.of(session)
        .thing(handle, Ordered.class)
        .orElseThrow(TrailExportPages::nothing)
        .id();
  }

  private static ResponseStatusException nothing() {
    return new ResponseStatusException(HttpStatus.NOT_FOUND);
  }
}
