package org.musubi.laws;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("law")
class DocumentsTest {
  private static final SourceTree TREE = SourceTree.here();
  private static final List<String> STORES =
      List.of(
          "registry",
          "local",
          "consent",
          "outbox",
          "audit log",
          "search index",
          "spool",
          "ca key",
          "tls key",
          "assertion-signing key",
          "database of a service",
          "application log",
          "backups");

  @Test
  void everyLinkLeadsSomewhere() {
    assertThat(TREE.files(name -> name.endsWith(".md")))
        .flatMap(name -> DocumentCheck.links(name, TREE.text(name), TREE))
        .isEmpty();
  }

  @Test
  void noFileNamesAPathOfAMachine() {
    assertThat(TREE.files(DocumentsTest::isText))
        .filteredOn(name -> !name.startsWith("laws/src/test/java/org/musubi/laws/Document"))
        .flatMap(name -> DocumentCheck.machinePaths(name, TREE.text(name)))
        .isEmpty();
  }

  @Test
  void noFileNamesAPageThatIsNotThere() {
    assertThat(TREE.files(name -> name.matches(".*\\.(java|sql|xml|ya?ml|sh|md)")))
        .filteredOn(name -> !name.startsWith("laws/src/test/java/org/musubi/laws/Document"))
        .flatMap(name -> DocumentCheck.pages(name, TREE.text(name), TREE))
        .isEmpty();
  }

  @Test
  void everyPathIntoTheDocumentsLeadsSomewhere() {
    List<String> pages = TREE.files(name -> name.startsWith("docs/"));

    assertThat(TREE.files(name -> name.matches(".*\\.(java|sql|xml|ya?ml|sh|html)")))
        .filteredOn(name -> !name.contains("/src/test/java/org/musubi/laws/"))
        .flatMap(name -> DocumentCheck.paths(name, TREE.text(name), pages))
        .isEmpty();
  }

  @Test
  void everyTypeThatAPageNamesIsThere() {
    List<String> sources = TREE.java();

    assertThat(TREE.files(name -> name.endsWith(".md")))
        .flatMap(name -> DocumentCheck.types(name, TREE.text(name), sources))
        .isEmpty();
  }

  @Test
  void everyDecisionSaysWhatWhyAndWhatFollows() {
    List<String> decisions = TREE.files(name -> name.matches("docs/adr/\\d{4}-.*\\.md"));

    assertThat(decisions).isNotEmpty();
    assertThat(decisions).flatMap(name -> DocumentCheck.decision(name, TREE.text(name))).isEmpty();
  }

  @Test
  void decisionsAreNumberedOnceAndListed() {
    List<String> decisions = TREE.files(name -> name.matches("docs/adr/\\d{4}-.*\\.md"));
    String index = TREE.text("docs/adr/README.md");

    assertThat(decisions).extracting(name -> name.substring(9, 13)).doesNotHaveDuplicates();
    assertThat(decisions)
        .allMatch(name -> index.contains("(" + name.substring("docs/adr/".length()) + ")"));
  }

  @Test
  void everyStoreSaysWhatItsFallWouldAllow() {
    assertThat(DocumentCheck.stores(TREE.text("docs/threat-model.md"), STORES)).isEmpty();
  }

  @Test
  void oneWordOfTheFieldIsOneWordOfTheCode() {
    assertThat(DocumentCheck.glossary(TREE.text("docs/glossary.md"))).isEmpty();
  }

  @Test
  void noWordOfTheGlossaryEndsInAPattern() {
    assertThat(DocumentCheck.table(TREE.text("docs/glossary.md"), ""))
        .extracting(row -> row.get(1))
        .noneMatch(word -> word.matches(".+(Service|Manager|Impl|Util|Helper|DTO)"));
  }

  @Test
  void theHooksAreThereAndCanRun() {
    assertThat(List.of(".githooks/pre-commit", ".githooks/commit-msg"))
        .allMatch(name -> Files.isExecutable(TREE.root().resolve(name)));
  }

  @Test
  void theLicenceIsWhole() {
    assertThat(TREE.text("LICENSE"))
        .contains("Apache License", "Version 2.0, January 2004", "END OF TERMS AND CONDITIONS");
  }

  private static boolean isText(String name) {
    return name.matches(
        ".*\\.(java|md|xml|ya?ml|properties|sql|html|css|js|sh|csv|txt|svg|json)|musubi|\\.(ci|githooks)/.*");
  }
}
