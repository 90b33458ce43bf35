package org.musubi.laws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.musubi.e2e.harness.Program;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The page of all settings is what the compiler found in the settings' own classes: every key, its
 * default, what it means. A changed default is therefore a visible difference of that page. To
 * write the page anew: {@code -Dmusubi.write-docs=true}.
 */
@Tag("law")
class ConfigurationTest {
  private static final String PAGE = "docs/operations/configuration.md";
  private static final String HEAD =
      """
      # Settings

      Every key of both programs, with its default. A key is set on the command line (`--musubi.data=DIR`), in the environment (`MUSUBI_DATA=DIR`: capitals, dots and dashes become
      underscores or go), or in a file `application.yaml` in the working directory, in this order of precedence. `-` means: no default; the key is required or what it offers is off.
      This page is checked against the programs at every build.

      """;
  private static final String LAUNCHER =
      """

      ## The launcher

      Read by `./musubi` from the environment.

      | variable | default | meaning |
      |---|---|---|
      | `JAVA_HOME` | - | where a JDK 25 is looked for first; then `java` on the PATH and the usual folders |
      | `MUSUBI_AOT` | `auto` | `off`: no AOT cache is made, and starts stay slower |
      | `MUSUBI_CACHE` | `var/cache` | where what is built lies: extracted applications, AOT caches, the programs of PostgreSQL |
      | `MUSUBI_SHARED_DATA` | - | a folder with samples of real systems: some tests read it, and region east of the demo also watches its `ssmix2/sampleData` |
      | `MUSUBI_TESTS` | - | `all`: `./musubi test` fails where Chromium is missing, or where a test leaves itself out for anything but recorded data |

      `./musubi serve` keeps its data in `var/platform` of the checkout unless the command line (`--data DIR`), the environment or the file says otherwise.
      It refuses a `--musubi.` key that this page does not list; keys of Spring Boot itself (`spring.`, `server.`, `logging.`) pass.
      """;

  @Test
  void everyKeyIsDocumentedWithItsDefault() throws IOException {
    var root = Program.root();
    var page =
        HEAD
            + table("The platform", root.resolve("platform"))
            + "\n"
            + table("The reference service 医療情報連携サービス", root.resolve("services"))
            + LAUNCHER;
    if (Boolean.getBoolean("musubi.write-docs")) {
      Files.writeString(root.resolve(PAGE), page);
    }

    assertThat(Files.readString(root.resolve(PAGE))).isEqualTo(page);
  }

  @Test
  void theDefaultsThatTheProgramsSetForSpringAreThoseOfThePage() throws IOException {
    var root = Program.root();
    String page = Files.readString(root.resolve(PAGE));
    String settings =
        Files.readString(root.resolve("platform/src/main/resources/application.yaml"));

    assertThat(page).contains("| `server.servlet.session.timeout` | `15m` |");
    assertThat(settings).containsPattern("servlet\\.session:\\s+timeout: 15m\\s");
  }

  @Test
  void everyKeySaysWhatItMeans() throws IOException {
    var root = Program.root();
    List<String> silent = new ArrayList<>();
    for (var module : List.of("platform", "services")) {
      rows(root.resolve(module))
          .forEach((key, row) -> {
            if (row.endsWith("|  |")) {
              silent.add(key);
            }
          });
    }

    assertThat(silent).as("keys without a description in Javadoc").isEmpty();
  }

  private static String table(String title, Path module) throws IOException {
    return "## "
        + title
        + "\n\n| key | default | meaning |\n|---|---|---|\n"
        + String.join("\n", rows(module).values())
        + "\n";
  }

  private static TreeMap<String, String> rows(Path module) throws IOException {
    var rows = new TreeMap<String, String>();
    var metadata =
        JsonMapper.builder()
            .build()
            .readTree(
                Files.readString(
                    module.resolve("target/classes/META-INF/spring-configuration-metadata.json")));
    for (var property : metadata.path("properties")) {
      String key = property.path("name").asString();
      rows.put(
          key,
          "| `"
              + key
              + "` | "
              + byDefault(property.path("defaultValue"))
              + " | "
              + meaning(property)
              + " |");
    }
    return rows;
  }

  private static String meaning(JsonNode property) {
    return property.path("description").asString("").replaceAll("\\s+", " ").replace("|", "\\|");
  }

  private static String byDefault(JsonNode value) {
    if (value.isMissingNode()) {
      return "-";
    }
    if (value.isArray()) {
      var all = new ArrayList<String>();
      value.forEach(each -> all.add(each.asString()));
      return "`" + String.join(",", all) + "`";
    }
    return value.asString().isEmpty() ? "(empty)" : "`" + value.asString() + "`";
  }
}
