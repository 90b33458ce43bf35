package org.musubi.e2e.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StartLinesTest {
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);

  @Test
  void eachProcessIsToldWhenItStartsAndWhenItServes() {
    try (var lines = new StartLines(out, false)) {
      lines.ended("west", 17);
      lines.starts("platform");
      lines.serves("platform");
    }

    assertThat(said.toString(StandardCharsets.UTF_8).lines())
        .satisfiesExactly(
            line -> assertThat(line).contains("west (17)"),
            line -> assertThat(line).contains("starting: platform"),
            line -> assertThat(line).contains("serves: platform (0 s)"));
  }

  @Test
  void whatARunningLineShowedIsClearedAwayAtTheEnd() {
    try (var lines = new StartLines(out, true)) {
      lines.starts("platform");
    }

    assertThat(said.toString(StandardCharsets.UTF_8)).endsWith("\r\033[K");
  }
}
