package org.musubi.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.musubi.tlog.Ed25519Signer;

class CheckpointKeyTest {
  @TempDir Path secrets;

  @Test
  void theSignatureIsTheOneThatTheJdkGives() throws Exception {
    var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    byte[] text = {1, 2, 3};
    assertThat(new CheckpointSigner("a/b", pair).sign(text))
        .isEqualTo(new Ed25519Signer("a/b", pair).sign(text));
  }

  @Test
  void theKeyMadeAtTheFirstStartIsKept() throws Exception {
    var first = CheckpointKey.in(secrets, "a/b").verifier();
    assertThat(CheckpointKey.in(secrets, "a/b").verifier()).hasToString(first.toString());
  }

  @Test
  void aDamagedKeyIsNotReplacedByANewOne() throws Exception {
    var unused = CheckpointKey.in(secrets, "a/b");
    var file = secrets.resolve("audit-checkpoint.key");
    Files.writeString(file, "damaged\n");
    assertThatThrownBy(() -> CheckpointKey.in(secrets, "a/b")).isInstanceOf(IOException.class);
    assertThat(file).hasContent("damaged\n");
  }
}
