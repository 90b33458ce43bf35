package org.musubi.ihe.xua;

import static org.musubi.ihe.xua.Saml.NS;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.musubi.ihe.xml.Element;

/** Reads and weighs what an assertion states, after its signature held. */
final class Statements {
  private final AssertionCheck rules;
  private final Element assertion;
  private final String audience;
  private final Instant now;

  Statements(AssertionCheck rules, Element assertion, String audience, Instant now) {
    this.rules = rules;
    this.assertion = assertion;
    this.audience = audience;
    this.now = now;
  }

  Claims claims() throws Unacceptable {
    Instant issued = instant(assertion, "IssueInstant", Reason.MALFORMED);
    if (issued.isAfter(now.plus(rules.clockSkew()))) {
      throw new Unacceptable(Reason.NOT_YET_VALID);
    }
    Instant conditionsEnd = conditions();
    Element subject = only(assertion, "Subject", Reason.SUBJECT_NOT_CONFIRMED);
    Instant confirmationEnd = confirmation(subject);
    String name = only(subject, "NameID", Reason.MALFORMED).text().strip();
    if (name.isEmpty()) {
      throw new Unacceptable(Reason.MALFORMED);
    }
    Authentication authentication = authentication();
    return new Claims(
        assertion.attribute("ID").orElseThrow(() -> new Unacceptable(Reason.MALFORMED)),
        AssertionCheck.claimedIssuer(assertion)
            .orElseThrow(() -> new Unacceptable(Reason.MALFORMED)),
        new RequesterAttributes(assertion).read(name),
        issued,
        conditionsEnd.isBefore(confirmationEnd) ? conditionsEnd : confirmationEnd,
        authentication.at(),
        authentication.context());
  }

  private Instant conditions() throws Unacceptable {
    Element conditions = only(assertion, "Conditions", Reason.MALFORMED);
    Instant from = instant(conditions, "NotBefore", Reason.MALFORMED);
    Instant to = instant(conditions, "NotOnOrAfter", Reason.MALFORMED);
    if (!to.isAfter(from)) {
      throw new Unacceptable(Reason.MALFORMED);
    }
    notBefore(from);
    notPast(to);
    if (Duration.between(from, to).compareTo(rules.longestLifetime()) > 0) {
      throw new Unacceptable(Reason.LIVES_TOO_LONG);
    }
    List<Element> restrictions = conditions.all(NS, "AudienceRestriction");
    if (restrictions.size() != conditions.children().size()) {
      throw new Unacceptable(Reason.UNSUPPORTED_CONDITION);
    }
    if (restrictions.isEmpty() || !restrictions.stream().allMatch(this::meansUs)) {
      throw new Unacceptable(Reason.WRONG_AUDIENCE);
    }
    return to;
  }

  private boolean meansUs(Element restriction) {
    return restriction.all(NS, "Audience").stream()
        .anyMatch(element -> element.text().strip().equals(audience));
  }

  /** The latest end among the bearer confirmations that hold now. */
  private Instant confirmation(Element subject) throws Unacceptable {
    Instant latest = Instant.MIN;
    for (Element confirmation : subject.all(NS, "SubjectConfirmation")) {
      boolean bearer = confirmation.attribute("Method").filter(Saml.BEARER::equals).isPresent();
      Optional<Instant> end =
          bearer
              ? confirmation.first(NS, "SubjectConfirmationData").flatMap(this::endIfItHolds)
              : Optional.empty();
      if (end.isPresent() && end.get().isAfter(latest)) {
        latest = end.get();
      }
    }
    if (latest.equals(Instant.MIN)) {
      throw new Unacceptable(Reason.SUBJECT_NOT_CONFIRMED);
    }
    return latest;
  }

  private Optional<Instant> endIfItHolds(Element data) {
    try {
      Instant end = instant(data, "NotOnOrAfter", Reason.SUBJECT_NOT_CONFIRMED);
      notPast(end);
      if (data.attribute("NotBefore").isPresent()) {
        notBefore(instant(data, "NotBefore", Reason.SUBJECT_NOT_CONFIRMED));
      }
      return Optional.of(end);
    } catch (Unacceptable doesNotHold) {
      return Optional.empty();
    }
  }

  private Authentication authentication() throws Unacceptable {
    Element statement = only(assertion, "AuthnStatement", Reason.NO_AUTHENTICATION);
    Instant at = instant(statement, "AuthnInstant", Reason.NO_AUTHENTICATION);
    if (statement.attribute("SessionNotOnOrAfter").isPresent()) {
      notPast(instant(statement, "SessionNotOnOrAfter", Reason.NO_AUTHENTICATION));
    }
    String context =
        statement
            .first(NS, "AuthnContext")
            .flatMap(element -> element.first(NS, "AuthnContextClassRef"))
            .map(element -> element.text().strip())
            .orElse("");
    if (context.isEmpty() || at.isAfter(now.plus(rules.clockSkew()))) {
      throw new Unacceptable(Reason.NO_AUTHENTICATION);
    }
    return new Authentication(at, context);
  }

  private void notBefore(Instant from) throws Unacceptable {
    if (now.plus(rules.clockSkew()).isBefore(from)) {
      throw new Unacceptable(Reason.NOT_YET_VALID);
    }
  }

  private void notPast(Instant end) throws Unacceptable {
    if (!now.minus(rules.clockSkew()).isBefore(end)) {
      throw new Unacceptable(Reason.EXPIRED);
    }
  }

  private static Element only(Element parent, String name, Reason otherwise) throws Unacceptable {
    List<Element> found = parent.all(NS, name);
    if (found.size() != 1) {
      throw new Unacceptable(otherwise);
    }
    return found.getFirst();
  }

  private static Instant instant(Element element, String name, Reason otherwise)
      throws Unacceptable {
    try {
      return Instant.parse(element.attribute(name).orElse(""));
    } catch (DateTimeException wrong) {
      throw new Unacceptable(otherwise);
    }
  }
}
