package org.musubi.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.musubi.e2e.harness.Community;
import org.musubi.e2e.walk.Entry;
import org.musubi.e2e.walk.Peer;
import org.musubi.e2e.wire.Discovery;
import org.musubi.e2e.wire.Query;
import org.musubi.e2e.wire.Received;
import org.musubi.e2e.wire.Reply;
import org.musubi.e2e.wire.Retrieve;
import org.musubi.e2e.wire.Transaction;

/**
 * Whoever has not consented looks like somebody whom nobody knows: the answers are compared byte
 * for byte, but for what names the message itself and what the asker said. 佐藤 次郎 is known in region
 * west and 𠮷田 太郎 in region east, and neither has said anything.
 */
class SameAnswerTest {
  private static final String WEST = Community.WEST.urn();

  private final Peer east = Peer.east(Running.deployment());

  @Test
  void toADiscoveryByNameAndBirthDate() throws Exception {
    same(
        discover("", "", "佐藤", "次郎", "19500120", "M"),
        discover("", "", "架空", "次郎", "19500120", "M"),
        "佐藤",
        "架空");
  }

  @Test
  void toADiscoveryByNumber() throws Exception {
    same(
        discover(Community.EAST.assigner(), "E-1002", "𠮷田", "太郎", "19751103", "M"),
        discover(Community.EAST.assigner(), "E-9999", "𠮷田", "太郎", "19751103", "M"),
        "E-1002",
        "E-9999");
  }

  @Test
  void toAQueryInOneCommunity() throws Exception {
    same(query(WEST, "W-2002"), query(WEST, "W-9999"), "W-2002", "W-9999");
  }

  @Test
  void toAQueryWithoutACommunity() throws Exception {
    same(query("", "W-2002"), query("", "W-9999"), "W-2002", "W-9999");
  }

  @Test
  void toARetrieve() throws Exception {
    var silent = retrieve(Community.WEST.home() + ".5.3");
    var unknown = retrieve(Community.WEST.home() + ".5.9");

    assertThat(silent.soap().errorCodes()).isNotEmpty();
    same(silent, unknown, ".9.2.5.3", ".9.2.5.9");
  }

  @Test
  void toAQueryForADocumentBesideOneThatIsAllowed() throws Exception {
    var silent = beside(Community.WEST.home() + ".5.3");
    var unknown = beside(Community.WEST.home() + ".5.9");

    assertThat(silent.soap().status()).isEqualTo("Success");
    assertThat(Entry.in(silent.soap())).extracting(Entry::uniqueId).containsExactly(Entry.REFERRAL);
    alike(silent, unknown, ".9.2.5.3", ".9.2.5.9");
  }

  private Reply beside(String document) throws Exception {
    return east.query(
        new Query(
            Query.GET_DOCUMENTS,
            WEST,
            "LeafClass",
            Map.of("$XDSDocumentEntryUniqueId", "('" + Entry.REFERRAL + "','" + document + "')")));
  }

  @Test
  void toARetrieveBesideADocumentThatIsAllowed() throws Exception {
    var allowed = new Retrieve.Wanted(WEST, Community.WEST.repository(), Entry.REFERRAL);
    var silent = retrieve(Community.WEST.home() + ".5.3", allowed);
    var unknown = retrieve(Community.WEST.home() + ".5.9", allowed);

    assertThat(silent.soap().status()).isEqualTo("PartialSuccess");
    assertThat(Received.in(silent)).extracting(Received::uniqueId).containsExactly(Entry.REFERRAL);
    alike(silent, unknown, ".9.2.5.3", ".9.2.5.9");
  }

  @Test
  void toAQueryWhileACommunityIsDown() throws Exception {
    Running.scripted().down(true);
    try {
      var allowed = east.query(Query.findDocuments("", cx("W-2001"))).soap();
      var silent = query("", "W-2002");

      assertThat(allowed.status()).isEqualTo("PartialSuccess");
      assertThat(allowed.errorCodes()).contains("XDSUnavailableCommunity");
      assertThat(silent.soap().status()).isEqualTo("Success");
      assertThat(silent.soap().errorCodes()).isEmpty();
      same(silent, query("", "W-9999"), "W-2002", "W-9999");
    } finally {
      Running.scripted().down(false);
    }
  }

  @Test
  void toADiscoveryWhileACommunityIsDown() throws Exception {
    Running.scripted().down(true);
    try {
      same(
          discover("", "", "佐藤", "次郎", "19500120", "M"),
          discover("", "", "架空", "次郎", "19500120", "M"),
          "佐藤",
          "架空");
    } finally {
      Running.scripted().down(false);
    }
  }

  @Test
  void toARetrieveBesideADocumentOfACommunityThatIsDown() throws Exception {
    Running.scripted().down(true);
    try {
      var silent = retrieve(Community.WEST.home() + ".5.3", ScriptedDocument.LARGE.wanted());
      var unknown = retrieve(Community.WEST.home() + ".5.9", ScriptedDocument.LARGE.wanted());

      same(silent, unknown, ".9.2.5.3", ".9.2.5.9");
    } finally {
      Running.scripted().down(false);
    }
  }

  private Reply discover(
      String assigner, String number, String family, String given, String birth, String gender)
      throws Exception {
    var body =
        new Discovery(
                Community.EAST.home(),
                Community.PLATFORM,
                assigner,
                number,
                family,
                given,
                birth,
                gender)
            .body(Instant.now());
    return east.platform().call(Transaction.ITI_55, east.assertion(), body);
  }

  private Reply query(String home, String number) throws Exception {
    return east.query(Query.findDocuments(home, cx(number)));
  }

  private static String cx(String number) {
    return number + "^^^&" + Community.WEST.assigner() + "&ISO";
  }

  private Reply retrieve(String document, Retrieve.Wanted... others) throws Exception {
    var wanted = new java.util.ArrayList<>(java.util.List.of(others));
    wanted.add(new Retrieve.Wanted(WEST, Community.WEST.repository(), document));
    return east.retrieve(new Retrieve(wanted));
  }

  private static void same(Reply silent, Reply unknown, String own, String other) {
    alike(silent, unknown, own, other);
    assertThat(silent.text()).doesNotContain("ExtrinsicObject", "registrationEvent");
  }

  private static void alike(Reply silent, Reply unknown, String own, String other) {
    assertThat(silent.status()).isEqualTo(unknown.status()).isEqualTo(200);
    assertThat(shape(silent.text(), own)).isEqualTo(shape(unknown.text(), other));
    assertThat(silent.body()).hasSameSizeAs(unknown.body());
    assertThat(silent.headers().keySet()).isEqualTo(unknown.headers().keySet());
    assertThat(silent.headers().get("content-length"))
        .isEqualTo(unknown.headers().get("content-length"));
  }

  /** Without what differs from any answer to the next: ids and times; and the asker's own words. */
  private static String shape(String text, String own) {
    return text.replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "…")
        .replaceAll("2\\.25\\.\\d{20,}", "…")
        .replaceAll("\\b20\\d{12}(\\.\\d+)?[+-]\\d{4}", "…")
        .replace(own, "…");
  }
}
