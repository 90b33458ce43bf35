package org.musubi.portal.web;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.musubi.audit.Access;
import org.musubi.audit.Complaint;
import org.musubi.audit.Complaints;
import org.musubi.audit.Receipt;
import org.musubi.audit.TrailSearch;
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

/** A patient complains of a look at the own record: written, confirmed, received. */
@Controller
@Allows(Right.OWN_RECORD)
class OwnComplaintPages {
  private static final String PAGE = "/me/history/{position}/complaint";
  private static final String VIEW = "portal/complain";

  private final Showing showing;
  private final TrailSearch search;
  private final Looks looks;
  private final Complaints complaints;

  OwnComplaintPages(Showing showing, TrailSearch search, Looks looks, Complaints complaints) {
    this.showing = showing;
    this.search = search;
    this.looks = looks;
    this.complaints = complaints;
  }

  @GetMapping(PAGE)
  String form(
      Model model,
      @AuthenticationPrincipal SignedIn who,
      @PathVariable long position,
      HttpServletRequest request) {
    var receipt = showing.history(request, who, OwnPages.self(who), PAGE);
    show(model, own(who, position, receipt), receipt, null, "", null);
    return VIEW;
  }

  /**
   * @param confirmed whether what was written was shown once more and is meant
   */
  @PostMapping(PAGE)
  String complain(
      Model model,
      @AuthenticationPrincipal SignedIn who,
      @PathVariable long position,
      @RequestParam(required = false) Complaint.@Nullable Reason reason,
      @RequestParam(defaultValue = "") String words,
      @RequestParam(defaultValue = "false") boolean confirmed,
      @RequestParam(defaultValue = "false") boolean again,
      HttpServletRequest request,
      RedirectAttributes next) {
    var receipt = showing.history(request, who, OwnPages.self(who), PAGE);
    var access = own(who, position, receipt);
    var written = words.strip().replace("\r\n", "\n");
    var error = again ? null : error(reason, written);
    show(model, access, receipt, reason, written, error);
    if (again || error != null || reason == null) {
      return VIEW;
    }
    if (!confirmed) {
      model.addAttribute("confirm", true);
      return VIEW;
    }
    next.addFlashAttribute(
        "done",
        switch (complaints.raise(OwnPages.self(who), access, reason, written, who.actor())) {
          case Complaints.Said.Done done ->
              "申立てを受け付けました。受付番号は " + done.number() + " です。この画面でいつでも確認できます。";
          case Complaints.Said.AlreadyOpen open ->
              "この閲覧については、すでに申立て（受付番号 " + open.number() + "）を受け付けています。回答をお待ちください。";
          case Complaints.Said.NotTheirs _, Complaints.Said.OwnAct _, Complaints.Said.TooLate _ ->
              throw nothing();
        });
    return "redirect:/me/history";
  }

  private static @Nullable String error(Complaint.@Nullable Reason reason, String words) {
    if (reason == null) {
      return "申立ての理由を選んでください。";
    }
    if (words.length() > Complaint.LONGEST) {
      return "申立ての内容は" + Complaint.LONGEST + "文字以内で入力してください。";
    }
    return reason == Complaint.Reason.OTHER && words.isEmpty()
        ? "理由が「その他」の場合は、申立ての内容を入力してください。"
        : null;
  }

  /** The act, when it is about the patient; nobody learns whether there is another there. */
  private Access own(SignedIn who, long position, Receipt receipt) {
    return search
        .at(position, receipt)
        .filter(access -> OwnPages.self(who).equals(access.event().patient()))
        .orElseThrow(OwnComplaintPages::nothing);
  }

  private void show(
      Model model,
      Access access,
      Receipt receipt,
      Complaint.@Nullable Reason reason,
      String words,
      @Nullable String error) {
    model.addAttribute("look", looks.one(access, receipt));
    model.addAttribute("reasons", Complaint.Reason.values());
    model.addAttribute("reason", reason);
    model.addAttribute("words", words);
    model.addAttribute("error", error);
    model.addAttribute("confirm", false);
  }

  private static ResponseStatusException nothing() {
    return new ResponseStatusException(HttpStatus.NOT_FOUND);
  }
}
