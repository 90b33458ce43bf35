package org.musubi.ihe.atna;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A person or a process that took part (DICOM PS3.15 A.5.1, ActiveParticipant). {@code toString}
 * shows no identifier, as it is mostly that of a person.
 *
 * @param userId UserID
 * @param alternativeId AlternativeUserID; IHE puts the process id here
 * @param name UserName
 * @param requestor UserIsRequestor; false when the sender did not say (RFC 3881 lets it be left
 *     out), as nobody is named the requestor by our guess
 * @param roles RoleIDCode
 * @param accessPoint NetworkAccessPointID and NetworkAccessPointTypeCode
 * @param media MediaIdentifier, for exports to media
 */
public record ActiveParticipant(
    String userId,
    @Nullable String alternativeId,
    @Nullable String name,
    boolean requestor,
    List<AuditCode> roles,
    @Nullable NetworkAccessPoint accessPoint,
    @Nullable AuditCode media) {
  /** Who sends the data of a transaction, or asks a query. */
  public static final AuditCode SOURCE = AuditCode.dicom("110153", "Source Role ID");

  /** Who gets the data of a transaction, or answers a query. */
  public static final AuditCode DESTINATION = AuditCode.dicom("110152", "Destination Role ID");

  /** Copies the list. */
  public ActiveParticipant {
    roles = List.copyOf(roles);
  }

  /** A person by identifier and name, with the roles that allow the act. */
  public static ActiveParticipant person(
      String userId, @Nullable String name, boolean requestor, List<AuditCode> roles) {
    return new ActiveParticipant(userId, null, name, requestor, roles, null, null);
  }

  /** The same participant at a place of the network. */
  public ActiveParticipant at(NetworkAccessPoint place) {
    return new ActiveParticipant(userId, alternativeId, name, requestor, roles, place, media);
  }

  ActiveParticipant asRequestor(boolean asked) {
    return new ActiveParticipant(userId, alternativeId, name, asked, roles, accessPoint, media);
  }

  @Override
  public String toString() {
    return "ActiveParticipant[requestor=" + requestor + ", roles=" + roles.size() + "]";
  }
}
