package org.musubi.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.musubi.e2e.harness.Community;
import org.musubi.e2e.walk.Entry;
import org.musubi.e2e.walk.Peer;
import org.musubi.e2e.wire.Identity;
import org.musubi.e2e.wire.Messages;
import org.musubi.e2e.wire.Query;
import org.musubi.e2e.wire.Received;
import org.musubi.e2e.wire.Reply;
import org.musubi.e2e.wire.Retrieve;
import org.musubi.e2e.wire.Transaction;
import org.musubi.e2e.wire.Wire;

/**
 * Ids that are missing, there twice, or relative: of messages, assertions, and what is asked for.
 */
class BadIdTest {
  private static final String WEST = Community.WEST.urn();
  private static final String ID = "<a:MessageID>urn:uuid:[^<]+</a:MessageID>";

  private final Peer east = Peer.east(Running.deployment());
  private final Wire wire =
      new Wire(
          Running.deployment().ports().ihe(),
          Identity.load(Running.deployment().layout().credentials("east")));

  static Stream<Arguments> headers() {
    return Stream.of(
        Arguments.of("MessageAddressingHeaderRequired", BadXmlTest.edit(ID, "")),
        Arguments.of("InvalidAddress", BadXmlTest.edit(ID, "<a:MessageID>message-1</a:MessageID>")),
        Arguments.of("InvalidAddress", BadXmlTest.edit(ID, "<a:MessageID></a:MessageID>")),
        Arguments.of("InvalidCardinality", BadXmlTest.edit("(" + ID + ")", "$1$1")),
        Arguments.of("InvalidCardinality", BadXmlTest.edit("(<a:Action.*</a:Action>)", "$1$1")),
        Arguments.of("InvalidCardinality", BadXmlTest.edit("(<a:To.*</a:To>)", "$1$1")),
        Arguments.of(
            "MessageAddressingHeaderRequired", BadXmlTest.edit("<a:Action.*</a:Action>", "")));
  }

  @ParameterizedTest
  @MethodSource("headers")
  void aHeaderThatIsMissingTwiceThereOrRelativeIsNamedInTheFault(
      String subcode, UnaryOperator<String> spoilt) throws Exception {
    var reply = send(spoilt.apply(message(east.assertion())));

    BadXmlTest.expectFault(reply);
    assertThat(reply.fault()).contains(subcode);
  }

  @Test
  void twoAssertionsProveNothing() throws Exception {
    var reply = send(message(east.assertion() + east.assertion()));

    BadXmlTest.expectFault(reply);
  }

  @Test
  void twoAssertionsOfOneIdProveNothing() throws Exception {
    var good = east.issuer().about(east.who(), Instant.now());

    var reply = send(message(good.unsigned() + east.issuer().sign(good)));

    BadXmlTest.expectFault(reply);
  }

  @Test
  void aRelativeHomeIsNoCommunity() throws Exception {
    var reply = east.query(Query.findDocuments(Community.WEST.home(), "W-2001"));

    nothingOf(reply);
  }

  @Test
  void aRelativeQueryIdIsNoStoredQuery() throws Exception {
    var reply = east.query(new Query("FindDocuments", WEST, "LeafClass", java.util.Map.of()));

    nothingOf(reply);
  }

  @Test
  void aRelativeDocumentIdIsNoDocument() throws Exception {
    var reply =
        east.retrieve(Retrieve.one(WEST, Community.WEST.repository(), "../" + UUID.randomUUID()));

    nothingOf(reply);
  }

  @Test
  void aDocumentAskedForTwiceInOneMessageComesOnce() throws Exception {
    var wanted = new Retrieve.Wanted(WEST, Community.WEST.repository(), Entry.REFERRAL);

    var reply = east.retrieve(new Retrieve(java.util.List.of(wanted, wanted)));

    assertThat(reply.soap().status()).isEqualTo("Success");
    assertThat(reply.soap().errorCodes()).isEmpty();
    assertThat(Received.in(reply))
        .singleElement()
        .satisfies(one -> {
          assertThat(one.uniqueId()).isEqualTo(Entry.REFERRAL);
          assertThat(one.home()).isEqualTo(WEST);
          assertThat(one.content()).isNotEmpty();
        });
  }

  private static void nothingOf(Reply reply) {
    assertThat(reply.soap().all("ExtrinsicObject")).isEmpty();
    assertThat(reply.soap().all("DocumentResponse")).isEmpty();
    assertThat(reply.soap().isFault() || reply.soap().status().equals("Failure")).isTrue();
  }

  private String message(String assertion) {
    return Messages.envelope(
        Transaction.ITI_38.action(),
        east.platform().address(Transaction.ITI_38),
        assertion,
        Query.findDocuments(WEST, "W-2001^^^&" + Community.WEST.assigner() + "&ISO").body());
  }

  private Reply send(String message) throws Exception {
    return wire.post(
        Transaction.ITI_38.path(), Messages.contentType(Transaction.ITI_38.action()), message);
  }
}
