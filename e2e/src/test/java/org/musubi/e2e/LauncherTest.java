package org.musubi.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.musubi.e2e.harness.Program;

/**
 * The launcher itself, in a checkout that is built already, with a JDK that only says how it was
 * called: what reaches the platform is what counts.
 */
class LauncherTest {
  private static final String JAVA =
      """
      #!/bin/sh
      while [ $# -gt 0 ]; do
        case $1 in
          -jar) jar=$2 ;;
          --destination) mkdir -p "$2" && cp "$jar" "$2" ;;
        esac
        printf '%s\\n' "$1"
        shift
      done
      """;

  @TempDir Path folder;
  private Path root = Path.of("");

  /** What a call left. */
  private record Call(int code, List<String> words, String said) {}

  @BeforeEach
  void makeACheckout() throws IOException {
    root = folder.resolve("a checkout");
    copy("musubi");
    for (var each : List.of("build", "commands", "jdk", "layout")) {
      copy("launcher/" + each + ".sh");
    }
    copy("docs/operations/configuration.md");
    write("platform/target/platform-1-app.jar", "platform");
    write("services/target/services-1-app.jar", "services");
    Files.createDirectories(root.resolve("e2e/target/classes/org"));
    write("var/cache/built", "");
    write("jdk/release", "JAVA_VERSION=\"25\"\n");
    for (var program : List.of("java", "javac")) {
      write("jdk/bin/" + program, JAVA);
      assertThat(root.resolve("jdk/bin/" + program).toFile().setExecutable(true)).isTrue();
    }
  }

  @Test
  void whereTheDataLieIsLeftToEnvironmentAndFileUnlessTheCommandLineSays() throws Exception {
    assertThat(musubi("serve").words())
        .contains("-Dmusubi.root=" + root)
        .noneMatch(word -> word.startsWith("--musubi.data"));
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void theDataFolderIsHeededWhereverItStands(boolean first) throws Exception {
    String data = folder.resolve("my data").toString();
    String key = "--musubi.pages.port=9";

    var call =
        first ? musubi("serve", "--data", data, key) : musubi("serve", key, "--data=" + data);

    assertThat(call.words()).contains("--musubi.data=" + data, key);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--bogus | --bogus",
        "word | word",
        "--bogus=1 | --bogus",
        "--musubi.pages.prot=9 | musubi.pages.prot",
        "--musubi.nothing=1 | musubi.nothing",
        "--data= | needs a folder",
        "--data | needs a folder"
      })
  void aWordThatServeDoesNotKnowIsRefused(String word, String named) throws Exception {
    var call = musubi("serve", word);

    assertThat(call.code()).isEqualTo(1);
    assertThat(call.said()).contains(named);
    assertThat(call.words()).noneMatch(each -> each.endsWith("app.jar"));
  }

  @Test
  void twoWordsForTheSameFolderAreRefused() throws Exception {
    var call = musubi("serve", "--data", folder.toString(), "--musubi.data=/x");

    assertThat(call.code()).isEqualTo(1);
    assertThat(call.said()).contains("leave one of them out");
  }

  @ParameterizedTest
  @CsvSource({
    "--musubi.demo=true",
    "--musubi.demo.communities.east=https://localhost:1",
    "--musubi.ihe.hosts[0]=a",
    "--server.servlet.session.timeout=5m",
    "--spring.config.additional-location=file:/x"
  })
  void aSettingOfThePageOrOfSpringReachesThePlatform(String word) throws Exception {
    assertThat(musubi("serve", word).words()).contains(word);
  }

  @ParameterizedTest
  @CsvSource({"serve", "demo", "test", "bench", "verify-log"})
  void helpIsGivenAndNothingIsStarted(String command) throws Exception {
    var call = musubi(command, "--help");

    assertThat(call.code()).isZero();
    assertThat(call.said()).contains("usage: ./musubi", "--assertion");
    assertThat(call.words()).noneMatch(word -> word.startsWith("-X"));
  }

  @Test
  void aLayoutThatStillRunsOutlivesNewerBuilds() throws Exception {
    var old = new ArrayList<Path>();
    for (int age = 0; age < 5; age++) {
      Path layout = root.resolve("var/cache/platform-" + age);
      old.add(write("var/cache/platform-" + age + "/app.jar", "old").getParent());
      Files.setLastModifiedTime(layout, FileTime.from(Instant.ofEpochSecond(1_000_000 - age)));
    }
    Path running = old.get(4);
    var process =
        new ProcessBuilder("sh", "-c", "read line", "sh", running.resolve("app.jar").toString())
            .start();
    try {
      assertThat(musubi("prepare").code()).isZero();

      assertThat(running).exists();
      assertThat(old.get(0)).exists();
      assertThat(old.get(3)).doesNotExist();
    } finally {
      process.destroyForcibly();
    }
  }

  private Call musubi(String... words) throws Exception {
    var command = new ArrayList<>(List.of("sh", root.resolve("musubi").toString()));
    command.addAll(List.of(words));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder
        .environment()
        .putAll(
            Map.of(
                "JAVA_HOME",
                root.resolve("jdk").toString(),
                "MUSUBI_AOT",
                "off",
                "MUSUBI_CACHE",
                root.resolve("var/cache").toString(),
                "LC_ALL",
                "C.UTF-8"));
    var process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Call(process.waitFor(), said.lines().toList(), said);
  }

  private void copy(String name) throws IOException {
    Path target = root.resolve(name);
    Files.createDirectories(target.getParent());
    Files.copy(Program.root().resolve(name), target, StandardCopyOption.COPY_ATTRIBUTES);
  }

  private Path write(String name, String text) throws IOException {
    Path target = root.resolve(name);
    Files.createDirectories(target.getParent());
    return Files.writeString(target, text);
  }
}
