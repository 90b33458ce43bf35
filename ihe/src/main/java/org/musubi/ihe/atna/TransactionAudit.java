package org.musubi.ihe.atna;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.musubi.ihe.DocumentKey;
import org.musubi.ihe.HomeCommunityId;
import org.musubi.ihe.PatientIdentifier;
import org.musubi.ihe.atna.ParticipantObject.Detail;

/**
 * The audit messages that IHE asks for per transaction. A hub that passes a question on writes two:
 * as {@link Side#ANSWERING} for what it was asked, as {@link Side#ASKING} for what it asked (ITI
 * TF-2 3.38.6, 3.39.6). What was partly done is two messages, one for what succeeded and one for
 * what failed (3.43.6.1); what concerns several patients is one message per patient (3.20.7.1).
 */
public final class TransactionAudit {
  private static final AuditCode QUERY = AuditCode.dicom("110112", "Query");
  private static final AuditCode EXPORT = AuditCode.dicom("110106", "Export");
  private static final AuditCode IMPORT = AuditCode.dicom("110107", "Import");
  private static final AuditCode SUBMISSION_SET =
      AuditCode.of(
          "urn:uuid:a54d6aa5-d40d-43f9-88c5-b4633d873bdd",
          "IHE XDS Metadata",
          "submission set classificationNode");

  /** Which of the two systems writes the message. */
  public enum Side {
    /** Initiating Gateway, Document Consumer, Document Source. */
    ASKING,
    /** Responding Gateway, Document Registry, Document Repository; also a gateway that is asked. */
    ANSWERING
  }

  private TransactionAudit() {}

  private static AuditCode transaction(String number, String name) {
    return AuditCode.of(number, "IHE Transactions", name);
  }

  /**
   * Cross Gateway Patient Discovery [ITI-55], ITI TF-2 3.55.5.1. The asking side names no patient;
   * the answering side names each whose data were returned.
   *
   * @param answered the patients of the answer, ignored on the asking side
   * @param query the {@code queryByParameter} element, UTF-8
   * @param home the community that is asked
   */
  public static AuditMessage iti55(
      Side side,
      Occasion occasion,
      List<PatientIdentifier> answered,
      byte[] query,
      HomeCommunityId home) {
    var type = transaction("ITI-55", "Cross Gateway Patient Discovery");
    var objects = new ArrayList<ParticipantObject>();
    if (side == Side.ANSWERING) {
      answered.forEach(patient -> objects.add(ParticipantObject.patient(patient)));
    }
    objects.add(
        query(null, type, query, List.of(Detail.of("ihe:homeCommunityID", home.toString()))));
    return query(occasion, type, objects);
  }

  /**
   * Registry Stored Query [ITI-18], ITI TF-2 3.18.5.1; the same message on both sides.
   *
   * @param patient when the query names one
   * @param queryId the id of the stored query, {@code urn:uuid:…}
   * @param query the {@code AdhocQueryRequest}, UTF-8
   * @param home the community that is asked, if the query names one
   */
  public static AuditMessage iti18(
      Occasion occasion,
      @Nullable PatientIdentifier patient,
      String queryId,
      byte[] query,
      @Nullable HomeCommunityId home) {
    return storedQuery(
        transaction("ITI-18", "Registry Stored Query"), occasion, patient, queryId, query, home);
  }

  /**
   * Cross Gateway Query [ITI-38], ITI TF-2 3.38.6: as ITI-18 but for the EventTypeCode, so that the
   * query object keeps the type code of ITI-18.
   */
  public static AuditMessage iti38(
      Occasion occasion,
      @Nullable PatientIdentifier patient,
      String queryId,
      byte[] query,
      @Nullable HomeCommunityId home) {
    return storedQuery(
        transaction("ITI-38", "Cross Gateway Query"), occasion, patient, queryId, query, home);
  }

  /**
   * Retrieve Document Set [ITI-43], ITI TF-2 3.43.6.1: an import where they arrive, an export where
   * they come from.
   *
   * @param patient if known
   */
  public static AuditMessage iti43(
      Side side,
      Occasion occasion,
      @Nullable PatientIdentifier patient,
      List<DocumentKey> documents) {
    return retrieve(
        transaction("ITI-43", "Retrieve Document Set"), side, occasion, patient, documents);
  }

