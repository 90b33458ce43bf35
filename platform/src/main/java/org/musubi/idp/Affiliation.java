package org.musubi.idp;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.musubi.core.FacilityId;

/**
 * Where a person works, as what, and when (S1-d-08: who comes as which organisation).
 *
 * @param facility where
 * @param role as what; not {@link Role#PATIENT}
 * @param from first day, in Japan
 * @param to last day, in Japan; null while it goes on
 */
public record Affiliation(FacilityId facility, Role role, LocalDate from, @Nullable LocalDate to) {
  public Affiliation {
    if (role == Role.PATIENT) {
      throw new IllegalArgumentException("a patient is no part of a facility");
    }
    if (to != null && to.isBefore(from)) {
      throw new IllegalArgumentException("an affiliation ends before it begins");
    }
  }

  /** Whether it holds on this day. */
  public boolean holdsOn(LocalDate day) {
    return !day.isBefore(from) && (to == null || !day.isAfter(to));
  }
}
