package org.musubi.gateway.iti20;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.musubi.audit.What;
import org.musubi.ihe.PatientIdentifier;
import org.musubi.ihe.atna.ObjectRole;
import org.musubi.ihe.atna.ObjectType;
import org.musubi.ihe.atna.Octets;
import org.musubi.ihe.atna.ParticipantObject;

/**
 * The objects of an audit message as the things a report is about. A patient is an identifier in
 * the form {@code id^^^&root&ISO}, never linked to anybody: that a Member names it proves nothing.
 * Of a query there is its hash and size, for its text holds what was asked for.
 */
final class UsedObjects {
  private UsedObjects() {}

  static void describe(ParticipantObject object, Draft draft) {
    var kind = kind(object);
    var query = object.query();
    var id = object.id();
    draft.about(
        kind,
        kind == What.Kind.PATIENT_IDENTIFIER ? patient(id) : id == null ? named(object) : id,
        home(object),
        query == null ? null : sha256(query),
        query == null ? -1 : query.size());
  }

  private static What.Kind kind(ParticipantObject object) {
    var role = object.role();
    if (role == ObjectRole.PATIENT || object.idType().means(ParticipantObject.PATIENT_NUMBER)) {
      return What.Kind.PATIENT_IDENTIFIER;
    }
    if (role == ObjectRole.QUERY || object.query() != null) {
      return What.Kind.QUERY;
    }
    if (role == ObjectRole.REPORT
        || role == ObjectRole.JOB
        || object.idType().means(ParticipantObject.REPORT_NUMBER)) {
      return What.Kind.DOCUMENT;
    }
    if (object.type() == ObjectType.PERSON) {
      return What.Kind.PERSON;
    }
    return object.type() == ObjectType.ORGANIZATION ? What.Kind.FACILITY : What.Kind.SERVICE;
  }

  /** IHE leaves the identifier of some queries open; what kind of query it was is never left. */
  private static String named(ParticipantObject object) {
    return object.idType().code();
  }

  private static @Nullable String patient(@Nullable String written) {
    if (written == null) {
      return null;
    }
    try {
      return PatientIdentifier.parseCx(written).toCx();
    } catch (IllegalArgumentException other) {
      return written;
    }
  }

  private static @Nullable String home(ParticipantObject object) {
    return object.details().stream()
        .filter(detail ->
            detail.type().equalsIgnoreCase("ihe:homeCommunityID")
                || detail.type().equals("urn:ihe:iti:xca:2010:homeCommunityId"))
        .map(detail -> detail.value().text())
        .findFirst()
        .orElse(null);
  }

  static String sha256(Octets bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.bytes()));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
