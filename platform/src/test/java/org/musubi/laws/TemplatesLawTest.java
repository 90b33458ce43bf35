package org.musubi.laws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A page belongs to one room: templates lie in the room's folder, use fragments of that folder or
 * of {@code face}, and only that room's classes show them.
 */
@Tag("law")
class TemplatesLawTest {
  private static final Path SOURCES = Path.of("src/main/java/org/musubi");
  private static final Path TEMPLATES = Path.of("src/main/resources/templates");
  private static final Pattern FRAGMENT = Pattern.compile("~\\{\\s*([a-z]+)/");
  private static final Pattern VIEW =
      Pattern.compile("(?:return|new ModelAndView\\()\\s*\"([a-z]+)/[a-z0-9/-]+(?:\\s*::.*?)?\"");

  @Test
  void everyTemplateKeepsToItsRoom() throws IOException {
    List<String> found = new ArrayList<>();
    for (Path file : files(TEMPLATES, ".html")) {
      String folder = TEMPLATES.relativize(file).getName(0).toString();
      found.addAll(
          templateViolations(folder, Files.isDirectory(SOURCES.resolve(folder)), read(file)));
    }
    for (Path file : files(SOURCES, ".java")) {
      found.addAll(viewViolations(SOURCES.relativize(file).getName(0).toString(), read(file)));
    }

    assertThat(found).isEmpty();
  }

  @Test
  void aTemplateThatReachesIntoAnotherRoomIsFound() {
    assertThat(templateViolations("consent", true, "<div th:replace=\"~{mpi/card :: one}\">"))
        .containsExactly("consent uses a fragment of mpi");
    assertThat(templateViolations("consent", true, "<div th:replace=\"~{face/layout :: page}\">"))
        .isEmpty();
    assertThat(templateViolations("attic", false, "")).containsExactly("attic is no room");
  }

  @Test
  void aPageOfAnotherRoomIsFound() {
    assertThat(viewViolations("portal", "return \"consent/list\";"))
        .containsExactly("portal shows a page of consent");
    assertThat(viewViolations("consent", "return \"consent/list :: rows\";")).isEmpty();
  }

  private static List<String> templateViolations(String folder, boolean room, String text) {
    if (folder.equals("face") || folder.equals("error") || folder.endsWith(".html")) {
      room = true;
    }
    List<String> found = new ArrayList<>();
    if (!room) {
      found.add(folder + " is no room");
    }
    Matcher fragment = FRAGMENT.matcher(text);
    while (fragment.find()) {
      if (!fragment.group(1).equals(folder) && !fragment.group(1).equals("face")) {
        found.add(folder + " uses a fragment of " + fragment.group(1));
      }
    }
    return found;
  }

  private static List<String> viewViolations(String room, String text) {
    List<String> found = new ArrayList<>();
    Matcher view = VIEW.matcher(text);
    while (view.find()) {
      if (!view.group(1).equals(room) && !view.group(1).equals("face")) {
        found.add(room + " shows a page of " + view.group(1));
      }
    }
    return found;
  }

  private static List<Path> files(Path folder, String ending) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }

  private static String read(Path file) throws IOException {
    return Files.readString(file);
  }
}
