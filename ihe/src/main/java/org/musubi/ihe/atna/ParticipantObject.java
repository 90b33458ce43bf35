package org.musubi.ihe.atna;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.musubi.ihe.PatientIdentifier;
import org.musubi.ihe.xml.Element;

/**
 * A patient, document, query or other thing that was used (DICOM PS3.15 A.5.1,
 * ParticipantObjectIdentification). {@code toString} shows no identifier.
 *
 * @param id ParticipantObjectID; IHE leaves it open for some queries
 * @param type ParticipantObjectTypeCode
 * @param role ParticipantObjectTypeCodeRole
 * @param lifeCycle ParticipantObjectDataLifeCycle
 * @param idType ParticipantObjectIDTypeCode, what kind of identifier it is
 * @param sensitivity ParticipantObjectSensitivity
 * @param name ParticipantObjectName; never beside a query
 * @param query ParticipantObjectQuery, decoded
 * @param details ParticipantObjectDetail
 * @param descriptions ParticipantObjectDescription as it was written, without namespaces; only
 *     imaging uses it
 */
public record ParticipantObject(
    @Nullable String id,
    @Nullable ObjectType type,
    @Nullable ObjectRole role,
    @Nullable LifeCycle lifeCycle,
    AuditCode idType,
    @Nullable String sensitivity,
    @Nullable String name,
    @Nullable Octets query,
    List<Detail> details,
    List<Element> descriptions) {
  /** Identifies a patient. */
  public static final AuditCode PATIENT_NUMBER = AuditCode.rfc3881("2", "Patient Number");

  /** Identifies a document. */
  public static final AuditCode REPORT_NUMBER = AuditCode.rfc3881("9", "Report Number");

  /** Identifies a resource. */
  public static final AuditCode URI = AuditCode.rfc3881("12", "URI");

  /**
   * One property of an object.
   *
   * @param type its name
   * @param value its value, decoded
   */
  public record Detail(String type, Octets value) {
    /** A property whose value is text. */
    public static Detail of(String type, String value) {
      return new Detail(type, Octets.of(value));
    }
  }

  /**
   * @throws IllegalArgumentException when there are both a name and a query
   */
  public ParticipantObject {
    details = List.copyOf(details);
    descriptions = List.copyOf(descriptions);
    if (name != null && query != null) {
      throw new IllegalArgumentException("an object has a name or a query, not both");
    }
  }

  /** An object without life cycle, sensitivity and name. */
  static ParticipantObject of(
      @Nullable String id,
      ObjectType type,
      ObjectRole role,
      AuditCode idType,
      @Nullable Octets query,
      List<Detail> details) {
    return new ParticipantObject(
        id, type, role, null, idType, null, null, query, details, List.of());
  }

  /** A patient, in the CX form that IHE asks for. */
  public static ParticipantObject patient(PatientIdentifier patient) {
    return of(
        patient.toCx(), ObjectType.PERSON, ObjectRole.PATIENT, PATIENT_NUMBER, null, List.of());
  }

  @Override
  public String toString() {
    return "ParticipantObject[type=" + type + ", role=" + role + "]";
  }
}
