package org.musubi.ihe.atna;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What every audit message of a transaction says, whatever the transaction.
 *
 * @param at when it ended
 * @param outcome how it ended
 * @param description why, when it failed
 * @param asking the system that sent the request
 * @param answering the system that answered it
 * @param people on whose behalf it was done, known from the assertion; the first is the requestor
 * @param purposes why the data were asked for
 * @param reporter who writes the message
 */
public record Occasion(
    OffsetDateTime at,
    EventOutcome outcome,
    @Nullable String description,
    Party asking,
    Party answering,
    List<ActiveParticipant> people,
    List<AuditCode> purposes,
    AuditSource reporter) {
  /**
   * One of the two systems.
   *
   * @param userId for the asking one the content of {@code wsa:ReplyTo}, for the answering one the
   *     SOAP endpoint URI
   * @param processId the process id on its own machine; the reporter knows its own
   * @param place its machine name or IP address
   */
  public record Party(String userId, @Nullable String processId, NetworkAccessPoint place) {
    ActiveParticipant as(AuditCode role, boolean requestor) {
      return new ActiveParticipant(userId, processId, null, requestor, List.of(role), place, null);
    }
  }

  /** Copies the lists. */
  public Occasion {
    people = List.copyOf(people);
    purposes = List.copyOf(purposes);
  }

  /** The event part. */
  EventIdentification event(AuditCode id, EventAction action, AuditCode type) {
    return new EventIdentification(
        id, action, at, true, outcome, List.of(type), description, purposes);
  }

  /**
   * The participants. Exactly one is the requestor (DICOM PS3.15 A.5.2): the first person, or where
   * nobody is known the asking system.
   *
   * @param askingIsSource whether the data go from the asking to the answering system; a query goes
   *     that way too
   */
  List<ActiveParticipant> participants(boolean askingIsSource) {
    var all = new ArrayList<ActiveParticipant>();
    var asker =
        asking.as(
            askingIsSource ? ActiveParticipant.SOURCE : ActiveParticipant.DESTINATION,
            people.isEmpty());
    var answerer =
        answering.as(
            askingIsSource ? ActiveParticipant.DESTINATION : ActiveParticipant.SOURCE, false);
    all.add(askingIsSource ? asker : answerer);
    for (var person : people) {
      all.add(person.asRequestor(all.size() == 1));
    }
    all.add(askingIsSource ? answerer : asker);
    return all;
  }
}
