package org.musubi.mpi;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.musubi.core.JapaneseName;

/**
 * What a community says of a person.
 *
 * @param name kanji and kana
 * @param birthDate date of birth
 * @param sex administrative gender
 * @param insured 被保険者個人識別子 (insurer:symbol:number:branch), where known
 */
public record Demographics(
    JapaneseName name, LocalDate birthDate, Sex sex, @Nullable String insured) {
  /** Administrative gender, HL7 codes M, F, O, U. */
  public enum Sex {
    M,
    F,
    O,
    U
  }

  @Override
  public String toString() {
    return "Demographics";
  }
}
