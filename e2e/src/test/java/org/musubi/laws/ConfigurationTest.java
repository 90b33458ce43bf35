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

  @Test
  void everyKeyIsDocumentedWithItsDefault() throws IOException {
    var root = SourceTree.here().root();
    var page =
        HEAD
            + table("The platform", root.resolve("platform"))
            + "\n"
            + table("The reference service 医療情報連携サービス", root.resolve("services"));
    if (Boolean.getBoolean("musubi.write-docs")) {
      Files.writeString(root.resolve(PAGE), page);
    }

    assertThat(Files.readString(root.resolve(PAGE))).isEqualTo(page);
  }

  @Test
  void everyKeySaysWhatItMeans() throws IOException {
    var root = SourceTree.here().root();
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
