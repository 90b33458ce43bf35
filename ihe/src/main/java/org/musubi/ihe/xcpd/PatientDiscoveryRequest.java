package org.musubi.ihe.xcpd;

import static org.musubi.ihe.xcpd.Hl7v3.NS;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.musubi.ihe.HomeCommunityId;
import org.musubi.ihe.MalformedMessage;
import org.musubi.ihe.Oid;
import org.musubi.ihe.PatientIdentifier;
import org.musubi.ihe.xml.Element;

/**
 * {@code PRPA_IN201305UV02}: the question of ITI-55. A view: the message is passed on as received.
 *
 * @param element the message
 * @param messageId names the message
 * @param queryId names the query
 * @param sender the community that asks; absent when the sender gave none
 * @param receiver the community asked; absent when the sender gave none
 * @param deferred whether the answer shall come later (responsePriorityCode D)
 * @param person the demographics asked with
 * @param identifiers the patient's identifiers, any assigner, may be empty
 * @param reverseAssigner which identifier may be used for a query the other way (3.55.4.1.2.4)
 */
public record PatientDiscoveryRequest(
    Element element,
    InstanceId messageId,
    InstanceId queryId,
    @Nullable HomeCommunityId sender,
    @Nullable HomeCommunityId receiver,
    boolean deferred,
    Demographics person,
    List<PatientIdentifier> identifiers,
    @Nullable Oid reverseAssigner) {
  /** Name of the root element, and of the interaction. */
  public static final String NAME = "PRPA_IN201305UV02";

  /**
   * Reads a request.
   *
   * @throws MalformedMessage when it is another message, a required part is missing, a parameter is
   *     wrong, or it asks for nobody (neither identifier nor name)
   */
  public static PatientDiscoveryRequest parse(Element message) throws MalformedMessage {
    if (!message.is(NS, NAME)) {
      throw new MalformedMessage("a " + NAME + " is expected");
    }
    Element act = Hl7v3.required(message, "controlActProcess");
    Element query = Hl7v3.required(act, "queryByParameter");
    Element list = Hl7v3.required(query, "parameterList");
    String priority = Hl7v3.codeOf(query, "responsePriorityCode").orElse("I");
    if (!priority.equals("I") && !priority.equals("D")) {
      throw new MalformedMessage("responsePriorityCode is neither I nor D");
    }
    PatientDiscoveryRequest request =
        new PatientDiscoveryRequest(
            message,
            Hl7v3.instance(message, "id"),
            Hl7v3.instance(query, "queryId"),
            Hl7v3.home(message, "sender").orElse(null),
            Hl7v3.home(message, "receiver").orElse(null),
            priority.equals("D"),
            QueryParameters.demographics(list),
            List.copyOf(QueryParameters.identifiers(list)),
            reverse(act).orElse(null));
    if (request.identifiers.isEmpty() && request.person.names().isEmpty()) {
      throw new MalformedMessage("the query holds neither a livingSubjectId nor a name");
    }
    return request;
  }

  private static Optional<Oid> reverse(Element act) {
    return act.first(NS, "authorOrPerformer")
        .flatMap(element -> element.first(NS, "assignedDevice"))
        .flatMap(element -> element.first(NS, "id"))
        .flatMap(element -> element.attribute("root"))
        .filter(Oid::isValid)
        .map(Oid::new);
  }

  /**
   * A new request for an immediate answer.
   *
   * @param sender who asks
   * @param receiver who is asked
   * @param now when
   * @param person may be {@link Demographics#none()} when there are identifiers
   * @param identifiers may be empty when there is a name
   * @param reverseAssigner see the component; may be absent
   */
  public static PatientDiscoveryRequest of(
      HomeCommunityId sender,
      HomeCommunityId receiver,
      Instant now,
      Demographics person,
      List<PatientIdentifier> identifiers,
      @Nullable Oid reverseAssigner) {
    InstanceId messageId = InstanceId.random(sender.oid());
    InstanceId queryId = InstanceId.random(sender.oid());
    Element.Builder act =
        Hl7v3.element("controlActProcess")
            .attribute("classCode", "CACT")
            .attribute("moodCode", "EVN")
            .add(Hl7v3.code("code", "PRPA_TE201305UV02", Hl7v3.INTERACTION));
    if (reverseAssigner != null) {
      act.add(author(reverseAssigner));
    }
    Element query =
        Hl7v3.element("queryByParameter")
            .add(Hl7v3.ii("queryId", queryId))
            .add(Hl7v3.code("statusCode", "new"))
            .add(Hl7v3.code("responseModalityCode", "R"))
            .add(Hl7v3.code("responsePriorityCode", "I"))
            .add(QueryParameters.write(person, identifiers))
            .build();
    Element message =
        Hl7v3.head(NAME, messageId, now, "AL")
            .add(Hl7v3.party("receiver", "RCV", receiver))
            .add(Hl7v3.party("sender", "SND", sender))
            .add(act.add(query).build())
            .build();
    return new PatientDiscoveryRequest(
        message,
        messageId,
        queryId,
        sender,
        receiver,
        false,
        person,
        List.copyOf(identifiers),
        reverseAssigner);
  }

  private static Element author(Oid assigner) {
    return Hl7v3.element("authorOrPerformer")
        .attribute("typeCode", "AUT")
        .add(
            Hl7v3.element("assignedDevice")
                .attribute("classCode", "ASSIGNED")
                .add(Hl7v3.ii("id", assigner.value(), null))
                .build())
        .build();
  }

  /** The same question, put by another community to another: what a hub sends on. */
  public PatientDiscoveryRequest forwarded(HomeCommunityId from, HomeCommunityId to) {
    Element next =
        element.mapChildren(child ->
            child.is(NS, "receiver")
                ? Hl7v3.party("receiver", "RCV", to)
                : child.is(NS, "sender") ? Hl7v3.party("sender", "SND", from) : child);
    return new PatientDiscoveryRequest(
        next, messageId, queryId, from, to, deferred, person, identifiers, reverseAssigner);
  }

  /** The query, to be repeated in the answer. */
  Element queryByParameter() {
    return element
        .first(NS, "controlActProcess")
        .flatMap(act -> act.first(NS, "queryByParameter"))
        .orElseThrow();
  }

  /** Which message, not whom it is about. */
  @Override
  public String toString() {
    return "PatientDiscoveryRequest[" + messageId + "]";
  }
}
