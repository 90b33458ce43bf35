package org.musubi.tlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyTest {
  @TempDir Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int verify(String... arguments) {
    return Verify.run(
        arguments,
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  @Test
  void aWholeLogGivesOneLineWithSizeAndRoot() throws Exception {
    Logs.filled(folder);
    int code = verify(folder.toString(), Logs.SIGNER.verifier().toString());
    assertThat(code).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .startsWith("whole: size 6 root ")
        .hasLineCount(1);
  }

  @Test
  void aDamagedLogNamesTheFirstBadEntry() throws Exception {
    Logs.filled(folder);
    byte[] bytes = Files.readAllBytes(folder.resolve("entries"));
    bytes[bytes.length - 400] ^= 1;
    Files.write(folder.resolve("entries"), bytes);
    int code = verify(folder.toString(), Logs.SIGNER.verifier().toString());
    assertThat(code).isEqualTo(1);
    assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("NOT whole: first bad entry 3");
  }

  @Test
  void anotherKeyIsNotBelieved() throws Exception {
    Logs.filled(folder);
    assertThat(verify(folder.toString(), Logs.signer(Logs.ORIGIN).verifier().toString()))
        .isEqualTo(1);
  }

  @Test
  void withoutALogTheQuestionIsNotAnsweredAndTheFolderIsNamedInBothLanguages() {
    assertThat(verify(folder.toString())).isEqualTo(2);
    assertThat(verify(folder.toString(), Logs.SIGNER.verifier().toString())).isEqualTo(2);
    assertThat(out.size()).isZero();
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("no log in " + folder, folder + " に証跡ログがありません。")
        .doesNotContain("verifier key");
  }
}
