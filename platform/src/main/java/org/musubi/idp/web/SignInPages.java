package org.musubi.idp.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.musubi.core.FacilityId;
import org.musubi.idp.Allows;
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
  private final HttpSessionSecurityContextRepository contexts =
      new HttpSessionSecurityContextRepository();

  SignInPages(SignIn signIn) {
    this.signIn = signIn;
  }

  @GetMapping("/sign-in")
  String signIn(
      @RequestParam(required = false) @Nullable String refused,
      @RequestParam(required = false) @Nullable String ended,
      @RequestParam(required = false) @Nullable String out,
      Model model) {
    model.addAttribute("refused", refused != null);
    model.addAttribute("ended", ended != null);
    model.addAttribute("out", out != null);
    return "idp/sign-in";
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
