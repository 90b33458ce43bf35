package org.musubi.ihe.xcpd;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.musubi.ihe.xcpd.PersonName.Representation;

/**
 * What describes a person in a discovery (ITI TF-2 3.55.4.1.2.1).
 *
 * @param names in any script; in a request they are alternatives
 * @param gender absent when not stated
 * @param birth absent when not stated
 * @param addresses may be empty
 * @param telecoms URIs such as {@code tel:+81-3-…}, may be empty
 * @param mothersMaidenNames may be empty
 */
public record Demographics(
    List<PersonName> names,
    @Nullable Gender gender,
    @Nullable BirthTime birth,
    List<Address> addresses,
    List<String> telecoms,
    List<PersonName> mothersMaidenNames) {
  public Demographics {
    names = List.copyOf(names);
    addresses = List.copyOf(addresses);
    telecoms = List.copyOf(telecoms);
    mothersMaidenNames = List.copyOf(mothersMaidenNames);
  }

  /** Nothing is known. */
  public static Demographics none() {
    return new Demographics(List.of(), null, null, List.of(), List.of(), List.of());
  }

  /** Names, gender and date of birth. */
  public static Demographics of(
      List<PersonName> names, @Nullable Gender gender, @Nullable BirthTime birth) {
    return new Demographics(names, gender, birth, List.of(), List.of(), List.of());
  }

  /** The first name in that script. */
  public Optional<PersonName> name(Representation representation) {
    return names.stream().filter(name -> name.representation() == representation).findFirst();
  }

  /** What is there, not what it says. */
  @Override
  public String toString() {
    return "Demographics[names=" + names.size() + ", birth=" + (birth != null) + "]";
  }
}
