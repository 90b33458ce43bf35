package org.musubi.ihe.devicelog;

import java.time.Duration;
import java.time.Instant;

/**
 * When something happened, as well as is known.
 *
 * @param at the moment
 * @param mark where it comes from
 * @param offset by how much the device's clock is behind (positive) or ahead (negative), as far as
 *     it is known; what was added when the mark is CORRECTED
 */
public record CorrectedTime(Instant at, Mark mark, Duration offset) {
  /** Where a time comes from. */
  public enum Mark {
    /** As the device stated it; its clock is right within the tolerance. */
    STATED,
    /** As the device stated it, with its clock's offset added. */
    CORRECTED,
    /** When it arrived: the device stated nothing, or its clock is wrong and not yet known. */
    ARRIVAL
  }
}
