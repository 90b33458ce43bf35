package org.musubi.portal.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.musubi.audit.Access;
import org.musubi.audit.AccessHistory;
import org.musubi.audit.Receipt;
import org.musubi.audit.What;
import org.musubi.consent.Statement;
import org.musubi.core.Actor;
import org.musubi.core.MedicalId;
import org.musubi.core.PersonRef;
import org.musubi.core.PractitionerId;
import org.musubi.facility.Facilities;
import org.musubi.facility.Facility;
import org.musubi.facility.Member;
import org.musubi.idp.Allows;
import org.musubi.idp.People;
import org.musubi.idp.Practitioner;
import org.musubi.idp.Right;
import org.musubi.idp.SignedIn;
import org.musubi.ihe.HomeCommunityId;
import org.musubi.service.Route;
import org.musubi.service.ServiceDirectory;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** A patient's own pages: what may be disclosed, and who looked. */
@Controller
@Allows(Right.OWN_RECORD)
class OwnPages {
  private static final int MOST = 500;

  /** As the rooms that admit assertions write it. */
  private static final Pattern ASSERTION = Pattern.compile("assertion (\\S+) by .*");

  private final ConsentTable table;
  private final Showing showing;
  private final AccessHistory history;
  private final Facilities facilities;
  private final ServiceDirectory directory;
  private final People people;

  OwnPages(
      ConsentTable table,
      Showing showing,
      AccessHistory history,
      Facilities facilities,
      ServiceDirectory directory,
      People people) {
    this.table = table;
    this.showing = showing;
    this.history = history;
    this.facilities = facilities;
    this.directory = directory;
    this.people = people;
  }

  @GetMapping("/me/consents")
  String consents(Model model, @AuthenticationPrincipal SignedIn who, HttpServletRequest request) {
    model.addAttribute("title", "情報提供の同意");
    model.addAttribute("section", "consents");
    model.addAttribute("action", "/me/consents");
    var receipt = showing.person(request, who, self(who), "/me/consents", List.of());
    table.show(model, self(who), "self", receipt);
    return "portal/consents";
  }

  @PostMapping("/me/consents")
  String say(
      @AuthenticationPrincipal SignedIn who,
      @RequestParam String community,
      @RequestParam Statement.Kind say,
      RedirectAttributes next) {
    next.addFlashAttribute("done", table.say(self(who), community, say, who.actor()));
    return "redirect:/me/consents";
  }

  @GetMapping("/me/history")
  String history(Model model, @AuthenticationPrincipal SignedIn who, HttpServletRequest request) {
    var receipt = showing.history(request, who, self(who), "/me/history");
    model.addAttribute("late", !history.reaches(receipt));
    model.addAttribute("most", MOST);
    model.addAttribute("rows", rows(self(who), receipt));
    return "portal/history";
  }

  /**
   * The newest rows, but none of this reading or later.
   *
   * @param receipt the proof that this reading is recorded
   */
  private List<Looked> rows(MedicalId person, Receipt receipt) {
    return history.accessesTo(person, MOST).stream()
        .filter(access -> access.position() < receipt.position())
        .map(this::looked)
        .toList();
  }

  private Looked looked(Access access) {
    Actor actor = access.event().actor();
    return new Looked(
        JapaneseDates.moment(access.event().at()),
        actor.facility() == null
            ? facilities.member(actor.member()).map(Member::name).orElse("―")
            : facilities.facility(actor.facility()).map(Facility::name).orElse("―"),
        person(actor.person(), access.event().patient()),
        access.event().action().japanese(),
        about(access),
        ended(access),
        access.disclosed(),
        access.position(),
        access.event().act().toString(),
        access.what().stream()
            .filter(what -> what.kind() == What.Kind.DOCUMENT)
            .map(what -> new Detail(what.identifier(), what.sha256(), what.size()))
            .toList(),
        access.event().details().getOrDefault("verdict", ""),
        assertion(actor));
  }

  /** The id of the assertion that showed the person; empty when it was something else. */
  private static String assertion(Actor actor) {
    var proof = actor.personProof();
    var shown = proof == null ? null : ASSERTION.matcher(proof);
    return shown != null && shown.matches() ? shown.group(1) : "";
  }

  /**
   * A person of the platform by name, the patient as such, anybody else as the issuer names them.
   */
  private String person(@Nullable PersonRef person, @Nullable MedicalId patient) {
    if (person == null) {
      return "システム";
    }
    if (!person.issuer().equals(PersonRef.PLATFORM)) {
      return person.subject();
    }
    return practitioner(person.subject())
        .map(known ->
            Stream.of(known.name().family(), known.name().given())
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" ")))
        .orElse(patient == null ? person.subject() : "本人");
  }

  private Optional<Practitioner> practitioner(String subject) {
    try {
      return people.practitioner(PractitionerId.parse(subject));
    } catch (IllegalArgumentException notOurs) {
      return Optional.empty();
    }
  }

  private String about(Access access) {
    return access.what().stream()
        .map(what -> what.kind() == What.Kind.COMMUNITY ? what.identifier() : what.home())
        .filter(Objects::nonNull)
        .distinct()
        .map(this::name)
        .collect(Collectors.joining("、"));
  }

  private String name(String home) {
    return directory.route(HomeCommunityId.parse(home)).map(Route::name).orElse(home);
  }

  private static String ended(Access access) {
    return switch (access.ended()) {
      case SENT -> "閲覧されました";
      case ABORTED -> "途中まで送信されました";
      case FAILED -> "送信されませんでした";
      case MAY_HAVE_HAPPENED -> "送信を確認できません";
      case COMPLETE ->
          switch (access.event().result()) {
            case REFUSED -> "拒否されました";
            case FAILED -> "失敗しました";
            case DONE, INTENDED -> "完了しました";
          };
    };
  }

  private static MedicalId self(SignedIn who) {
    return Objects.requireNonNull(who.patient(), "OWN_RECORD is given to patients only");
  }

  /** One row of the history. */
  record Looked(
      String at,
      String facility,
      String person,
      String action,
      String about,
      String ended,
      boolean disclosed,
      long position,
      String act,
      List<Detail> documents,
      String verdict,
      String assertion) {}

  /** A document that was asked for; what was released is known by its SHA-256. */
  record Detail(String document, @Nullable String sha256, long size) {}
}
