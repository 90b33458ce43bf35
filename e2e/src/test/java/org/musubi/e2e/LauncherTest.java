package org.musubi.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
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
      case " $* " in
        *" org.musubi.e2e.demo.Demo "*) exec "$REAL_JAVA" "$@" ;;
      esac
      while [ $# -gt 0 ]; do
        case $1 in
          org.musubi.e2e.demo.Training)
            for each in platform services; do printf trained >"$2/$each.aot"; done ;;
          -jar) jar=$2 ;;
          --destination) mkdir -p "$2" && cp "$jar" "$2" ;;
        esac
        printf '%s\\n' "$1"
        shift
      done
      """;

  @TempDir Path folder;
  private final Map<String, String> environment = new HashMap<>();
  private final List<String> shell = new ArrayList<>(List.of("sh"));
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
      program("jdk/bin/" + program, JAVA);
    }
    environment.putAll(
        Map.of(
            "JAVA_HOME",
            root.resolve("jdk").toString(),
            "REAL_JAVA",
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "MUSUBI_AOT",
            "off",
            "MUSUBI_CACHE",
            root.resolve("var/cache").toString(),
            "LC_ALL",
            "C.UTF-8"));
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
  @CsvSource({"serve", "demo", "test", "bench", "forward", "verify-log"})
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

  @Test
  void aLockThatCannotBeTakenIsNoOtherBuildThatIsWaitedFor() throws Exception {
    write("var/cache/lock", "no folder");

    var call = musubi("prepare");

    assertThat(call.code()).isEqualTo(1);
    assertThat(call.said()).contains("nothing can be written into", "に書き込めません");
  }

  @Test
  void aDiskThatTakesOnlyEmptyFilesIsFull() throws Exception {
    shell.addAll(List.of("-c", "trap '' XFSZ; ulimit -f 0; exec sh \"$@\"", "sh"));
    Path data = Files.createDirectories(folder.resolve("full"));

    var call = musubi("serve", "--data", data.toString());

    assertThat(call.code()).isEqualTo(1);
    assertThat(call.said()).contains("nothing can be written into " + data, "に書き込めません");
    assertThat(data).isEmptyDirectory();
  }

  @Test
  void aFolderForTheDataThatTheUserMayNotWriteIsNamed() throws Exception {
    Path data = Files.createDirectories(folder.resolve("data of another"));
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("r-xr-xr-x"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    if (System.getProperty("user.name").equals("root")) {
      shell.addAll(0, List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
    }

    var call = musubi("serve", "--data", data.toString());

    assertThat(call.code()).isEqualTo(1);
    assertThat(call.said()).contains("nothing can be written into " + data, "に書き込めません");
  }

  @Test
  void aJdk21IsRefusedWithTheVersionThatIsNeeded() throws Exception {
    seeOnly("jdk21");
    for (var program : List.of("java", "javac")) {
      program("jdk21/bin/" + program, "#!/bin/sh\necho 'openjdk version \"21.0.9\"' >&2\n");
    }

    var call = musubi("serve");

    assertThat(call.code()).isEqualTo(1);
    assertThat(call.said())
        .contains("Musubi needs a JDK 25; only these were found:", "JDK 25 が必要です")
        .contains("21  " + root.resolve("jdk21"), "https://adoptium.net/");
  }

  @Test
  void withoutAnyJdkItIsSaidWhereThereIsOne() throws Exception {
    seeOnly("runtime");
    program("runtime/bin/java", "#!/bin/sh\necho 'a runtime is no JDK'\n");

    var call = musubi("serve");

    assertThat(call.code()).isEqualTo(1);
    assertThat(call.said())
        .contains("Musubi needs a JDK 25 and none was found.", "JDK 25 が見つかりません")
        .contains("https://adoptium.net/");
  }

  /** No JDK of this machine's, and that folder's programs before all others. */
  private void seeOnly(String home) throws IOException {
    Path finder = root.resolve("launcher/jdk.sh");
    String nowhere = folder.resolve("nowhere") + "/";
    Files.writeString(
        finder,
        Files.readString(finder)
            .replace(" /usr/lib/jvm/", " " + nowhere)
            .replace(" /Library/", " " + nowhere)
            .replace(" /opt/", " " + nowhere));
    Path own = root.resolve(home);
    environment.put("HOME", nowhere);
    environment.put("JAVA_HOME", own.toString());
    environment.put("PATH", own.resolve("bin") + ":" + System.getenv("PATH"));
  }

  @Test
  void aPortThatIsTakenIsNamedBeforeAnythingStarts() throws Exception {
    Path classes = root.resolve("e2e/target/classes");
    Files.delete(classes.resolve("org"));
    Files.delete(classes);
    Files.createSymbolicLink(classes, Program.root().resolve("e2e/target/classes"));
    int base = FreePorts.base();
    try (var taken = new ServerSocket(base, 1, InetAddress.getLoopbackAddress())) {
      var call =
          musubi(
              "demo",
              "--once",
              "--data",
              folder.resolve("data").toString(),
              "--port-base",
              Integer.toString(taken.getLocalPort()));

      assertThat(call.code()).isEqualTo(1);
      assertThat(call.said())
          .contains("Taken by another program: port [" + base + "]", "--port-base")
          .contains("別のプログラムが使用しています");
    } finally {
      Files.delete(classes);
    }
  }

  @Test
  void anAotCacheThatWasCutOffIsNotGivenToTheJvm() throws Exception {
    Path layout = trained();
    assertThat(layout.resolve("java.args")).content().contains("-XX:AOTCache=");
    Files.writeString(layout.resolve("app.aot"), "trai");
    environment.put("MUSUBI_AOT", "off");

    var call = musubi("serve");

    assertThat(call.code()).isZero();
    assertThat(layout.resolve("java.args")).content().doesNotContain("-XX:AOTCache=");
  }

  @Test
  void anAotCacheThatWasCutOffIsMadeAnew() throws Exception {
    Path layout = trained();
    Files.writeString(layout.resolve("app.aot"), "trai");

    var call = musubi("serve");

    assertThat(call.code()).isZero();
    assertThat(layout.resolve("app.aot")).hasContent("trained");
    assertThat(layout.resolve("java.args")).content().contains("-XX:AOTCache=");
  }

  /** The layout of the platform, with a cache. */
  private Path trained() throws Exception {
    environment.put("MUSUBI_AOT", "auto");
    assertThat(musubi("serve").code()).isZero();
    try (var layouts = Files.list(root.resolve("var/cache"))) {
      return layouts
          .filter(each -> String.valueOf(each.getFileName()).startsWith("platform-"))
          .findFirst()
          .orElseThrow();
    }
  }

  private Call musubi(String... words) throws Exception {
    var command = new ArrayList<>(shell);
    command.add(root.resolve("musubi").toString());
    command.addAll(List.of(words));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
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

  private void program(String name, String text) throws IOException {
    assertThat(write(name, text).toFile().setExecutable(true, false)).isTrue();
  }

  private Path write(String name, String text) throws IOException {
    Path target = root.resolve(name);
    Files.createDirectories(target.getParent());
    return Files.writeString(target, text);
  }
}
