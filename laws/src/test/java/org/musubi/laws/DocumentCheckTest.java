package org.musubi.laws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("law")
class DocumentCheckTest {
  private static final String GOOD_DECISION =
      """
      # 0001. Modules

      - Status: accepted
      - Date: 2026-11-21

      ## Decision
      Few.

      ## Why
      Because.

      ## Consequences
      Some.
      """;

  @Test
  void aDeadLinkIsFound() {
    String text = "[a](../pom.xml) [b](gone.md) [c](https://example.org) [d](#here)";

    assertThat(DocumentCheck.links("docs/x.md", text, SourceTree.here()))
        .containsExactly("docs/x.md links to gone.md, which is not there");
  }

  @Test
  void aPathOfAMachineIsFound() {
    assertThat(DocumentCheck.machinePaths("a.md", "see /home/taro/musubi")).hasSize(1);
    assertThat(DocumentCheck.machinePaths("a.md", "see /var/lib/musubi and @home/x")).isEmpty();
  }

  @Test
  void aPageThatIsNotThereIsFound() {
    assertThat(DocumentCheck.pages("A.java", "see PLAN.md and README.md", SourceTree.here()))
        .containsExactly("A.java names PLAN.md, which is not there");
  }

  @Test
  void aPathIntoTheDocumentsThatLeadsNowhereIsFound() {
    List<String> pages = List.of("docs/adr/0005-audit.md", "docs/a.md");

    assertThat(DocumentCheck.paths("A.java", "see docs/adr/0005, docs/a.md. docs/b.md", pages))
        .containsExactly("A.java names docs/b.md, which is not there");
  }

  @Test
  void aTypeThatIsNotThereIsFound() {
    List<String> sources = List.of("e2e/src/test/java/org/musubi/laws/DocumentsTest.java");

    assertThat(
            DocumentCheck.types(
                "a.md", "`org.musubi.laws.DocumentsTest#x` `org.musubi.laws.WordsTest`", sources))
        .containsExactly("a.md names org.musubi.laws.WordsTest, which is not there");
  }

  @Test
  void aWholeDecisionPasses() {
    assertThat(DocumentCheck.decision("docs/adr/0001-modules.md", GOOD_DECISION)).isEmpty();
  }

  @Test
  void aDecisionWithoutNumberStatusOrDateIsFound() {
    String bare = GOOD_DECISION.replace("0001. ", "").replaceAll("- .*\n", "");

    assertThat(DocumentCheck.decision("docs/adr/0001-modules.md", bare)).hasSize(3);
  }

  @Test
  void aDecisionThatExplainsBeforeItDecidesIsFound() {
    String turned =
        GOOD_DECISION
            .replace("## Why", "## X")
            .replace("## Decision", "## Why")
            .replace("## X", "## Decision");

    assertThat(DocumentCheck.decision("docs/adr/0001-modules.md", turned)).hasSize(1);
  }

  @Test
  void aStoreWithoutItsSentenceIsFound() {
    String text =
        """
        ## Stores
        | Store | Sentence |
        |---|---|
        | Outbox | Trusted: whoever can modify it can suppress a record. |
        | Tile log | Safe. |
        """;

    assertThat(DocumentCheck.stores(text, List.of("outbox", "tile log", "spool")))
        .containsExactly(
            "no sentence on whether it is trusted: Tile log", "no row for the store spool");
  }

  @Test
  void aWordThatStandsForTwoIsFound() {
    String head = "| Japanese | code | also written | meaning |\n|---|---|---|---|\n";

    assertThat(DocumentCheck.glossary(head + "| 障害 | Fault | | |\n| 故障 | Fault | | |\n"))
        .containsExactly("Fault stands for two Japanese words");
    assertThat(DocumentCheck.glossary(head + "| 障害 | Fault | | |\n| 障害 | Failure | | |\n"))
        .containsExactly("障害 has two English words");
    assertThat(DocumentCheck.glossary(head + "| 障害 | Fault | 故障 | |\n| 故障 | Failure | | |\n"))
        .containsExactly("故障 has two English words");
    assertThat(DocumentCheck.glossary(head + "| 障害 | two words | | |\n")).hasSize(1);
  }
}
