package org.musubi.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.musubi.e2e.harness.Deployment;
import org.musubi.e2e.harness.Ports;
import org.musubi.e2e.harness.Program;
import org.musubi.e2e.walk.Peer;
import org.musubi.e2e.wire.Identity;
import org.musubi.e2e.wire.Messages;
import org.musubi.e2e.wire.Retrieve;
import org.musubi.e2e.wire.Transaction;
import org.musubi.e2e.wire.Wire;

/** Documents far larger than the heap (256 MB) of the platform. */
@Tag("slow")
class LargeDocumentTest {
  private static final LargeDocument XOP = LargeDocument.of(300, 300);
  private static final LargeDocument INLINE = LargeDocument.of(301, 300).asText();
  private static final LargeDocument ONE = LargeDocument.of(150, 150);
  private static final LargeDocument OTHER = LargeDocument.of(151, 150);
  private static final LargeDocument HUNDRED = LargeDocument.of(100, 100);
  private static final LargeDocument SMALL = LargeDocument.of(3, 3);
  private static final LargeDocument DIES = LargeDocument.of(400, 300).stopping(4000, false);
  private static final LargeDocument STALLS = LargeDocument.of(401, 300).stopping(4000, true);
  private static final List<LargeDocument> SIXTY =
      IntStream.range(0, 60).mapToObj(i -> LargeDocument.of(500 + i, 1 + i % 3)).toList();

  private static Deployment deployment;
  private static ServerSocket door;

  @BeforeAll
  static void aPlatformAndOneCommunity() throws Exception {
    door = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
    deployment =
        new Deployment(
            Files.createTempDirectory("musubi-large"),
            Ports.free(),
            Program.both(),
            new Deployment.Extras(
                Map.of(),
                List.of(
                    "--musubi.demo.communities.x01=https://localhost:" + door.getLocalPort(),
                    "--musubi.gateway.breaker-failures=1000",
                    // What a machine keeps that runs both sides and other tests besides.
                    "--musubi.gateway.deadline=60s",
                    "--musubi.gateway.idle=30s",
                    "--musubi.gateway.minimum-rate=1KB")));
    deployment.platform().start();
    deployment.platform().awaitReady();
    var all = new ArrayList<>(List.of(XOP, INLINE, ONE, OTHER, HUNDRED, SMALL, DIES, STALLS));
    all.addAll(SIXTY);
    // Before anybody waits for an answer that tells of them.
    all.forEach(LargeDocument::hash);
    ScriptedCommunity.at(
        door,
        Identity.load(deployment.layout().credentials("x01")),
        new LargeHoldings(List.copyOf(all)));
  }

  @AfterAll
  static void end() throws IOException {
    deployment.close();
    door.close();
  }

  /** Whatever happened, the platform lives, its spool is empty, and no disk holds plain text. */
  @AfterEach
  void nothingIsLeft() throws Exception {
    assertThat(deployment.platform().isAlive()).isTrue();
    for (int i = 0; i < 100 && !spooled().isEmpty(); i++) {
      Thread.sleep(100);
    }
    assertThat(spooled()).isEmpty();
    nothingLiesInPlainText();
  }

