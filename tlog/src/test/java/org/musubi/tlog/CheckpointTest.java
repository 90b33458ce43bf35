package org.musubi.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.musubi.tlog.LogRefused.Reason;

class CheckpointTest {
  /** The example key and note of golang.org/x/mod/sumdb/note, an independent implementation. */
  private static final String PETER =
      "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

  private static final String NOTE_TEXT =
      "If you think cryptography is the answer to your problem,\n"
          + "then you don't know what your problem is.\n";

  private static final String SIGNATURE =
      "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=";

  @Test
  void signaturesOfAnotherImplementationAreUnderstood() {
    var key = VerifierKey.parse(PETER);
    byte[] line = java.util.Base64.getDecoder().decode(SIGNATURE);
    assertThat(java.nio.ByteBuffer.wrap(line).getInt()).isEqualTo(key.id());
    assertThat(key.verifies(Texts.bytes(NOTE_TEXT), java.util.Arrays.copyOfRange(line, 4, 68)))
        .isTrue();
  }

  @Test
  void aKeyIsReadAsItIsWritten() {
    String text = Logs.SIGNER.verifier().toString();
    assertThat(VerifierKey.parse(text)).hasToString(text);
  }

  @Test
  void aKeyWhoseIdDoesNotFitIsRefused() {
    String other = PETER.replace("c74f20a3", "c74f20a4");
    assertThatThrownBy(() -> VerifierKey.parse(other)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aNoteIsReadAsItWasSigned() throws Exception {
    var signed = Checkpoint.sign(Logs.ORIGIN, 7, new Frontier().root(), Logs.SIGNER);
    var read = Checkpoint.open(signed.note(), Logs.SIGNER.verifier());
    assertThat(read.sameTree(signed)).isTrue();
    assertThat(signed.note()).startsWith(Logs.ORIGIN + "\n7\n").endsWith("=\n");
  }

  @Test
  void aChangedNoteIsRefused() {
    var signed = Checkpoint.sign(Logs.ORIGIN, 7, new Frontier().root(), Logs.SIGNER);
    String forged = signed.note().replace("\n7\n", "\n8\n");
    assertThatThrownBy(() -> Checkpoint.open(forged, Logs.SIGNER.verifier()))
        .isInstanceOfSatisfying(
            LogRefused.class, e -> assertThat(e.reason()).isEqualTo(Reason.OTHER_KEY));
  }

  @Test
  void aNoteSignedByAnotherIsRefused() {
    var stranger = Logs.signer(Logs.ORIGIN);
    var signed = Checkpoint.sign(Logs.ORIGIN, 7, new Frontier().root(), stranger);
    assertThatThrownBy(() -> Checkpoint.open(signed.note(), Logs.SIGNER.verifier()))
        .isInstanceOf(LogRefused.class);
  }
}
