package org.musubi.e2e.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExportTextTest {
  @ParameterizedTest
  @ValueSource(strings = {"/plain", "/with space/$HOME", "/it's \"quoted\"", "/外部 接続; true"})
  void aShellReadsTheFolderAsItIs(String folder) throws Exception {
    var shell = new ProcessBuilder("sh", "-c", "printf %s " + ExportText.quoted(folder)).start();

    assertThat(new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .isEqualTo(folder);
  }
}
