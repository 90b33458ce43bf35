package org.musubi.idp.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.musubi.core.FacilityId;
import org.musubi.idp.Allows;
import org.musubi.idp.IdpProperties;
import org.musubi.idp.Right;
import org.musubi.idp.SignIn;
import org.musubi.idp.Undecided;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The sign-in page, and the choice of the facility for those who work at several. */
@Controller
@Allows(Right.PUBLIC)
class SignInPages {
  private static final String BACK = "redirect:/sign-in";

  private final SignIn signIn;
  private final IdpProperties properties;
  private final HttpSessionSecurityContextRepository contexts =
      new HttpSessionSecurityContextRepository();

  SignInPages(SignIn signIn, IdpProperties properties) {
    this.signIn = signIn;
    this.properties = properties;
  }

  @GetMapping("/sign-in")
  String signIn(
      @RequestParam(required = false) @Nullable String refused,
      @RequestParam(required = false) @Nullable String ended,
      @RequestParam(required = false) @Nullable String suspended,
      @RequestParam(required = false) @Nullable String out,
      Model model) {
    model.addAttribute("refused", refused != null);
    model.addAttribute("ended", ended != null);
    model.addAttribute("suspended", suspended != null);
    model.addAttribute("out", out != null);
    model.addAttribute("lockOut", minutes(properties.lockOut()));
    return "idp/sign-in";
  }

  /** A span as people say it, in whole minutes: 15分, 1時間30分. */
  static String minutes(Duration span) {
    long minutes = Math.max(1, (span.toSeconds() + 59) / 60);
    long hours = minutes / 60;
    long rest = minutes % 60;
    return (hours == 0 ? "" : hours + "時間") + (rest == 0 && hours > 0 ? "" : rest + "分");
  }

  @GetMapping("/sign-in/facility")
  String facilities(@Nullable Authentication person, Model model) {
    if (person == null || !(person.getPrincipal() instanceof Undecided who)) {
      return BACK;
    }
    model.addAttribute("name", who.displayName());
    model.addAttribute("choices", who.choices());
    return "idp/facility";
  }

  @PostMapping("/sign-in/facility")
  String choose(
      @Nullable Authentication person,
      @RequestParam String facility,
      HttpServletRequest request,
      HttpServletResponse response) {
    if (person == null || !(person.getPrincipal() instanceof Undecided who)) {
      return BACK;
    }
    var chosen = chosen(facility).flatMap(id -> signIn.at(who, id));
    if (chosen.isEmpty()) {
      return "redirect:/sign-in/facility";
    }
    request.changeSessionId();
    var context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(new Person(chosen.get()));
    SecurityContextHolder.setContext(context);
    contexts.saveContext(context, request, response);
    return "redirect:/";
  }

  private static Optional<FacilityId> chosen(String facility) {
    try {
      return Optional.of(FacilityId.parse(facility));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
