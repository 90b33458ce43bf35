package org.musubi.gateway.iti55;

import org.musubi.core.MedicalId;
import org.musubi.gateway.exchange.Disclosure;
import org.musubi.gateway.exchange.Disclosure.Place;
import org.musubi.gateway.exchange.Heard;
import org.musubi.gateway.exchange.Words;
import org.musubi.ihe.MalformedMessage;
import org.musubi.ihe.xcpd.Issue;
import org.musubi.ihe.xcpd.Match;
import org.musubi.ihe.xcpd.Outcome;
import org.musubi.ihe.xcpd.PatientDiscoveryResponse;
import org.musubi.ihe.xml.Element;

/** What is believed of a community's answer: of itself, and of the person asked about. */
final class Heeded {
  private Heeded() {}

  static Outcome of(Heard<Element> heard, Place place, MedicalId person, Disclosure disclosure) {
    return switch (heard) {
      case Heard.Nothing<Element>(Words why) ->
          new Outcome.Failed(why == Words.BUSY ? Issue.RESPONDER_BUSY : Issue.ANSWER_NOT_AVAILABLE);
      case Heard.Said<Element>(Element body) -> {
        try {
          yield believed(PatientDiscoveryResponse.parse(body).outcome(), place, person, disclosure);
        } catch (MalformedMessage notOne) {
          yield new Outcome.Failed(Issue.ANSWER_NOT_AVAILABLE);
        }
      }
    };
  }

  private static Outcome believed(
      Outcome outcome, Place place, MedicalId person, Disclosure disclosure) {
    if (!(outcome instanceof Outcome.Found found)) {
      return outcome;
    }
    if (found.matches().stream().anyMatch(m -> !m.home().equals(place.route().home()))) {
      return new Outcome.Failed(Issue.ANSWER_NOT_AVAILABLE);
    }
    var about =
        found.matches().stream().filter(m -> isAbout(m, place, person, disclosure)).toList();
    return about.isEmpty()
        ? new Outcome.NotFound(found.issues())
        : new Outcome.Found(about, found.issues());
  }

  private static boolean isAbout(
      Match match, Place place, MedicalId person, Disclosure disclosure) {
    return match.patient().equals(place.identifier())
        || person.equals(disclosure.person(match.patient()));
  }
}
