package org.musubi.laws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The laws run first and nothing switches them off; what the README tells to type exists. */
@Tag("law")
class BuildTest {
  private static final SourceTree TREE = SourceTree.here();
  private static final Pattern EXECUTION =
      Pattern.compile("(?s)<execution>\\s*<id>laws</id>(.*?)</execution>");
  private static final Pattern VARIABLE = Pattern.compile("(?:\\$\\{|getenv\\(\")(MUSUBI_[A-Z_]+)");
  private static final Pattern COMMAND = Pattern.compile("\\./musubi ([a-z-]+)");

  @Test
  void theLawsRunBeforeEveryOtherTest() {
    assertThat(List.of("laws/pom.xml", "platform/pom.xml", "e2e/pom.xml"))
        .flatMap(name -> violations(name, TREE.text(name)))
        .isEmpty();
  }

  @Test
  void theLawsAboutTheRepositoryAreTheFirstModuleAndNeedNoOther() {
    Matcher module = Pattern.compile("<module>([a-z0-9]+)</module>").matcher(TREE.text("pom.xml"));

    assertThat(module.results().map(found -> found.group(1))).startsWith("laws");
    assertThat(TREE.text("laws/pom.xml")).doesNotContain("<dependency>");
  }

  @Test
  void theHookChecksEveryKindOfFile() {
    assertThat(TREE.text(".githooks/pre-commit"))
        .contains("-pl laws process-test-classes")
        .doesNotContain("'\\.md$'");
  }

  @Test
  void noProfileSkipsThem() {
    assertThat(TREE.files(name -> name.endsWith("pom.xml")))
        .allMatch(
            name -> !TREE.text(name).matches("(?s).*<(skipTests|maven\\.test\\.skip|skip)>.*"));
  }

  @Test
  void everyCommandThatAPageTellsToTypeExists() {
    String launcher = TREE.text("musubi");

    assertThat(TREE.files(name -> name.endsWith(".md")))
        .flatMap(name -> commands(TREE.text(name)))
        .allMatch(command -> launcher.contains("  " + command + " "));
  }

  @Test
  void everyVariableThatIsReadIsOnThePageOfSettings() {
    String page = TREE.text("docs/operations/configuration.md");

    assertThat(TREE.files(name -> name.equals("musubi") || name.matches("launcher/.*|.*\\.java")))
        .flatMap(name -> variables(TREE.text(name)))
        .isNotEmpty()
        .allMatch(variable -> page.contains("| `" + variable + "` |"));
  }

  @Test
  void aBuildWithoutTheLawsFirstIsFound() {
    String late =
        "<execution><id>laws</id><phase>test</phase><groups>law</groups>"
            + "<excludedGroups>none</excludedGroups></execution>"
            + "<excludedGroups>law</excludedGroups>";

    assertThat(violations("pom.xml", "")).hasSize(1);
    assertThat(violations("pom.xml", late)).hasSize(1);
    assertThat(violations("pom.xml", late.replace("test<", "process-test-classes<"))).isEmpty();
  }

  private static List<String> violations(String name, String pom) {
    Matcher execution = EXECUTION.matcher(pom);
    return execution.find()
            && execution.group(1).contains("<phase>process-test-classes</phase>")
            && execution.group(1).contains("<groups>law</groups>")
            && execution.group(1).contains("<excludedGroups>none</excludedGroups>")
        ? List.of()
        : List.of(name + " does not run the laws first");
  }

  private static List<String> variables(String text) {
    return VARIABLE.matcher(text).results().map(found -> found.group(1)).toList();
  }

  private static List<String> commands(String text) {
    List<String> found = new ArrayList<>();
    Matcher command = COMMAND.matcher(text);
    while (command.find()) {
      found.add(command.group(1));
    }
    return found;
  }
}
