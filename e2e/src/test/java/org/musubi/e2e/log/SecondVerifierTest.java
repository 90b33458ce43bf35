package org.musubi.e2e.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.musubi.tlog.Ed25519Signer;
import org.musubi.tlog.Log;
import org.musubi.tlog.Proofs;
import org.musubi.tlog.Signer;
import org.musubi.tlog.TlogVerifier;

/**
 * A verifier in another language, written from the specifications alone, agrees with ours on every
 * proof and notices what ours notices.
 */
class SecondVerifierTest {
  private static final String ORIGIN = "musubi.example/second";
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-25T00:00:00Z"));

  @TempDir Path folder;
  private Signer signer;

  @BeforeEach
  void begin() throws Exception {
    assumeTrue(present(), "python3 is not here");
    signer = new Ed25519Signer(ORIGIN, KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
    try (var script = SecondVerifierTest.class.getResourceAsStream("/second_verifier.py")) {
      assertThat(script).isNotNull();
      Files.copy(script, folder.resolve("second_verifier.py"));
    }
  }

  @Test
  void bothFindTheSameLogsWholeAndGiveTheSameProofs() throws Exception {
    for (int size : List.of(1, 2, 5, 255, 256, 257, 300, 1000, 1537)) {
      var random = new Random(size);
      try (var log = open(size)) {
        fill(log, size, random);
        assertThat(verify(size))
            .isEqualTo("whole " + size + " " + log.checkpoint().rootText() + "\n");
        var questions = new StringBuilder();
        var answers = new StringBuilder();
        for (int i = 0; i < 40; i++) {
          ask(log, 1 + random.nextInt(size), random, questions, answers);
        }
        assertThat(run(questions.toString(), "proofs", path(size), signer.verifier().toString()))
            .isEqualTo(answers.toString());
      }
    }
  }

  private static void ask(
      Log log, int size, Random random, StringBuilder questions, StringBuilder answers)
      throws IOException {
    int at = random.nextInt(size);
    byte[] root = log.rootAt(size);
    byte[] leaf = Proofs.leafHash(log.read(at));
    var inclusion = log.inclusion(at, size);
    var consistency = log.consistency(at, size);
    questions.append("inclusion ").append(at).append(' ').append(size).append('\n');
    answers.append(text(inclusion)).append('\n');
    questions.append("consistency ").append(at).append(' ').append(size).append('\n');
    answers.append(text(consistency)).append('\n');
    for (boolean spoil : new boolean[] {false, true}) {
      byte[] asked = root.clone();
      asked[random.nextInt(32)] ^= (byte) (spoil ? 1 : 0);
      questions.append("included " + at + " " + size + " ").append(text(List.of(leaf, asked)));
      questions.append(' ').append(text(inclusion)).append('\n');
      answers.append(Proofs.included(leaf, at, size, inclusion, asked)).append('\n');
      byte[] old = log.rootAt(at);
      questions.append("consistent " + at + " " + size + " ").append(text(List.of(old, asked)));
      questions.append(' ').append(text(consistency)).append('\n');
      answers.append(Proofs.consistent(at, old, size, asked, consistency)).append('\n');
    }
  }

  @Test
  void bothNoticeAndPlaceTheSameDamage() throws Exception {
    var random = new Random(77);
    try (var log = open(700)) {
      fill(log, 700, random);
    }
    var root = folder.resolve("700");
    for (var name :
        List.of(
            "tile/entries/000",
            "tile/entries/002.p/188",
            "tile/0/001",
            "tile/0/002.p/188",
            "tile/1/000.p/2",
            "checkpoint")) {
      byte[] good = Files.readAllBytes(root.resolve(name));
      for (int i = 0; i < 4; i++) {
        byte[] bad = good.clone();
        bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(7));
        Files.write(root.resolve(name), bad);
        var ours = (TlogVerifier.Bad) TlogVerifier.verify(root, signer.verifier(), null);
        String place = name.equals("checkpoint") ? "" : ours.entry() + " ";
        assertThat(verify(700)).as("%s: %s", name, ours).startsWith("bad " + place);
      }
      Files.write(root.resolve(name), good);
    }
    assertThat(verify(700)).startsWith("whole 700 ");
  }

  @Test
  void aCheckpointThatTheKeyDidNotSignIsNotBelieved() throws Exception {
    var forged = folder.resolve("0");
    try (var log = open(0)) {
      assertThat(verify(0)).startsWith("whole 0 ");
      String other = log.checkpoint().note().replace(ORIGIN + "\n", ORIGIN + "x\n");
      Files.writeString(forged.resolve("checkpoint"), other);
    }
    assertThat(verify(0)).isEqualTo("bad 0 the checkpoint is not signed by the key\n");
  }

  private Log open(int size) throws IOException {
    return Log.open(folder.resolve(Integer.toString(size)), ORIGIN, signer, CLOCK);
  }

  private static void fill(Log log, int size, Random random) throws IOException {
    while (log.size() < size) {
      var batch = new ArrayList<byte[]>();
      long count = Math.min(size - log.size(), 1 + random.nextInt(120));
      for (long i = 0; i < count; i++) {
        byte[] entry = new byte[random.nextInt(80)];
        random.nextBytes(entry);
        batch.add(entry);
      }
      log.append(batch);
    }
  }

  private static String text(List<byte[]> hashes) {
    return String.join(
        " ", hashes.stream().map(hash -> Base64.getEncoder().encodeToString(hash)).toList());
  }

  private String path(int size) {
    return folder.resolve(Integer.toString(size)).toString();
  }

  private String verify(int size) throws Exception {
    return run("", "verify", path(size), signer.verifier().toString());
  }

  private String run(String input, String... arguments) throws Exception {
    var command = new ArrayList<>(List.of("python3", "-X", "utf8"));
    command.add(folder.resolve("second_verifier.py").toString());
    command.addAll(List.of(arguments));
    var questions = Files.writeString(folder.resolve("questions"), input);
    var process =
        new ProcessBuilder(command)
            .redirectInput(questions.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return answer;
  }

  private static boolean present() throws InterruptedException {
    try {
      return new ProcessBuilder("python3", "--version")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException absent) {
      return false;
    }
  }
}
