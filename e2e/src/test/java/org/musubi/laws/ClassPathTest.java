package org.musubi.laws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.musubi.e2e.harness.Program;

/**
 * What the deployables are started with: so many jars and no more (a few above what there are, so
 * that one more is a decision), and nothing of a test's or another program's. That no class comes
 * twice the build itself demands.
 */
@Tag("law")
class ClassPathTest {
  @ParameterizedTest
  @CsvSource({"platform,94", "services,69"})
  void aDeployableKeepsToItsBudgetOfJars(String module, int budget) throws IOException {
    assertThat(jars(module)).hasSizeBetween(1, budget);
  }

  @ParameterizedTest
  @CsvSource({"platform", "services"})
  void nothingForeignIsOnAClassPathThatIsDelivered(String module) throws IOException {
    assertThat(jars(module))
        .noneMatch(path ->
            path.matches(
                ".*/(kafka|flink|opentelemetry|camel|cxf|junit|assertj|playwright)-[^/]*"));
  }

  /** As the build wrote it down; modules of ours may still be folders. */
  private static List<String> jars(String module) throws IOException {
    Path file = Program.root().resolve(module).resolve("target/classpath");
    return List.of(Files.readString(file).strip().split(File.pathSeparator));
  }
}
