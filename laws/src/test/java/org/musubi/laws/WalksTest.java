package org.musubi.laws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("law")
class WalksTest {
  private static final SourceTree TREE = SourceTree.here();
  private static final String SOURCE =
      """
      package org.musubi.e2e;
      class ReadTest {
        @Test void readARecordHeldInAnotherRegion() {}
        @Test @DisplayName("Join") void w1() {}
        @Disabled @Test void useAMedicalService() {}
      }
      """;
  private static final WalkCheck CHECK = new WalkCheck(JavaSource.parse("R.java", SOURCE).tests());

  @Test
  void everyWalkHasATestOfItsTitleOrSaysNotYet() {
    WalkCheck check =
        new WalkCheck(
            JavaSource.parse(TREE, TREE.tests()).stream()
                .flatMap(source -> source.tests().stream())
                .toList());

    assertThat(pages()).flatMap(name -> check.page(name, TREE.text(name))).isEmpty();
  }

  @Test
  void theListOfWalksAndTheirPagesAgree() {
    Map<String, String> byNumber =
        pages().stream()
            .collect(Collectors.toMap(name -> name.replaceAll(".*/(.*)\\.md", "$1"), TREE::text));

    assertThat(WalkCheck.index(TREE.text("docs/walks/README.md"), byNumber)).isEmpty();
  }

  @Test
  void aTestOfTheSameTitlePasses() {
    assertThat(page("W2", "Read a record held in another region", "readARecordHeldInAnotherRegion"))
        .isEmpty();
    assertThat(page("W1", "Join", "w1")).isEmpty();
  }

  @Test
  void aTestThatIsAbsentDisabledOrOfAnotherTitleIsFound() {
    assertThat(page("W2", "Read", "gone")).hasSize(1);
    assertThat(page("W3", "Use a medical service", "useAMedicalService")).hasSize(1);
    assertThat(page("W2", "Read it", "readARecordHeldInAnotherRegion")).hasSize(1);
  }

  @Test
  void aPageWithoutTitleOrTestIsFound() {
    assertThat(CHECK.page("docs/walks/W2.md", "# W3: X\n\nTest: not yet\n")).hasSize(1);
    assertThat(CHECK.page("docs/walks/W2.md", "# W2: X\n\n1. step\n")).hasSize(1);
    assertThat(CHECK.page("docs/walks/W2.md", "# W2: X\n\nTest: not yet\n")).isEmpty();
  }

  @Test
  void aListThatHidesAWalkIsFound() {
    assertThat(WalkCheck.index("# Walks\n|---|\n| W1 | Join | not yet | not yet |\n", Map.of()))
        .hasSize(1);
  }

  private static List<String> page(String number, String title, String method) {
    return CHECK.page(
        "docs/walks/" + number + ".md",
        "# %s: %s\n\nTest: `org.musubi.e2e.ReadTest#%s`\n".formatted(number, title, method));
  }

  private static List<String> pages() {
    return TREE.files(name -> name.matches("docs/walks/W\\d\\.md"));
  }
}
