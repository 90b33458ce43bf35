package org.musubi.portal.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.UUID;
import org.musubi.audit.Erasure;
import org.musubi.audit.Erasures;
import org.musubi.core.MedicalId;
import org.musubi.core.PersonRef;
import org.musubi.idp.Allows;
import org.musubi.idp.Right;
import org.musubi.idp.SignedIn;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
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
 * The operator's auditors make a patient's part of the trail unreadable: one asks, one confirms.
 */
@Controller
@Allows(Right.AUDIT)
class ErasurePages {
  private static final String LIST = "/trail/erasures";
  private static final String PAGE = "/trail/erasures/{erasure}";
  private static final String REQUEST = "/trail/events/{position}/erasure";

  private final Erasures erasures;
  private final TrailDesk desk;
  private final Showing showing;
  private final WholePerson whole;

  ErasurePages(Erasures erasures, TrailDesk desk, Showing showing, WholePerson whole) {
    this.erasures = erasures;
    this.desk = desk;
    this.showing = showing;
    this.whole = whole;
  }

  /** The form, reached from an act about the patient inside an inquiry. */
  @GetMapping(REQUEST)
  String form(
      Model model,
      @AuthenticationPrincipal SignedIn who,
      @PathVariable long position,
      HttpServletRequest request) {
    var patient = patient(who, position, request);
    model.addAttribute("position", position);
    model.addAttribute("patient", desk.words(who).patient(patient));
    return "portal/erasure-request";
  }

  @PostMapping(REQUEST)
  String ask(
      @AuthenticationPrincipal SignedIn who,
      @PathVariable long position,
      @RequestParam(defaultValue = "") String ground,
      HttpServletRequest request,
      RedirectAttributes next) {
    var patient = patient(who, position, request);
    var written = ground.strip().replace("\r\n", "\n");
    if (written.isEmpty() || written.length() > Erasure.LONGEST) {
      next.addFlashAttribute("error", "法令上の根拠と請求者を、" + Erasure.LONGEST + "文字以内で入力してください。");
      return "redirect:/trail/events/" + position + "/erasure";
    }
    var said =
        erasures.request(patient, written, desk.within(request, who, true, Map.of()), who.actor());
    if (!(said instanceof Erasures.Said.Done done)) {
      throw new IllegalStateException("whatever has a ground can be asked for");
    }
    next.addFlashAttribute("done", "消去を請求しました。事業主体の別の監査担当が確認すると、消去されます。");
    return "redirect:" + LIST + "/" + done.id();
  }

  private MedicalId patient(SignedIn who, long position, HttpServletRequest request) {
    operators(who);
    var one = desk.one(request, who, position, REQUEST).orElseThrow(ErasurePages::none);
    var patient = one.access().event().patient();
    if (patient == null) {
      throw none();
    }
    return patient;
  }

  @GetMapping(LIST)
  String list(Model model, @AuthenticationPrincipal SignedIn who, HttpServletRequest request) {
    operators(who);
    var receipt = showing.trail(request, who, null, LIST, Map.of("search", "erasures"));
    var words = desk.words(who);
    model.addAttribute(
        "rows",
        erasures.all(receipt).stream()
            .map(one -> ErasureView.of(one, words.viewer(), words, receipt))
            .toList());
    return "portal/erasures";
  }

  @GetMapping(PAGE)
  String one(
      Model model,
      @AuthenticationPrincipal SignedIn who,
      @PathVariable UUID erasure,
      HttpServletRequest request) {
    operators(who);
    var receipt = showing.trail(request, who, null, PAGE, Map.of("search", "erasures"));
    var one = erasures.erasure(erasure, receipt).orElseThrow(ErasurePages::none);
    PersonRef viewer = desk.words(who).viewer();
    model.addAttribute("erasure", ErasureView.of(one, viewer, desk.words(who), receipt));
    return "portal/erasure";
  }

  /** What the second person says. */
  enum Step {
    CONFIRM,
    REFUSE
  }

  /**
   * @param understood whether the second person has said to know that it is for good
   */
  @PostMapping(PAGE)
  String step(
      @AuthenticationPrincipal SignedIn who,
      @PathVariable UUID erasure,
      @RequestParam Step step,
      @RequestParam(defaultValue = "false") boolean understood,
      RedirectAttributes next) {
    operators(who);
    var back = "redirect:" + LIST + "/" + erasure;
    if (step == Step.CONFIRM && !understood) {
      next.addFlashAttribute("error", "元に戻せないことを確認し、チェックを入れてください。");
      return back;
    }
    var said =
        step == Step.CONFIRM
            ? erasures.confirm(erasure, whole::names, who.actor())
            : erasures.refuse(erasure, who.actor());
    switch (said) {
      case Erasures.Said.Done _ ->
          next.addFlashAttribute("done", step == Step.CONFIRM ? "消去しました。" : "消去の請求を却下しました。");
      case Erasures.Said.OwnRequest _ ->
          next.addFlashAttribute("error", "ご自身の請求は、事業主体の別の監査担当が確認します。");
      case Erasures.Said.TooLate _ -> next.addFlashAttribute("error", "すでに消去または却下されています。");
      case Erasures.Said.Unknown _ -> throw none();
    }
    return back;
  }

  private void operators(SignedIn who) {
    if (!desk.seesAll(who)) {
      throw new AccessDeniedException("erasures are for the operator's auditors");
    }
  }

  private static ResponseStatusException none() {
    return new ResponseStatusException(HttpStatus.NOT_FOUND);
  }
}
