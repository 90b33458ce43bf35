package org.musubi.ihe.xcpd;

import static org.musubi.ihe.xcpd.Hl7v3.NS;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.musubi.ihe.HomeCommunityId;
import org.musubi.ihe.MalformedMessage;
import org.musubi.ihe.xml.Element;

/**
 * {@code PRPA_IN201306UV02}: the answer of ITI-55.
 *
 * @param element the message
 * @param queryId names the query that is answered
 * @param outcome what was found
 */
public record PatientDiscoveryResponse(Element element, InstanceId queryId, Outcome outcome) {
  /** Name of the root element, and of the interaction. */
  public static final String NAME = "PRPA_IN201306UV02";

  /**
   * Reads an answer. Acknowledgements other than AA, and query responses other than OK and NF (AE,
   * QE), are {@link Outcome.Failed}; OK without matches and without requested demographics is
   * {@link Outcome.NotFound}.
   *
   * @throws MalformedMessage when it is another message, a required part is missing, or a match
   *     lacks its identifier or its home
   */
  public static PatientDiscoveryResponse parse(Element message) throws MalformedMessage {
    if (!message.is(NS, NAME)) {
      throw new MalformedMessage("a " + NAME + " is expected");
    }
    String accepted =
        Hl7v3.codeOf(Hl7v3.required(message, "acknowledgement"), "typeCode").orElse("");
    Element act = Hl7v3.required(message, "controlActProcess");
    Element ack = Hl7v3.required(act, "queryAck");
    String answered = Hl7v3.codeOf(ack, "queryResponseCode").orElse("");
    return new PatientDiscoveryResponse(
        message, Hl7v3.instance(ack, "queryId"), outcome(act, accepted, answered));
  }

  private static Outcome outcome(Element act, String accepted, String answered)
      throws MalformedMessage {
    Set<Issue> issues = EnumSet.noneOf(Issue.class);
    act.descendants(NS, "detectedIssueManagement")
        .flatMap(management -> Hl7v3.codeOf(management, "code").flatMap(Issue::of).stream())
        .forEach(issues::add);
    if (!accepted.equals("AA") || !(answered.equals("OK") || answered.equals("NF"))) {
      return new Outcome.Failed(issues.stream().findFirst().orElse(Issue.INTERNAL_ERROR));
    }
    List<Match> matches = new ArrayList<>();
    for (Element subject : act.all(NS, "subject")) {
      matches.add(Match.parse(subject));
    }
    if (!matches.isEmpty()) {
      return new Outcome.Found(matches, issues);
    }
    Set<Requested> requested = EnumSet.noneOf(Requested.class);
    act.descendants(NS, "actOrderRequired")
        .flatMap(order -> Hl7v3.codeOf(order, "code").flatMap(Requested::of).stream())
        .forEach(requested::add);
    return requested.isEmpty()
        ? new Outcome.NotFound(issues)
        : new Outcome.MoreRequested(requested);
  }

  /**
   * The answer to a request.
   *
   * @param request the request; its query is repeated
   * @param sender who answers
   * @param now when
   * @param outcome what was found
   */
  public static PatientDiscoveryResponse answer(
      PatientDiscoveryRequest request, HomeCommunityId sender, Instant now, Outcome outcome) {
    boolean failed = outcome instanceof Outcome.Failed;
    String answered =
        switch (outcome) {
          case Outcome.Found _, Outcome.MoreRequested _ -> "OK";
          case Outcome.NotFound _ -> "NF";
          case Outcome.Failed _ -> "AE";
        };
    Element.Builder act =
        Hl7v3.element("controlActProcess")
            .attribute("classCode", "CACT")
            .attribute("moodCode", "EVN")
            .add(Hl7v3.code("code", "PRPA_TE201306UV02", Hl7v3.INTERACTION));
    if (outcome instanceof Outcome.Found found) {
      found.matches().forEach(match -> act.add(match.element()));
    }
    act.add(DetectedIssues.of(outcome));
    act.add(
        Hl7v3.element("queryAck")
            .add(Hl7v3.ii("queryId", request.queryId()))
            .add(Hl7v3.code("statusCode", failed ? "aborted" : "deliveredResponse"))
            .add(Hl7v3.code("queryResponseCode", answered))
            .build());
    act.add(request.queryByParameter());
    Element message =
        Hl7v3.head(NAME, InstanceId.random(sender.oid()), now, "NE")
            .add(receiver(request, sender))
            .add(Hl7v3.party("sender", "SND", sender))
            .add(acknowledgement(request, failed ? "AE" : "AA"))
            .add(act.build())
            .build();
    return new PatientDiscoveryResponse(message, request.queryId(), outcome);
  }

  /** The device that asked, as it named itself. */
  private static Element receiver(PatientDiscoveryRequest request, HomeCommunityId otherwise) {
    return request
        .element()
        .first(NS, "sender")
        .flatMap(asker -> asker.first(NS, "device"))
        .map(device -> Hl7v3.element("receiver").attribute("typeCode", "RCV").add(device).build())
        .orElseGet(() -> Hl7v3.party("receiver", "RCV", otherwise));
  }

  private static Element acknowledgement(PatientDiscoveryRequest request, String type) {
    return Hl7v3.element("acknowledgement")
        .add(Hl7v3.code("typeCode", type))
        .add(Hl7v3.element("targetMessage").add(Hl7v3.ii("id", request.messageId())).build())
        .build();
  }

  /** Which query, not whom it is about. */
  @Override
  public String toString() {
    return "PatientDiscoveryResponse[" + queryId + "]";
  }
}
