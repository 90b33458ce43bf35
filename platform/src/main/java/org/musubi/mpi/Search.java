package org.musubi.mpi;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.musubi.core.JapaneseName;

/** What a person is looked for by; sex is optional. */
public record Search(JapaneseName name, LocalDate birthDate, Demographics.@Nullable Sex sex) {
  @Override
  public String toString() {
    return "Search";
  }
}