  /** Neither as it is nor as it travels inside a message. */
  private static void nothingLiesInPlainText() throws IOException {
    for (var words : List.of(LargeDocument.MARKER, LargeDocument.MARKER_AS_TEXT)) {
      assertThat(Search.among(spooled(), words)).isEmpty();
      assertThat(Search.files(deployment.layout().data(), words)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void oneOf300MegabytesByXopOrInsideTheMessageArrivesWholeAndLiesNowhereInPlainText(boolean inside)
      throws Exception {
    var large = inside ? INLINE : XOP;
    try (var socket = ask(large)) {
      int first = socket.getInputStream().read();

      assertThat(spooled()).anyMatch(file -> OpenFiles.size(file) >= large.size());
      nothingLiesInPlainText();
      var answer =
          StreamedAnswer.read(
              new java.io.SequenceInputStream(
                  new java.io.ByteArrayInputStream(new byte[] {(byte) first}),
                  socket.getInputStream()));
      assertWhole(answer, large);
    }
  }

  @Test
  void twoOf150MegabytesInOneAnswerArriveWhole() throws Exception {
    assertWhole(receive(ONE, OTHER), ONE, OTHER);
  }

  @Test
  void sixtyInOneAnswerArriveWhole() throws Exception {
    var sixty = SIXTY.toArray(LargeDocument[]::new);
    assertWhole(receive(sixty), sixty);
  }

  @Test
  void tenAtOnceArriveWhole() throws Exception {
    var answers = new ArrayList<StreamedAnswer>();
    try (var callers = Executors.newFixedThreadPool(10)) {
      var all = new ArrayList<Future<StreamedAnswer>>();
      for (int i = 0; i < 10; i++) {
        all.add(callers.submit(() -> receive(HUNDRED)));
      }
      for (var one : all) {
        answers.add(one.get());
      }
    }

    assertThat(answers).hasSize(10).allSatisfy(answer -> assertWhole(answer, HUNDRED));
  }

  @Test
  void ofACommunityThatDiesAfter188MegabytesNothingArrivesThatClaimsToBeTheDocument()
      throws Exception {
    var answer = receive(SMALL, DIES);

    assertNotThere(answer, DIES);
  }

  @Test
  void ofACommunityThatStallsAfter188MegabytesNothingArrivesAndNothingLiesInPlainTextMeanwhile()
      throws Exception {
    try (var caller = Executors.newSingleThreadExecutor()) {
      var answer = caller.submit(() -> receive(SMALL, STALLS));

      awaitSpooled(150L << 20);
      nothingLiesInPlainText();
      assertThat(spooled()).as("the search was made in mid-transfer").isNotEmpty();
      assertNotThere(answer.get(), STALLS);
    }
  }

  private static void assertNotThere(StreamedAnswer answer, LargeDocument bad) {
    assertThat(answer.soap().status()).isIn("PartialSuccess", "Failure");
    assertThat(answer.soap().errorCodes()).isNotEmpty();
    assertThat(answer.hashes()).doesNotContain(bad.hash()).hasSizeLessThanOrEqualTo(1);
    assertThat(answer.soap().text()).contains(bad.uniqueId());
  }

  private static void awaitSpooled(long bytes) throws Exception {
    for (int i = 0; i < 600; i++) {
      if (spooled().stream().anyMatch(file -> OpenFiles.size(file) >= bytes)) {
        return;
      }
      Thread.sleep(100);
    }
    throw new AssertionError("the spool does not fill");
  }

  @Test
  void aCallerThatLeavesLeavesNothingBehind() throws Exception {
    try (var socket = ask(XOP)) {
      assertThat(socket.getInputStream().readNBytes(1 << 20)).hasSize(1 << 20);
    }
  }

  private static void assertWhole(StreamedAnswer answer, LargeDocument... documents) {
    assertThat(answer.soap().status()).isEqualTo("Success");
    assertThat(answer.hashes())
        .containsExactlyElementsOf(Stream.of(documents).map(LargeDocument::hash).toList());
  }

  private static StreamedAnswer receive(LargeDocument... documents) throws IOException {
    try (var socket = ask(documents)) {
      return StreamedAnswer.read(socket.getInputStream());
    }
  }

  private static Socket ask(LargeDocument... documents) throws IOException {
    var east = Peer.east(deployment);
    var wire =
        new Wire(
            deployment.ports().ihe(),
            Identity.load(deployment.layout().credentials("east")),
            Duration.ofMinutes(4));
    var request =
        new Retrieve(
            Stream.of(documents)
                .map(each ->
                    new Retrieve.Wanted(
                        ScriptedDocument.URN, ScriptedDocument.REPOSITORY, each.uniqueId()))
                .toList());
    var body =
        Messages.envelope(
            Transaction.ITI_39.action(),
            east.platform().address(Transaction.ITI_39),
            east.assertion(),
            request.body());
    return wire.open(
        Transaction.ITI_39.path(),
        Messages.contentType(Transaction.ITI_39.action()),
        body.getBytes(StandardCharsets.UTF_8));
  }

  /** The spool's files have no name: only the process that holds them open has them. */
  private static List<Path> spooled() throws IOException {
    return OpenFiles.below(
        deployment.platform().pid(), deployment.layout().platform().resolve("spool"));
  }
}
