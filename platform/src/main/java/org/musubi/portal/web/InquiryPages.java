package org.musubi.portal.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.musubi.audit.Inquiries;
import org.musubi.core.MemberId;
import org.musubi.core.PersonRef;
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

/** Auditors say why they look, and others of them say whether they may. */
@Controller
@Allows(Right.AUDIT)
class InquiryPages {
  private static final String LIST = "/trail/inquiries";
  private static final String PAGE = "/trail/inquiries/{inquiry}";

  private final Inquiries inquiries;
  private final TrailDesk desk;
  private final Showing showing;
  private final Names names;

  InquiryPages(Inquiries inquiries, TrailDesk desk, Showing showing, Names names) {
    this.inquiries = inquiries;
    this.desk = desk;
    this.showing = showing;
    this.names = names;
  }

  /** What somebody wants with an inquiry. */
  enum Step {
    APPROVE,
    REFUSE,
    CHOOSE,
    END,
    PROPER,
    DOUBTFUL
  }

  @GetMapping(LIST)
  String list(Model model, @AuthenticationPrincipal SignedIn who, HttpServletRequest request) {
    return list(model, who, request, InquiryForm.EMPTY, null);
  }

  private String list(
      Model model,
      SignedIn who,
      HttpServletRequest request,
      InquiryForm form,
      @Nullable String error) {
    var receipt = showing.trail(request, who, null, LIST, Map.of("search", "inquiries"));
    var all =
        inquiries.all(member(who), receipt).stream()
            .map(one -> InquiryView.of(one, person(who), names, receipt))
            .toList();
    model.addAttribute("waiting", all.stream().filter(InquiryView::waits).toList());
    model.addAttribute("others", all.stream().filter(one -> !one.waits()).toList());
    model.addAttribute("form", form);
    model.addAttribute("error", error);
    model.addAttribute("choices", InquiryForm.choices(inquiries.longest()));
    return "portal/inquiries";
  }

  @PostMapping(LIST)
  String open(
      Model model,
      @AuthenticationPrincipal SignedIn who,
      InquiryForm form,
      HttpServletRequest request,
      RedirectAttributes next) {
    var error = form.error(inquiries.longest());
    if (error != null) {
      return list(model, who, request, form, error);
    }
    var said =
        inquiries.open(form.ground(), Duration.parse(form.lasting()), form.urgent(), who.actor());
    if (!(said instanceof Inquiries.Said.Done done)) {
      throw new IllegalStateException("whatever is whole can be opened");
    }
    if (form.urgent()) {
      Inquiring.choose(request.getSession(), done.id());
    }
    next.addFlashAttribute(
        "done",
        form.urgent() ? "緊急の調査を始めました。あとで、別の監査担当が妥当かどうかを確認します。" : "調査を申請しました。別の監査担当が承認すると、始められます。");
    return "redirect:" + LIST + "/" + done.id();
  }

  @GetMapping(PAGE)
  String one(
      Model model,
      @AuthenticationPrincipal SignedIn who,
      @PathVariable UUID inquiry,
      HttpServletRequest request) {
    var first = showing.trail(request, who, null, PAGE, Map.of());
    var one = inquiries.inquiry(inquiry, member(who), first).orElseThrow(InquiryPages::none);
    var receipt = showing.trail(request, who, null, PAGE, Map.of("inquiry", one.number()));
    model.addAttribute("inquiry", InquiryView.of(one, person(who), names, receipt));
    return "portal/inquiry";
  }

  @PostMapping(PAGE)
  String step(
      @AuthenticationPrincipal SignedIn who,
      @PathVariable UUID inquiry,
      @RequestParam Step step,
      HttpSession session,
      RedirectAttributes next) {
    var by = who.actor();
    var said =
        switch (step) {
          case CHOOSE -> {
            if (inquiries.running(inquiry, by).isEmpty()) {
              yield new Inquiries.Said.TooLate();
            }
            Inquiring.choose(session, inquiry);
            yield null;
          }
          case APPROVE, REFUSE -> inquiries.decide(inquiry, member(who), step == Step.APPROVE, by);
          case PROPER, DOUBTFUL -> inquiries.review(inquiry, member(who), step == Step.PROPER, by);
          case END -> inquiries.end(inquiry, by);
        };
    switch (said) {
      case null -> {
        return "redirect:/trail";
      }
      case Inquiries.Said.Done _ -> next.addFlashAttribute("done", done(step));
      case Inquiries.Said.OwnInquiry _ ->
          next.addFlashAttribute("error", "ご自身の調査は、別の監査担当が承認または確認します。");
      case Inquiries.Said.TooLate _ ->
          next.addFlashAttribute("error", "すでに手続きが済んでいるか、期間を過ぎているため、この操作はできません。");
      case Inquiries.Said.NotTheirs _ -> throw none();
    }
    return "redirect:" + LIST + "/" + inquiry;
  }

  private static String done(Step step) {
    return switch (step) {
      case APPROVE -> "調査を承認しました。";
      case REFUSE -> "調査を却下しました。";
      case END, CHOOSE -> "調査を終了しました。";
      case PROPER -> "緊急の調査を妥当と確認しました。";
      case DOUBTFUL -> "緊急の調査を要調査としました。実施中であった場合は、終了しています。";
    };
  }

  /** Whose inquiries somebody sees and decides; null for all. */
  private @Nullable MemberId member(SignedIn who) {
    return desk.seesAll(who) ? null : who.actor().member();
  }

  private static PersonRef person(SignedIn who) {
    var person = who.actor().person();
    if (person == null) {
      throw new IllegalStateException("a person is signed in");
    }
    return person;
  }

  private static ResponseStatusException none() {
    return new ResponseStatusException(HttpStatus.NOT_FOUND);
  }
}