  /** Cross Gateway Retrieve [ITI-39], ITI TF-2 3.39.6: as ITI-43 but for the EventTypeCode. */
  public static AuditMessage iti39(
      Side side,
      Occasion occasion,
      @Nullable PatientIdentifier patient,
      List<DocumentKey> documents) {
    return retrieve(
        transaction("ITI-39", "Cross Gateway Retrieve"), side, occasion, patient, documents);
  }

  /**
   * Provide and Register Document Set-b [ITI-41], ITI TF-2 3.41.5.1.
   *
   * @param submissionSet the unique id of the submission set
   */
  public static AuditMessage iti41(
      Side side, Occasion occasion, PatientIdentifier patient, String submissionSet) {
    return submit(
        transaction("ITI-41", "Provide and Register Document Set-b"),
        side,
        occasion,
        patient,
        submissionSet);
  }

  /** Register Document Set-b [ITI-42], ITI TF-2 3.42.5.1. */
  public static AuditMessage iti42(
      Side side, Occasion occasion, PatientIdentifier patient, String submissionSet) {
    return submit(
        transaction("ITI-42", "Register Document Set-b"), side, occasion, patient, submissionSet);
  }

  private static AuditMessage storedQuery(
      AuditCode type,
      Occasion occasion,
      @Nullable PatientIdentifier patient,
      String queryId,
      byte[] query,
      @Nullable HomeCommunityId home) {
    var details = new ArrayList<Detail>();
    details.add(Detail.of("QueryEncoding", "UTF-8"));
    if (home != null) {
      details.add(Detail.of("urn:ihe:iti:xca:2010:homeCommunityId", home.toString()));
    }
    var objects = known(patient);
    objects.add(query(queryId, transaction("ITI-18", "Registry Stored Query"), query, details));
    return query(occasion, type, objects);
  }

  private static AuditMessage retrieve(
      AuditCode type,
      Side side,
      Occasion occasion,
      @Nullable PatientIdentifier patient,
      List<DocumentKey> documents) {
    var objects = known(patient);
    for (var document : documents) {
      var details = new ArrayList<Detail>();
      details.add(Detail.of("Repository Unique ID", document.repository().value()));
      if (document.home() != null) {
        details.add(Detail.of("ihe:homeCommunityID", document.home().toString()));
      }
      objects.add(
          ParticipantObject.of(
              document.uniqueId(),
              ObjectType.SYSTEM_OBJECT,
              ObjectRole.REPORT,
              ParticipantObject.REPORT_NUMBER,
              null,
              details));
    }
    return transfer(occasion, type, side == Side.ASKING, false, objects);
  }

  private static AuditMessage submit(
      AuditCode type,
      Side side,
      Occasion occasion,
      PatientIdentifier patient,
      String submissionSet) {
    var objects = known(patient);
    objects.add(
        ParticipantObject.of(
            submissionSet,
            ObjectType.SYSTEM_OBJECT,
            ObjectRole.JOB,
            SUBMISSION_SET,
            null,
            List.of()));
    return transfer(occasion, type, side == Side.ANSWERING, true, objects);
  }

  private static AuditMessage query(
      Occasion occasion, AuditCode type, List<ParticipantObject> objects) {
    return new AuditMessage(
        occasion.event(QUERY, EventAction.EXECUTE, type),
        occasion.participants(true),
        occasion.reporter(),
        objects);
  }

  private static AuditMessage transfer(
      Occasion occasion,
      AuditCode type,
      boolean arriving,
      boolean askingIsSource,
      List<ParticipantObject> objects) {
    return new AuditMessage(
        occasion.event(
            arriving ? IMPORT : EXPORT, arriving ? EventAction.CREATE : EventAction.READ, type),
        occasion.participants(askingIsSource),
        occasion.reporter(),
        objects);
  }

  private static List<ParticipantObject> known(@Nullable PatientIdentifier patient) {
    var objects = new ArrayList<ParticipantObject>();
    if (patient != null) {
      objects.add(ParticipantObject.patient(patient));
    }
    return objects;
  }

  private static ParticipantObject query(
      @Nullable String id, AuditCode type, byte[] query, List<Detail> details) {
    return ParticipantObject.of(
        id, ObjectType.SYSTEM_OBJECT, ObjectRole.QUERY, type, Octets.of(query), details);
  }
}
