package org.musubi.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.musubi.e2e.harness.Community;
import org.musubi.e2e.walk.Entry;
import org.musubi.e2e.walk.Peer;
import org.musubi.e2e.wire.Query;
import org.musubi.e2e.wire.Retrieve;
import org.musubi.e2e.wire.Xml;

/** Well-formed requests for what is not there, or not said as IHE says it. */
class BadQueryTest {
  private static final String WEST = Community.WEST.urn();

  private final Peer east = Peer.east(Running.deployment());

  @Test
  void anUnknownStoredQuery() throws Exception {
    var soap =
        east.query(
                new Query(
                    "urn:uuid:00000000-0000-0000-0000-000000000000", WEST, "LeafClass", Map.of()))
            .soap();

    failsWith(soap, "XDSUnknownStoredQuery");
  }

  @Test
  void aQueryWithoutTheParametersItNeeds() throws Exception {
    var soap = east.query(new Query(Query.FIND_DOCUMENTS, WEST, "LeafClass", Map.of())).soap();

    failsWith(soap, "XDSStoredQueryMissingParam");
  }

  @Test
  void anUnknownCommunity() throws Exception {
    var soap = east.query(Query.getDocument("urn:oid:1.2.392.200250.9.77", "1.2.3")).soap();

    failsWith(soap, "XDSUnknownCommunity");
  }

  @Test
  void aQueryByDocumentWithoutACommunity() throws Exception {
    var soap = east.query(Query.getDocument("", "1.2.3")).soap();

    failsWith(soap, "XDSMissingHomeCommunityId");
  }

  @Test
  void anUnknownDocument() throws Exception {
    var soap =
        east.retrieve(Retrieve.one(WEST, Community.WEST.repository(), "1.2.392.200250.9.2.5.999"))
            .soap();

    failsWith(soap, "XDSDocumentUniqueIdError");
    assertThat(soap.all("DocumentResponse")).isEmpty();
  }

  @Test
  void anUnknownRepository() throws Exception {
    var soap = east.retrieve(Retrieve.one(WEST, "1.2.392.200250.9.2.99", Entry.REFERRAL)).soap();

    assertThat(soap.status()).isEqualTo("Failure");
    assertThat(soap.all("DocumentResponse")).isEmpty();
  }

  @Test
  void aPatientWhoSaidNothingLooksLikeOneWhomNobodyKnows() throws Exception {
    String assigner = "^^^&" + Community.WEST.assigner() + "&ISO";

    var silent = east.query(Query.findDocuments(WEST, "W-2002" + assigner)).soap();
    var unknown = east.query(Query.findDocuments(WEST, "W-9999" + assigner)).soap();

    assertThat(shape(silent)).isEqualTo(shape(unknown));
    assertThat(silent.all("ExtrinsicObject")).isEmpty();
  }

  /** The answer without what differs from any answer to the next. */
  private static String shape(Xml soap) {
    return soap.text()
        .replaceAll("urn:uuid:[0-9a-f-]{36}", "urn:uuid:…")
        .replaceAll("W-[0-9]{4}", "W-…");
  }

  private static void failsWith(Xml soap, String code) {
    assertThat(soap.status()).isEqualTo("Failure");
    assertThat(soap.errorCodes()).contains(code);
    assertThat(soap.all("ExtrinsicObject")).isEmpty();
  }
}
