package org.musubi.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.musubi.e2e.harness.Community;
import org.musubi.e2e.walk.Entry;
import org.musubi.e2e.walk.Login;
import org.musubi.e2e.walk.PatientPages;
import org.musubi.e2e.walk.Peer;
import org.musubi.e2e.wire.Identity;
import org.musubi.e2e.wire.Messages;
import org.musubi.e2e.wire.Received;
import org.musubi.e2e.wire.Reply;
import org.musubi.e2e.wire.Retrieve;
import org.musubi.e2e.wire.Transaction;
import org.musubi.e2e.wire.Wire;

/** Communities that deliver badly, and a caller that does not take what it asked for. */
class BadDeliveryTest {
  private final Peer east = Peer.east(Running.deployment());

  @Test
  void aCommunityThatDeliversWellIsPassedOn() throws Exception {
    var reply = east.retrieve(ScriptedDocument.request(ScriptedDocument.GOOD));

    assertThat(reply.soap().status()).isEqualTo("Success");
    assertThat(Received.in(reply))
        .singleElement()
        .satisfies(one -> {
          assertThat(one.home()).isEqualTo(ScriptedDocument.URN);
          assertThat(one.content()).isEqualTo(ScriptedDocument.GOOD.delivered());
        });
  }

  @ParameterizedTest
  @EnumSource(names = {"OTHER_HASH", "OTHER_SIZE"})
  void aDocumentThatIsNotWhatItsMetadataSayIsWithheldAndItsNeighbourArrives(ScriptedDocument bad)
      throws Exception {
    var reply = east.retrieve(ScriptedDocument.request(bad, ScriptedDocument.GOOD));

    assertThat(reply.soap().status()).isEqualTo("PartialSuccess");
    assertThat(Received.in(reply))
        .extracting(Received::uniqueId)
        .containsExactly(ScriptedDocument.GOOD.uniqueId());
    assertError(reply, bad);
    assertThat(reply.text()).doesNotContain(new String(bad.delivered(), StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @EnumSource(names = {"OTHER_HASH", "OTHER_SIZE", "CUT_OFF", "ENDLESS"})
  void whateverACommunityDeliversTheDocumentsOfTheOthersArrive(ScriptedDocument bad)
      throws Exception {
    var reply =
        east.retrieve(
            new Retrieve(
                List.of(
                    bad.wanted(),
                    new Retrieve.Wanted(
                        Community.WEST.urn(), Community.WEST.repository(), Entry.REFERRAL))));

    assertThat(reply.soap().status()).isEqualTo("PartialSuccess");
    assertThat(Received.in(reply)).extracting(Received::uniqueId).containsExactly(Entry.REFERRAL);
    assertError(reply, bad);
    assertThat(spooled()).isEmpty();
  }

  @Test
  void aCallerThatStopsReadingIsHungUpOnAndTheRecordSaysHowFarItCame() throws Exception {
    var request = ScriptedDocument.request(ScriptedDocument.LARGE);
    var wire =
        new Wire(
            Running.deployment().ports().ihe(),
            Identity.load(Running.deployment().layout().credentials("east")));
    var body =
        Messages.envelope(
            Transaction.ITI_39.action(),
            east.platform().address(Transaction.ITI_39),
            east.assertion(),
            request.body());
    try (var socket =
        wire.open(
            Transaction.ITI_39.path(),
            Messages.contentType(Transaction.ITI_39.action()),
            body.getBytes(StandardCharsets.UTF_8))) {
      assertThat(socket.getInputStream().readNBytes(12)).asString().isEqualTo("HTTP/1.1 200");
      var inTransfer = spooledNow();
      assertThat(inTransfer).isNotEmpty();
      assertThat(Search.among(inTransfer, "LLLLLLLL")).isEmpty();

      var row = aborted();

      assertThat(row).contains(ScriptedDocument.LARGE.uniqueId());
      assertThat(spooled()).isEmpty();
      assertThat(rest(socket)).isLessThan(ScriptedDocument.LARGE.size());
    }
  }

  private static void assertError(Reply reply, ScriptedDocument bad) {
    assertThat(reply.soap().all("RegistryError"))
        .singleElement()
        .satisfies(error -> {
          assertThat(error.getAttribute("errorCode"))
              .isIn("XDSRepositoryError", "XDSUnavailableCommunity");
          assertThat(error.getAttribute("codeContext")).contains(bad.uniqueId());
          assertThat(error.getAttribute("location")).isEqualTo(ScriptedDocument.URN);
        });
  }

  /**
   * The row of the patient's history that tells of it; the server gives up after its idle limit.
   */
  private static String aborted() throws Exception {
    var patient =
        PatientPages.signIn(
            Running.deployment(), Login.of(Running.deployment().layout(), "hanako"));
    for (int i = 0; i < 200; i++) {
      for (var row : patient.history()) {
        if (row.contains(ScriptedDocument.LARGE.uniqueId()) && row.contains("途中まで")) {
          return row;
        }
      }
      Thread.sleep(100);
    }
    throw new AssertionError("the history tells of no transfer that was cut off");
  }

  /**
   * What the platform holds open in its spool once answers are out; given a moment, since files go
   * after the answer.
   */
  private static List<Path> spooled() throws Exception {
    List<Path> left = List.of();
    for (int i = 0; i < 50; i++) {
      left = spooledNow();
      if (left.isEmpty()) {
        return left;
      }
      Thread.sleep(100);
    }
    return left;
  }

  private static List<Path> spooledNow() throws IOException {
    return OpenFiles.below(
        Running.deployment().platform().pid(),
        Running.deployment().layout().platform().resolve("spool"));
  }

  private static long rest(Socket socket) {
    long count = 0;
    var block = new byte[1 << 16];
    try {
      for (int n = socket.getInputStream().read(block);
          n >= 0;
          n = socket.getInputStream().read(block)) {
        count += n;
      }
    } catch (IOException cut) {
      // The end of the connection, as it should be.
    }
    return count;
  }
}
