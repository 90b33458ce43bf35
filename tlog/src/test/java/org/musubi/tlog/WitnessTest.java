package org.musubi.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.musubi.tlog.FaultyDisk.Fault;

class WitnessTest {
  private static final Signer SIGNER = Logs.signer("witness.example/w1");

  @TempDir Path folder;

  private Witness witness() throws IOException {
    return witness(Disk.real());
  }

  private Witness witness(Disk disk) throws IOException {
    return new Witness(
        folder.resolve("witness"), SIGNER, List.of(Logs.SIGNER.verifier()), Logs.CLOCK, disk);
  }

  private static Witness.Answer ask(Witness witness, Log log, long old) throws IOException {
    var checkpoint = log.checkpoint();
    var proof = log.consistency(old, checkpoint.size());
    return witness.addCheckpoint(Witness.request(old, proof, checkpoint));
  }

  /** Keys and a signature of transparency-dev/formats, note_cosigv1_test.go. */
  @Test
  void keysAndTimesOfAnotherImplementationAreUnderstood() {
    var key =
        VerifierKey.parse("remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2");
    assertThat(key.isWitness()).isTrue();
    assertThat(key.name()).isEqualTo("remora.n621.de");
    byte[] line =
        Base64.getDecoder()
            .decode(
                "ZGhGuQAAAABm/qTPeyKXD+R2rzyQsxPiP8mXum7qq/iF0u4vanlqJyocWODBt97w9uL+8qT7S5gxEHWWOwor"
                    + "DcFiEBYJXORmnFBOBA==");
    assertThat(line).hasSize(4 + 8 + 64);
    assertThat(java.nio.ByteBuffer.wrap(line, 4, 8).getLong()).isEqualTo(1_727_964_367L);
  }

  /** The example checkpoint of the page C2SP tlog-cosignature. */
  @Test
  void theCosignedCheckpointOfTheSpecificationIsRead() throws Exception {
    String note =
        """
        example.com/behind-the-sofa
        20852163
        CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

        — example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
        — witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==
        """;
    var read = Checkpoint.read(note);
    assertThat(read.size()).isEqualTo(20_852_163);
    assertThat(Note.read(note).toString()).isEqualTo(note);
    assertThat(VerifierKey.cosigned(1_679_315_147, Note.read(note).text()))
        .startsWith("cosignature/v1\ntime 1679315147\nexample.com/behind-the-sofa\n20852163\n");
  }

  @Test
  void aCosignatureIsAddedToThePublishedCheckpointAndReadersGoOn() throws Exception {
    var witness = witness();
    try (var log = Logs.open(folder.resolve("log"))) {
      log.append(Logs.batch("a", "b"));
      var keys = List.of(witness.verifier());
      var cosigned = (Witness.Cosigned) ask(witness, log, 0);
      assertThat(log.cosign(log.checkpoint(), cosigned.line(), keys)).isTrue();
      var published = Checkpoint.read(Files.readString(folder.resolve("log/checkpoint")));
      assertThat(Cosigned.count(published, keys)).isEqualTo(1);
      assertThat(Cosigned.count(published, List.of(Logs.signer("other").verifier().asWitness())))
          .isZero();
      log.append(Logs.batch("c"));
      assertThat(ask(witness, log, 2)).isInstanceOf(Witness.Cosigned.class);
    }
    try (var log = Logs.open(folder.resolve("log"))) {
      assertThat(log.size()).isEqualTo(3);
    }
    var kept = Checkpoint.read(Files.readString(folder.resolve("log/checkpoint.cosigned")));
    assertThat(TlogVerifier.verify(folder.resolve("log"), Logs.SIGNER.verifier(), kept))
        .isInstanceOf(TlogVerifier.Whole.class);
  }

  @Test
  void aSplitViewIsNoticed() throws Exception {
    var witness = witness();
    try (var log = Logs.open(folder.resolve("log"));
        var fork = Logs.open(folder.resolve("fork"))) {
      log.append(Logs.batch("a", "b"));
      fork.append(Logs.batch("a", "B"));
      assertThat(ask(witness, log, 0)).isInstanceOf(Witness.Cosigned.class);
      assertThat(ask(witness, fork, 0)).isEqualTo(new Witness.Conflict(2));
      assertThat(ask(witness, fork, 2)).isEqualTo(new Witness.Conflict(2));
      fork.append(Logs.batch("c"));
      assertThat(ask(witness, fork, 2))
          .isEqualTo(new Witness.Refused(422, "the proof does not hold"));
      log.append(Logs.batch("c"));
      assertThat(ask(witness(), log, 2)).isInstanceOf(Witness.Cosigned.class);
      assertThat(witness().size(Logs.ORIGIN)).isEqualTo(3);
    }
  }

  @Test
  void eachRefusalHasTheStatusOfTheSpecification() throws Exception {
    var witness = witness();
    var stranger = Checkpoint.sign(Logs.ORIGIN, 1, Hashes.empty(), Logs.signer(Logs.ORIGIN));
    var unknown = Checkpoint.sign("other.example", 1, Hashes.empty(), Logs.SIGNER);
    var known = Checkpoint.sign(Logs.ORIGIN, 1, Hashes.empty(), Logs.SIGNER);
    assertThat(witness.addCheckpoint("old 0\n").status()).isEqualTo(400);
    assertThat(witness.addCheckpoint("old 00\n\n" + known.note()).status()).isEqualTo(400);
    assertThat(witness.addCheckpoint("old 0\nAAAA\n\n" + known.note()).status()).isEqualTo(400);
    assertThat(witness.addCheckpoint(Witness.request(2, List.of(), known)).status()).isEqualTo(400);
    assertThat(witness.addCheckpoint(Witness.request(0, List.of(), stranger)).status())
        .isEqualTo(403);
    assertThat(witness.addCheckpoint(Witness.request(0, List.of(), unknown)).status())
        .isEqualTo(404);
    assertThat(witness.addCheckpoint(Witness.request(1, List.of(), known)))
        .isEqualTo(new Witness.Conflict(0));
    assertThat(witness.addCheckpoint(Witness.request(0, List.of(new byte[32]), known)).status())
        .isEqualTo(422);
  }

