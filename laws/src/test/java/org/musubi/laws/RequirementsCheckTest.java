package org.musubi.laws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("law")
class RequirementsCheckTest {
  private static final String SOURCE =
      """
      package org.musubi.audit;
      class AuditTest {
        @Test void noRecordNoAct() {}
        @Disabled("later") @Test void asleep() {}
        void helps() {}
        /* @Test void onlyInAComment() {} */
        @Disabled @Nested class Sleeping { @ParameterizedTest void dreams(int n) {} }
        @Nested class Awake { @Test void works() {} }
      }
      """;
  private static final RequirementsCheck CHECK =
      new RequirementsCheck(
          Set.of("audit"),
          List.of("S1-h"),
          JavaSource.parse("platform/src/test/java/AuditTest.java", SOURCE).tests());

  private static List<String> violations(String... lines) {
    String table = "### S1-h 証跡\n| id | seed line | room | test |\n|---|---|---|---|\n";
    return CHECK.violations(Requirements.parse(table + String.join("\n", lines)));
  }

  @Test
  void aRowWithARunningTestPasses() {
    assertThat(
            violations(
                "| S1-h-01 | ログ | audit | `org.musubi.audit.AuditTest#noRecordNoAct` |",
                "| S1-h-02 | 追跡 | audit | `org.musubi.audit.AuditTest$Awake#works` |"))
        .isEmpty();
  }

  @Test
  void notYetPassesAndIsCounted() {
    String row = "### S1-h 証跡\n| S1-h-01 | ログ | audit | not yet |";

    assertThat(Requirements.parse(row).notYet()).isEqualTo(1);
    assertThat(violations("| S1-h-01 | ログ | audit | not yet |")).isEmpty();
  }

  @Test
  void aTestThatDoesNotExistIsFound() {
    assertThat(violations("| S1-h-01 | ログ | audit | `org.musubi.audit.AuditTest#gone` |"))
        .containsExactly(
            "S1-h-01 names a test that does not exist: org.musubi.audit.AuditTest#gone");
  }

  @Test
  void aMethodThatIsNoTestIsFound() {
    assertThat(violations("| S1-h-01 | ログ | audit | `org.musubi.audit.AuditTest#helps` |"))
        .hasSize(1);
    assertThat(violations("| S1-h-01 | ログ | audit | `org.musubi.audit.AuditTest#onlyInAComment` |"))
        .hasSize(1);
  }

  @Test
  void aDisabledTestIsFound() {
    assertThat(violations("| S1-h-01 | ログ | audit | `org.musubi.audit.AuditTest#asleep` |"))
        .containsExactly("S1-h-01 names a disabled test: org.musubi.audit.AuditTest#asleep");
  }

  @Test
  void aTestInsideADisabledClassIsFound() {
    assertThat(
            violations("| S1-h-01 | ログ | audit | `org.musubi.audit.AuditTest.Sleeping#dreams` |"))
        .containsExactly(
            "S1-h-01 names a disabled test: org.musubi.audit.AuditTest.Sleeping#dreams");
  }

  @Test
  void aDoubledIdIsFound() {
    assertThat(
            violations("| S1-h-01 | ログ | audit | not yet |", "| S1-h-01 | 追跡 | audit | not yet |"))
        .containsExactly("S1-h-01 stands twice");
  }

  @Test
  void anUnknownRoomIsFound() {
    assertThat(violations("| S1-h-01 | ログ | attic | not yet |"))
        .containsExactly("S1-h-01 names an unknown room: attic");
  }

  @Test
  void aSeedSectionWithoutARowIsFound() {
    assertThat(violations()).containsExactly("no row for seed section S1-h");
  }

  @Test
  void aRowUnderAForeignHeadingIsFound() {
    assertThat(violations("| S1-h-01 | ログ | audit | not yet |", "| S2-9 | 他 | audit | not yet |"))
        .containsExactly("S2-9 does not belong under S1-h");
  }

  @Test
  void aRowThatCannotBeReadIsFound() {
    assertThat(
            violations(
                "| S1-h-01 | ログ | audit | not yet |",
                "| S1-h-02 | 追跡 | audit | AuditTest |",
                "| S1-h-03 | audit | not yet |",
                "| h-04 | 追跡 | audit | not yet |"))
        .hasSize(3)
        .allMatch(violation -> violation.contains("is no row"));
  }
}
