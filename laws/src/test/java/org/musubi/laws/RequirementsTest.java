package org.musubi.laws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("law")
class RequirementsTest {
  private static final SourceTree TREE = SourceTree.here();
  private static Requirements requirements;

  @BeforeAll
  static void read() {
    requirements = Requirements.parse(TREE.text("docs/requirements.md"));
  }

  @Test
  void everyLineOfTheSeedsHasARoomAndItsNamedTestsRun() {
    List<JavaSource.Test> tests =
        JavaSource.parse(TREE, TREE.tests()).stream()
            .flatMap(source -> source.tests().stream())
            .toList();
    Set<String> rooms = new HashSet<>(Rooms.PLANNED);
    rooms.addAll(Rooms.BESIDE);
    List<String> sections =
        TREE.text("laws/src/test/resources/seed-sections.txt")
            .lines()
            .filter(line -> !line.startsWith("#"))
            .toList();

    List<String> violations =
        new RequirementsCheck(rooms, sections, tests).violations(requirements);

    assertThat(violations).isEmpty();
  }

  @Test
  void theCountOfNotYetIsPrinted() {
    int rows = requirements.rows().size();

    System.out.printf(
        "requirements: %d lines of the seeds, %d proven, %d not yet%n",
        rows, rows - requirements.notYet(), requirements.notYet());

    assertThat(rows).isGreaterThan(400);
  }
}
