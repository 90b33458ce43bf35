package org.musubi.ihe.atna;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.musubi.ihe.atna.ParticipantObject.Detail;

/** The audit messages of DICOM PS3.15 A.5.3 that belong to no exchange of documents. */
public final class SecurityAudit {
  private static final AuditCode NODE_ID = AuditCode.dicom("110182", "Node ID");

  /**
   * What every one of them says.
   *
   * @param at when
   * @param outcome how it ended
   * @param description why, when it failed
   * @param reporter who writes the message
   */
  public record Circumstance(
      OffsetDateTime at, EventOutcome outcome, @Nullable String description, AuditSource reporter) {
    private EventIdentification event(AuditCode id, EventAction action, List<AuditCode> types) {
      return new EventIdentification(id, action, at, true, outcome, types, description, List.of());
    }
  }

  /** Whether somebody signs in or out. */
  public enum SignIn {
    LOGIN(AuditCode.dicom("110122", "Login")),
    LOGOUT(AuditCode.dicom("110123", "Logout"));

    private final AuditCode code;

    SignIn(AuditCode code) {
      this.code = code;
    }
  }

  private SecurityAudit() {}

  /**
   * User Authentication (A.5.3.12), whether it succeeded or not.
   *
   * @param person who it is or claims to be, with the place it came from
   * @param system what checked it
   * @throws IllegalArgumentException when the person's place is not said
   */
  public static AuditMessage userAuthentication(
      Circumstance circumstance, SignIn kind, ActiveParticipant person, ActiveParticipant system) {
    if (person.accessPoint() == null) {
      throw new IllegalArgumentException("a sign-in says where it came from");
    }
    return new AuditMessage(
        circumstance.event(
            AuditCode.dicom("110114", "User Authentication"),
            EventAction.EXECUTE,
            List.of(kind.code)),
        List.of(person.asRequestor(true), system.asRequestor(false)),
        circumstance.reporter(),
        List.of());
  }

  /**
   * Security Alert (A.5.3.11). A failed outcome is a warning: minor or serious where the measures
   * held, major where they may not have.
   *
   * @param reporting the process that noticed
   * @param performing whoever did it, as far as known
   * @param node the node it is about, {@code name@domain} or an IP address
   * @param description what happened, for people
   */
  public static AuditMessage securityAlert(
      Circumstance circumstance,
      SecurityAlert alert,
      ActiveParticipant reporting,
      List<ActiveParticipant> performing,
      String node,
      String description) {
    var participants = new ArrayList<ActiveParticipant>();
    participants.add(reporting);
    performing.forEach(one -> participants.add(one.asRequestor(false)));
    return new AuditMessage(
        circumstance.event(
            AuditCode.dicom("110113", "Security Alert"),
            EventAction.EXECUTE,
            List.of(alert.code())),
        participants,
        circumstance.reporter(),
        List.of(
            ParticipantObject.of(
                node,
                ObjectType.SYSTEM_OBJECT,
                ObjectRole.SECURITY_RESOURCE,
                NODE_ID,
                null,
                List.of(Detail.of("Alert Description", description)))));
  }

  /**
   * Audit Log Used (A.5.3.2): somebody read the record itself.
   *
   * @param readers the person, the process, or both in this order; the first is the requestor
   * @param log the URI of the log
   * @throws IllegalArgumentException unless there are one or two readers
   */
  public static AuditMessage auditLogUsed(
      Circumstance circumstance, List<ActiveParticipant> readers, String log) {
    return logUsed(circumstance, readers, log, List.of(), List.of());
  }

  /**
   * Retrieve ATNA Audit Event [ITI-81]: Audit Log Used through the RESTful door of the repository.
   * What was asked is kept as a detail, since A.5.3.2 gives the object a name and so no query.
   *
   * @param query the query part of the request's URL
   */
  public static AuditMessage iti81(
      Circumstance circumstance, List<ActiveParticipant> readers, String log, String query) {
    return logUsed(
        circumstance,
        readers,
        log,
        List.of(AuditCode.of("ITI-81", "IHE Transactions", "Retrieve ATNA Audit Event")),
        List.of(Detail.of("ParticipantObjectQuery", query)));
  }

  private static AuditMessage logUsed(
      Circumstance circumstance,
      List<ActiveParticipant> readers,
      String log,
      List<AuditCode> types,
      List<Detail> details) {
    if (readers.isEmpty() || readers.size() > 2) {
      throw new IllegalArgumentException("the log is read by a person, a process, or both");
    }
    var participants = new ArrayList<ActiveParticipant>();
    for (var reader : readers) {
      participants.add(reader.asRequestor(participants.isEmpty()));
    }
    return new AuditMessage(
        circumstance.event(AuditCode.dicom("110101", "Audit Log Used"), EventAction.READ, types),
        participants,
        circumstance.reporter(),
        List.of(
            new ParticipantObject(
                log,
                ObjectType.SYSTEM_OBJECT,
                ObjectRole.SECURITY_RESOURCE,
                null,
                ParticipantObject.URI,
                null,
                "Security Audit Log",
                null,
                details,
                List.of())));
  }
}
