package org.musubi.portal.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.musubi.core.JapaneseName;
import org.musubi.core.MedicalId;
import org.musubi.idp.SignedIn;
import org.musubi.ihe.PatientIdentifier;
import org.musubi.mpi.PatientIndex;
import org.musubi.mpi.Search;
import org.musubi.service.Route;
import org.musubi.service.ServiceDirectory;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/**
 * Looks for a patient within what the user may see: the people known in the community of the user's
 * own member.
 */
@Component
class PatientSearch {
  private static final int MOST = 20;

  private final PatientIndex index;
  private final KnownPeople known;
  private final ServiceDirectory directory;
  private final Showing showing;

  PatientSearch(
      PatientIndex index, KnownPeople known, ServiceDirectory directory, Showing showing) {
    this.index = index;
    this.known = known;
    this.directory = directory;
    this.showing = showing;
  }

  /** Shows the empty form. */
  void offer(Model model, SignedIn who, String action, String title, String section, String open) {
    var own = directory.routeOf(who.actor().member());
    model.addAttribute("action", action);
    model.addAttribute("title", title);
    model.addAttribute("section", section);
    model.addAttribute("open", open);
    model.addAttribute("community", own.map(Route::name).orElse("所属地域"));
    model.addAttribute("example", "E-1001");
    model.addAttribute("eras", BirthDate.ERAS);
    model.addAttribute("form", SearchForm.EMPTY);
    model.addAttribute("found", null);
    model.addAttribute("error", null);
  }

  /** Looks, and shows who was found under the form, each with an act of their own on the trail. */
  void answer(Model model, SignedIn who, SearchForm form, String page, HttpServletRequest request) {
    model.addAttribute("form", form);
    var own = directory.routeOf(who.actor().member());
    if (own.isEmpty()) {
      model.addAttribute("error", "所属する接続機関の地域が登録されていません。相互接続基盤のヘルプデスクにご連絡ください。");
      return;
    }
    var error = form.error();
    if (error != null) {
      model.addAttribute("error", error);
      return;
    }
    var handles = SessionHandles.of(request.getSession());
    var people = look(form, own.get());
    if (people.isEmpty()) {
      var receipt = showing.nobody(request, who, page, form.byIdentifier() ? "identifier" : "name");
      model.addAttribute("nobody", receipt.position());
    }
    model.addAttribute(
        "found",
        people.stream()
            .flatMap(person ->
                known
                    .view(
                        who,
                        handles.handle(person),
                        person,
                        showing.person(request, who, person, page, List.of()))
                    .stream())
            .toList());
  }

  private List<MedicalId> look(SearchForm form, Route own) {
    if (form.byIdentifier()) {
      return own.assigners().stream()
          .flatMap(assigner ->
              index.byIdentifier(new PatientIdentifier(assigner, form.number().strip())).stream())
          .distinct()
          .toList();
    }
    var birth = form.birthDate().orElseThrow();
    var name =
        new JapaneseName(null, null, form.familyKana().strip(), blankToNull(form.givenKana()));
    return index.find(new Search(name, birth, null), Set.of(own.home()), MOST);
  }

  private static @Nullable String blankToNull(String text) {
    return text.isBlank() ? null : text.strip();
  }
}
