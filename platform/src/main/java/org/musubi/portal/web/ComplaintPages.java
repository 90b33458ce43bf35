package org.musubi.portal.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.musubi.audit.Complaint;
import org.musubi.audit.Complaints;
import org.musubi.core.MemberId;
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

/**
 * Auditors deal with patients' complaints: the operator's with all, another member's with those of
 * the own member's acts.
 */
@Controller
@Allows(Right.AUDIT)
class ComplaintPages {
  private static final String LIST = "/trail/complaints";
  private static final String PAGE = "/trail/complaints/{complaint}";

  private final Complaints complaints;
  private final TrailDesk desk;
  private final Showing showing;
  private final Names names;

  ComplaintPages(Complaints complaints, TrailDesk desk, Showing showing, Names names) {
    this.complaints = complaints;
    this.desk = desk;
    this.showing = showing;
    this.names = names;
  }

  /** A row of the list; the words are on the complaint's own page. */
  record Row(ComplaintView complaint, String patient, String member) {}

  @GetMapping(LIST)
  String list(Model model, @AuthenticationPrincipal SignedIn who, HttpServletRequest request) {
    var receipt = showing.trail(request, who, null, LIST, Map.of("search", "complaints"));
    var words = desk.words(who);
    model.addAttribute(
        "rows",
        complaints.all(member(who), receipt).stream()
            .map(one ->
                new Row(
                    ComplaintView.of(one, receipt),
                    words.patient(one.patient()),
                    names.member(one.member())))
            .toList());
    return "portal/complaints";
  }

  @GetMapping(PAGE)
  String one(
      Model model,
      @AuthenticationPrincipal SignedIn who,
      @PathVariable UUID complaint,
      HttpServletRequest request) {
    var first = showing.trail(request, who, null, PAGE, Map.of());
    var one = complaints.complaint(complaint, member(who), first).orElseThrow(ComplaintPages::none);
    var receipt =
        showing.trail(request, who, one.patient(), PAGE, Map.of("complaint", one.number()));
    model.addAttribute("complaint", ComplaintView.of(one, receipt));
    model.addAttribute("patient", desk.words(who).patient(one.patient()));
    model.addAttribute("member", names.member(one.member()));
    return "portal/complaint";
  }

  /**
   * @param step what is done: {@code CHECKING} or {@code ANSWERED}
   */
  @PostMapping(PAGE)
  String step(
      @AuthenticationPrincipal SignedIn who,
      @PathVariable UUID complaint,
      @RequestParam Complaint.State step,
      @RequestParam(defaultValue = "") String answer,
      RedirectAttributes next) {
    var back = "redirect:" + LIST + "/" + complaint;
    var written = answer.strip().replace("\r\n", "\n");
    if (step == Complaint.State.ANSWERED
        && (written.isEmpty() || written.length() > Complaint.LONGEST)) {
      next.addFlashAttribute("error", "回答を" + Complaint.LONGEST + "文字以内で入力してください。");
      next.addFlashAttribute("written", written);
      return back;
    }
    var said =
        switch (step) {
          case CHECKING -> complaints.check(complaint, member(who), who.actor());
          case ANSWERED -> complaints.answer(complaint, member(who), written, who.actor());
          case RAISED -> throw none();
        };
    switch (said) {
      case Complaints.Said.Done _ ->
          next.addFlashAttribute(
              "done", step == Complaint.State.CHECKING ? "状態を「確認中」に変更しました。" : "患者に回答しました。");
      case Complaints.Said.OwnAct _ ->
          next.addFlashAttribute("error", "ご自身の閲覧についての申立ては、別の監査担当が扱います。");
      case Complaints.Said.TooLate _ -> next.addFlashAttribute("error", "ほかの監査担当がすでに手続きを進めています。");
      case Complaints.Said.NotTheirs _, Complaints.Said.AlreadyOpen _ -> throw none();
    }
    return back;
  }

  /** Whose complaints somebody sees; null for all. */
  private @Nullable MemberId member(SignedIn who) {
    return desk.seesAll(who) ? null : who.actor().member();
  }

  private static ResponseStatusException none() {
    return new ResponseStatusException(HttpStatus.NOT_FOUND);
  }
}
