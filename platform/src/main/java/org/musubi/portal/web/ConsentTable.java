package org.musubi.portal.web;

import java.util.List;
import org.musubi.audit.Receipt;
import org.musubi.consent.Consents;
import org.musubi.consent.Statement;
import org.musubi.core.Actor;
import org.musubi.core.MedicalId;
import org.musubi.idp.SignedIn;
import org.musubi.ihe.HomeCommunityId;
import org.musubi.portal.reading.JapaneseDates;
import org.musubi.service.Route;
import org.musubi.service.ServiceDirectory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.web.server.ResponseStatusException;

/** A person's consents, community by community: the same table for the person and for the desk. */
@Component
class ConsentTable {
  private final Consents consents;
  private final KnownPeople people;
  private final ServiceDirectory directory;

  ConsentTable(Consents consents, KnownPeople people, ServiceDirectory directory) {
    this.consents = consents;
    this.people = people;
    this.directory = directory;
  }

  /**
   * Puts the person and what they allow on the page.
   *
   * @param receipt the proof that this showing is recorded
   */
  void show(Model model, SignedIn who, MedicalId person, String handle, Receipt receipt) {
    var said = consents.statements(person, receipt);
    model.addAttribute(
        "person",
        people
            .view(who, handle, person, receipt)
            .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)));
    model.addAttribute("rows", directory.routes().stream().map(route -> row(route, said)).toList());
    model.addAttribute("said", said.stream().map(this::said).toList());
  }

  /**
   * Says yes or no longer; returns what the page confirms, with the act's number by which the
   * person finds it in the history. The statement is on the audit trail when this returns.
   */
  String say(MedicalId person, String community, Statement.Kind kind, Actor by) {
    var route =
        directory.routes().stream()
            .filter(known -> known.home().toString().equals(community))
            .findFirst()
            .orElseThrow(() -> new ResponseStatusException(HttpStatus.BAD_REQUEST));
    return switch (kind) {
      case CONSENT ->
          route.name() + "の情報提供の同意を受け付けました。" + number(consents.give(person, route.home(), by));
      case WITHDRAWAL ->
          route.name()
              + "の同意の撤回を受け付けました。ただいまから提供されません。"
              + number(consents.withdraw(person, route.home(), by));
    };
  }

  private static String number(Receipt receipt) {
    return "受付番号：" + receipt.act();
  }

  private static Row row(Route route, List<Statement> said) {
    var here = said.stream().filter(one -> one.community().equals(route.home())).toList();
    boolean permitted =
        here.stream().anyMatch(one -> one.kind() == Statement.Kind.CONSENT && one.effective());
    boolean withdrawn =
        !permitted && here.stream().anyMatch(one -> one.kind() == Statement.Kind.WITHDRAWAL);
    return new Row(route.home().toString(), route.name(), permitted, withdrawn);
  }

  private Said said(Statement one) {
    return new Said(
        JapaneseDates.moment(one.at()),
        name(one.community()),
        one.kind() == Statement.Kind.CONSENT ? "同意" : "同意の撤回");
  }

  private String name(HomeCommunityId home) {
    return directory.route(home).map(Route::name).orElse(home.toString());
  }

  /** A community and whether its records may be disclosed. */
  record Row(String home, String name, boolean permitted, boolean withdrawn) {}

  /** One thing said. */
  record Said(String at, String name, String kind) {}
}
