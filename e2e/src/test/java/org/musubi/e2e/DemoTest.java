package org.musubi.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.musubi.e2e.harness.Community;
import org.musubi.e2e.harness.Deployment;
import org.musubi.e2e.harness.Ports;
import org.musubi.e2e.harness.Program;
import org.musubi.e2e.walk.Login;
import org.musubi.e2e.walk.PatientPages;
import org.musubi.e2e.walk.SignInRefused;

/** The demo as a person runs it: another process, its exit code, its words. */
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DemoTest {
  private static final long MINUTES = 8;

  @TempDir Path folder;
  private final Program.Both programs = Program.both();
  private int base;

  /** What a run left. */
  private record Run(int code, String said) {}

  @BeforeAll
  void choosePorts() throws IOException {
    base = FreePorts.base();
  }

  @AfterEach
  void nothingIsLeftRunning() {
    assertThat(folder).isNotEmptyDirectory();
    assertThat(ProcessHandle.allProcesses().map(handle -> handle.info().commandLine().orElse("")))
        .noneMatch(line -> line.contains(folder.toString()));
  }

  @Test
  void theWholeJobEndsWithZeroAndEqualHashesAndALooseStorageIsTold() throws Exception {
    var run = demo("--once");

    assertThat(run.said()).doesNotContain("✗", "Exception", "\tat ");
    assertThat(run.code()).isZero();
    var hashes = Pattern.compile("(?:west|east|audit) {2,3}([0-9a-f]{64})").matcher(run.said());
    assertThat(hashes.results().map(found -> found.group(1)).toList()).hasSize(3);
    assertThat(hashes.reset().results().map(found -> found.group(1)).distinct()).hasSize(1);
    assertThat(run.said()).containsPattern("登録 / registered: [1-9]");
    assertThat(run.said()).containsPattern("配置誤り / misfiled: [1-9]");
    assertThat(run.said()).contains("Failure XDSDocumentUniqueIdError");
  }

  @ParameterizedTest
  @CsvSource({
    "region,Failure XDSUnavailableCommunity",
    "consent,Failure XDSDocumentUniqueIdError",
    "certificate,TLS",
    "audit,SOAP Fault Receiver (HTTP 500)",
    "assertion,SOAP Fault Sender MessageExpired (HTTP 400)"
  })
  void whatIsBrokenIsRefusedWithItsCode(String broken, String code) throws Exception {
    var run = demo("--once", "--break", broken);

    assertThat(run.said()).contains("refused as it must be: " + code + "\n");
    assertThat(run.said()).doesNotContain("✗", "Exception", "\tat ");
    assertThat(run.code()).isEqualTo(3);
  }

  @Test
  void aDemoWhosePatientWithdrewAndWhoseDriverWasKilledIsStartedAgainOnItsData() throws Exception {
    Path log = folder.resolve("killed.log");
    var killed = start(log);
    awaitWords(killed, log, "Ctrl-C");
    var deployment = new Deployment(folder.resolve("data"), Ports.from(base));
    var hanako = Login.of(deployment.layout(), "hanako");
    PatientPages.signIn(deployment, hanako).withdraw(Community.WEST);
    killed.destroyForcibly().waitFor();

    var run = demo("--once");

    assertThat(run.said()).contains("ended what an earlier run left: platform", "left: shared");
    assertThat(run.said()).contains("撤回されていたため、実演のために画面で同意しました");
    assertThat(run.said()).doesNotContain("✗", "Exception", "\tat ");
    assertThat(run.code()).isZero();
    assertThat(Login.of(deployment.layout(), "hanako").password()).isEqualTo(hanako.password());
  }

  @Test
  void aJobThatFailsLeavesThePagesUpAndSaysWhatToDo() throws Exception {
    Path data = folder.resolve("locked");
    Path log = folder.resolve("locked.log");
    var process = start(data, log);
    awaitWords(process, log, "Ctrl-C");
    lock(new Deployment(data, Ports.from(base)), "hanako");
    process.destroy();
    assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES)).isTrue();

    var again = start(data, log);
    try {
      awaitWords(again, log, "Ctrl-C");

      assertThat(Files.readString(log))
          .contains("✗", "the sign-in of hanako was refused", "the pages stay up", "https://")
          .doesNotContain("[", "Exception", "\tat ");
    } finally {
      again.destroy();
      assertThat(again.waitFor(MINUTES, TimeUnit.MINUTES)).isTrue();
    }
  }

  /** Five wrong passwords, as anybody may type them. */
  private static void lock(Deployment deployment, String login) throws IOException {
    for (int i = 0; i < 5; i++) {
      try {
        PatientPages.signIn(deployment, new Login(login, "wrong", ""));
      } catch (SignInRefused refused) {
        assertThat(refused.login()).isEqualTo(login);
      }
    }
  }

  @Test
  void theExportLetsCurlAskForPatientDocumentsAndDocument() throws Exception {
    Path export = folder.resolve("export");
    var process = start(folder.resolve("export.log"), "--export", export.toString());
    try {
      awaitWords(process, folder.resolve("export.log"), "Ctrl-C");
      assertThat(export)
          .isDirectoryContaining("glob:**/{ca,client-cert,client-key,signing-cert,signing-key}.pem")
          .isDirectoryContaining("glob:**/client.p12")
          .isDirectoryContaining("glob:**/assertion.xml");
      String readme = Files.readString(export.resolve("README.md"));
      assertThat(readme).contains("process_fault_on_http_400=true");
      assumeTrue(Files.isExecutable(Path.of("/usr/bin/curl")), "curl is not installed");

      var commands = readme.lines().filter(line -> line.strip().startsWith("curl ")).toList();
      assertThat(commands).hasSize(3);
      assertThat(curl(export, commands.get(0)))
          .contains(
              "W-2001", "<assignedEntity classCode=\"ASSIGNED\"><id root=\"1.2.392.200250.9.2\"/>");
      assertThat(curl(export, commands.get(1))).contains("ResponseStatusType:Success");
      assertThat(curl(export, commands.get(2)))
          .contains("ResponseStatusType:Success", "DocumentUniqueId");
    } finally {
      process.destroy();
      assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES)).isTrue();
    }
  }

  private Run demo(String... arguments) throws Exception {
    Path log = Files.createTempFile(folder, "demo", ".log");
    var process = start(log, arguments);
    if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
      process.destroy();
      throw new IOException("the demo does not end:\n" + Files.readString(log));
    }
    return new Run(process.exitValue(), Files.readString(log));
  }

  private Process start(Path log, String... arguments) throws IOException {
    return start(folder.resolve("data"), log, arguments);
  }

  private Process start(Path data, Path log, String... arguments) throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-XX:+UseSerialGC");
    command.add("-Xmx192m");
    command.add("-Dstdout.encoding=UTF-8");
    command.add("-Dstderr.encoding=UTF-8");
    command.add("-Dmusubi.root=" + Program.root());
    command.add("-Dmusubi.platform=" + programs.platform().layout());
    command.add("-Dmusubi.services=" + programs.services().layout());
    command.add("-cp");
    command.add(Program.root().resolve("e2e/target/classes").toString());
    command.add("org.musubi.e2e.demo.Demo");
    command.addAll(List.of("--data", data.toString()));
    command.addAll(List.of("--port-base", Integer.toString(base)));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }

  private static void awaitWords(Process process, Path log, String words) throws Exception {
    while (!Files.readString(log, StandardCharsets.UTF_8).contains(words)) {
      if (process.waitFor(100, TimeUnit.MILLISECONDS)) {
        throw new IOException("the demo ended:\n" + Files.readString(log));
      }
    }
  }

  private static String curl(Path export, String command) throws Exception {
    Path answer = Files.createTempFile(export, "answer", ".txt");
    var process =
        new ProcessBuilder("sh", "-c", command.strip())
            .directory(export.toFile())
            .redirectErrorStream(true)
            .redirectOutput(answer.toFile())
            .start();
    assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES)).isTrue();
    String text = Files.readString(answer, StandardCharsets.ISO_8859_1);
    assertThat(process.exitValue()).as(text).isZero();
    return text;
  }
}
