package org.musubi.laws;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What does not exist yet is never pretended: nothing inspects documents, so none is clean. */
@Tag("law")
class VerdictLawTest {
  @Test
  void noVerdictCanSayClean() {
    var names =
        new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("org.musubi.soc")
                .stream()
                .flatMap(VerdictLawTest::names);

    assertThat(names).noneMatch(VerdictLawTest::pretends);
  }

  @Test
  void aVerdictThatSaysCleanIsFound() {
    var pretending = new ClassFileImporter().importClass(Pretending.class);

    assertThat(names(pretending)).anyMatch(VerdictLawTest::pretends);
  }

  /** The type's own name and its fields' (an enum's constants are fields). */
  private static Stream<String> names(JavaClass type) {
    return Stream.concat(
        Stream.of(type.getSimpleName()), type.getFields().stream().map(field -> field.getName()));
  }

  private static boolean pretends(String name) {
    return name.toUpperCase(Locale.ROOT).contains("CLEAN");
  }

  enum Pretending {
    CLEAN
  }
}
