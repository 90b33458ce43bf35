package org.musubi.ihe.atna;

import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened (DICOM PS3.15 A.5.1, EventIdentification; PurposeOfUse by ITI TF-2 3.20.7.1.2).
 *
 * @param id EventID, the family of the event
 * @param action EventActionCode
 * @param at EventDateTime
 * @param zoneStated whether the sender said the zone; if not, {@code at} is in the reader's zone,
 *     and it is written without one again
 * @param outcome EventOutcomeIndicator
 * @param types EventTypeCode, the kinds within the family; IHE puts the transaction here
 * @param outcomeDescription EventOutcomeDescription
 * @param purposes PurposeOfUse
 */
public record EventIdentification(
    AuditCode id,
    @Nullable EventAction action,
    OffsetDateTime at,
    boolean zoneStated,
    EventOutcome outcome,
    List<AuditCode> types,
    @Nullable String outcomeDescription,
    List<AuditCode> purposes) {
  /** Copies the lists. */
  public EventIdentification {
    types = List.copyOf(types);
    purposes = List.copyOf(purposes);
  }
}
