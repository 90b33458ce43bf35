package org.musubi.ihe.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Sizes of the issue, in JVMs of their own with a small heap. That 300 MB of base64 in one element
 * pass under 48 MB proves the parser setting that gives long texts in pieces.
 */
@Tag("slow")
class LargeDocumentsTest {
  @TempDir Path folder;

  @ParameterizedTest(name = "{1}: {4} documents of {5} MB as {3} under {0}")
  @CsvSource({
    "-Xmx48m, one, 1, xop, 1, 300",
    "-Xmx48m, one, 1, inline, 1, 300",
    "-Xmx48m, two, 1, xop, 2, 150",
    "-Xmx48m, many, 1, inline, 60, 1",
    "-Xmx256m, ten at once, 10, xop, 60, 1",
    "-Xmx256m, ten at once, 10, inline, 2, 20"
  })
  void documentsPassWholeBothWaysUnderASmallHeap(
      String heap, String what, String atOnce, String kind, String documents, String megabytes)
      throws Exception {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var command =
        new ArrayList<>(List.of(java, heap, "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(LargeDocuments.class.getName());
    command.addAll(Arrays.asList(folder.toString(), atOnce, kind, documents, megabytes));

    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var said = new String(process.getInputStream().readAllBytes());

    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said.strip()).isEqualTo("whole");
  }
}