  @Test
  void nothingIsCosignedThatTheWitnessCouldForget() throws Exception {
    try (var log = Logs.open(folder.resolve("log"));
        var fork = Logs.open(folder.resolve("fork"))) {
      log.append(Logs.batch("a"));
      fork.append(Logs.batch("A"));
      int faults = 0;
      for (int step = 0; ; step++) {
        Files.deleteIfExists(stateOf());
        var disk = new FaultyDisk(Fault.POWER_CUT, step, step);
        boolean cosigned = false;
        try {
          cosigned = ask(witness(disk), log, 0) instanceof Witness.Cosigned;
        } catch (FaultyDisk.PowerCut ended) {
          faults++;
        }
        boolean forked = ask(witness(), fork, 0) instanceof Witness.Cosigned;
        assertThat(cosigned && forked).as("step %d %s", step, disk.hit).isFalse();
        if (!disk.happened()) {
          break;
        }
      }
      assertThat(faults).isGreaterThan(3);
    }
  }

  private Path stateOf() throws IOException {
    return folder
        .resolve("witness")
        .resolve(
            java.util.HexFormat.of().formatHex(Hashes.sha256().digest(Texts.bytes(Logs.ORIGIN))));
  }

  @Test
  void otherProcessesAskOverHttp() throws Exception {
    var witness = witness();
    var here = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (var server = new WitnessServer(witness, here);
        var client = HttpClient.newHttpClient();
        var log = Logs.open(folder.resolve("log"))) {
      log.append(Logs.batch("a"));
      var uri = URI.create("http://127.0.0.1:" + server.address().getPort() + "/add-checkpoint");
      String body = Witness.request(0, List.of(), log.checkpoint());
      var post = HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.ofString(body));
      var first = client.send(post.build(), HttpResponse.BodyHandlers.ofString());
      assertThat(first.statusCode()).isEqualTo(200);
      assertThat(first.body()).startsWith("— witness.example/w1 ").endsWith("\n");
      var second = client.send(post.build(), HttpResponse.BodyHandlers.ofString());
      assertThat(second.statusCode()).isEqualTo(409);
      assertThat(second.body()).isEqualTo("1\n");
      assertThat(second.headers().firstValue("Content-Type")).contains("text/x.tlog.size");
    }
  }

  @Test
  void theLogGoesOverToAnotherKeyAndWhoKnowsOneOfThemFollows() throws Exception {
    var fresh = Logs.signer(Logs.ORIGIN);
    Checkpoint early;
    try (var log = Logs.open(folder.resolve("log"), FaultyDisk.faultless(), 1)) {
      log.append(Logs.batch("a"));
      early = log.checkpoint();
      assertThat(log.rotate(fresh)).isEqualTo(1);
      assertThat(Log.isRecord(log.read(1))).isTrue();
      log.append(Logs.batch("b"));
      assertThat(Checkpoint.open(log.checkpoint().note(), fresh.verifier()).size()).isEqualTo(3);
    }
    for (var key : List.of(Logs.SIGNER.verifier(), fresh.verifier())) {
      assertThat(TlogVerifier.verify(folder.resolve("log"), key, early))
          .isInstanceOf(TlogVerifier.Whole.class);
    }
    assertThat(TlogVerifier.verify(folder.resolve("log"), Logs.signer("x").verifier(), null))
        .isInstanceOf(TlogVerifier.Bad.class);
    assertThatThrownBy(() -> Logs.open(folder.resolve("log")).close())
        .isInstanceOfSatisfying(
            LogRefused.class, e -> assertThat(e.reason()).isEqualTo(LogRefused.Reason.OTHER_KEY));
    try (var log = Log.open(folder.resolve("log"), Logs.ORIGIN, fresh, Logs.CLOCK)) {
      assertThat(log.append(Logs.batch("c"))).isEqualTo(3);
    }
  }

  @Test
  void whoHoldsTheOldKeyOnlyCannotGoOnAfterTheChange() throws Exception {
    var fresh = Logs.signer(Logs.ORIGIN);
    try (var log = Logs.open(folder.resolve("log"))) {
      log.append(Logs.batch("a"));
      log.rotate(fresh);
    }
    assertThatThrownBy(() -> Logs.open(folder.resolve("log")).close())
        .hasMessageContaining("newer key");
    var last = Checkpoint.read(Files.readString(folder.resolve("log/checkpoint")));
    var stolen = Checkpoint.sign(Logs.ORIGIN, 2, last.root(), Logs.SIGNER);
    Files.writeString(folder.resolve("log/checkpoint"), stolen.note());
    assertThat(TlogVerifier.verify(folder.resolve("log"), Logs.SIGNER.verifier(), null))
        .isInstanceOfSatisfying(
            TlogVerifier.Bad.class, bad -> assertThat(bad.reason()).contains("not signed"));
  }
}
