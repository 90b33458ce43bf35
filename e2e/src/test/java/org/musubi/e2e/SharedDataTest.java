package org.musubi.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.musubi.e2e.harness.Program;

/** The launcher finds published sample data that lie beside the checkout. */
class SharedDataTest {
  private static final String VARIABLE = "MUSUBI_SHARED_DATA";

  @TempDir Path folder;
  private Path checkout = Path.of("");

  /** A checkout of the launcher alone, whose command tells what it was started with. */
  @BeforeEach
  void checkOut() throws IOException {
    folder = folder.toRealPath();
    checkout = Files.createDirectories(folder.resolve("check out"));
    var launcher = Files.createDirectories(checkout.resolve("launcher"));
    copy("musubi", checkout);
    for (var part : new String[] {"jdk.sh", "build.sh", "layout.sh"}) {
      copy("launcher/" + part, launcher);
    }
    Files.writeString(
        launcher.resolve("commands.sh"), "run_prepare() { env | grep ^" + VARIABLE + "=; }\n");
  }

  private static void copy(String name, Path into) throws IOException {
    Path file = Program.root().resolve(name);
    Files.copy(
        file, into.resolve(String.valueOf(file.getFileName())), StandardCopyOption.COPY_ATTRIBUTES);
  }

  @Test
  void dataBesideTheCheckoutAreNamedByAnAbsolutePath() throws Exception {
    Files.createDirectories(folder.resolve("shared/data"));

    assertThat(started(null)).isEqualTo(VARIABLE + "=" + folder.resolve("shared/data") + "\n");
  }

  @Test
  void withoutThemNothingIsNamed() throws Exception {
    assertThat(started(null)).isEmpty();
  }

  @Test
  void whatIsNamedAlreadyStaysAlsoWhenItIsNothing() throws Exception {
    Files.createDirectories(folder.resolve("shared/data"));

    assertThat(started("/elsewhere")).isEqualTo(VARIABLE + "=/elsewhere\n");
    assertThat(started("")).isEqualTo(VARIABLE + "=\n");
  }

  private String started(@Nullable String named) throws Exception {
    Path said = folder.resolve("said");
    var builder =
        new ProcessBuilder("sh", checkout.resolve("musubi").toString(), "prepare")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().remove(VARIABLE);
    if (named != null) {
      builder.environment().put(VARIABLE, named);
    }
    var process = builder.start();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    return Files.readString(said, StandardCharsets.UTF_8);
  }
}
