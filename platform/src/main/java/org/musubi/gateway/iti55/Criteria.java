package org.musubi.gateway.iti55;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.musubi.core.JapaneseName;
import org.musubi.ihe.xcpd.BirthTime;
import org.musubi.ihe.xcpd.Demographics;
import org.musubi.ihe.xcpd.Gender;
import org.musubi.ihe.xcpd.PersonName;
import org.musubi.ihe.xcpd.PersonName.Representation;
import org.musubi.mpi.Demographics.Sex;
import org.musubi.mpi.Search;

/** Turns what a message says of a person into what the index is asked with, and back. */
final class Criteria {
  private Criteria() {}

  /**
   * What to look for: a name in kanji or kana and an exact date of birth; empty when that is not
   * all there. Names stay as they came; the index folds them.
   */
  static Optional<Search> of(Demographics person) {
    var birth = person.birth();
    var day = birth == null ? Optional.<LocalDate>empty() : birth.date();
    if (day.isEmpty()) {
      return Optional.empty();
    }
    var kana = person.name(Representation.SYLLABIC).orElse(null);
    var written =
        person
            .name(Representation.IDEOGRAPHIC)
            .or(() -> person.names().stream().filter(n -> n.representation() == null).findFirst())
            .orElse(null);
    if (kana == null && written != null && isKana(written.display())) {
      kana = written;
      written = null;
    }
    var name = name(written, kana);
    return name.map(found -> new Search(found, day.get(), sex(person.gender())));
  }

  private static Optional<JapaneseName> name(
      @Nullable PersonName written, @Nullable PersonName kana) {
    if (written == null && kana == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new JapaneseName(family(written), given(written), family(kana), given(kana)));
    } catch (IllegalArgumentException notAName) {
      return Optional.empty();
    }
  }

  private static @Nullable String family(@Nullable PersonName name) {
    return name == null || name.family().isBlank() ? null : name.family();
  }

  private static @Nullable String given(@Nullable PersonName name) {
    return name == null || name.given().isEmpty() ? null : String.join("", name.given());
  }

  private static boolean isKana(String text) {
    return JapaneseName.kana(text)
        .codePoints()
        .allMatch(c -> Character.UnicodeBlock.of(c) == Character.UnicodeBlock.KATAKANA);
  }

  private static @Nullable Sex sex(@Nullable Gender gender) {
    return gender == null
        ? null
        : switch (gender) {
          case MALE -> Sex.M;
          case FEMALE -> Sex.F;
          case UNDIFFERENTIATED -> Sex.O;
        };
  }

  /** What the index knows of a person, as a community is told. */
  static Demographics told(org.musubi.mpi.Demographics known) {
    var name = known.name();
    var names = new ArrayList<PersonName>();
    add(names, name.family(), name.given(), Representation.IDEOGRAPHIC);
    add(names, name.familyKana(), name.givenKana(), Representation.SYLLABIC);
    var gender =
        switch (known.sex()) {
          case M -> Gender.MALE;
          case F -> Gender.FEMALE;
          case O -> Gender.UNDIFFERENTIATED;
          case U -> null;
        };
    return Demographics.of(names, gender, BirthTime.of(known.birthDate()));
  }

  private static void add(
      List<PersonName> names,
      @Nullable String family,
      @Nullable String given,
      Representation script) {
    if (family != null) {
      names.add(new PersonName(family, given == null ? List.of() : List.of(given), script));
    }
  }
}
