package org.musubi.services.records.patients;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a person who is looked for.
 *
 * @param numbers numbers in this community's namespace
 * @param insured 被保険者個人識別子
 * @param names one for each form given; empty when none
 * @param birthDate the day, or absent
 * @param sex U when not given
 */
public record Traits(
    List<String> numbers,
    List<String> insured,
    List<PersonName> names,
    @Nullable LocalDate birthDate,
    Patient.Sex sex) {

  public Traits {
    numbers = List.copyOf(numbers);
    insured = List.copyOf(insured);
    names = List.copyOf(names);
  }

  /** Persons do not belong into logs. */
  @Override
  public String toString() {
    return "Traits";
  }
}
