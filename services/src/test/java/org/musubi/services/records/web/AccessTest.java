package org.musubi.services.records.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.musubi.services.records.support.RunningCommunity.CLINIC;
import static org.musubi.services.records.support.RunningCommunity.PLATFORM;

import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.musubi.ihe.DocumentKey;
import org.musubi.ihe.documents.DocumentMessage;
import org.musubi.ihe.soap.Answer;
import org.musubi.ihe.soap.Envelope;
import org.musubi.ihe.tls.TlsMaterial;
import org.musubi.ihe.xds.ErrorCode;
import org.musubi.ihe.xds.RetrieveRequest;
import org.musubi.ihe.xds.RetrieveResponse;
import org.springframework.dao.DataAccessException;

/** The service's own record of who was given which document. */
class AccessTest extends WestCommunity {
  private static final String REFERRAL = "1.2.392.200250.9.2.5.1";

  private static DocumentMessage read(
      TlsMaterial who, String path, String action, org.musubi.ihe.xml.Element assertion) {
    var key = new DocumentKey(community.homeId(), community.repository(), REFERRAL);
    var answer =
        community.retrieve(
            who,
            path,
            action,
            new RetrieveRequest(List.of(key)).toElement(),
            Envelope.security(assertion));
    return ((Answer.Answered<DocumentMessage>) answer).value();
  }

  private static List<Map<String, Object>> rows(String assertion) {
    return community
        .database()
        .sql("select * from access where assertion = ?")
        .param(assertion)
        .query()
        .listOfRows();
  }

  @Test
  void whoReadsADocumentInsideTheCommunityOrThroughThePlatformIsRecorded() throws Exception {
    var inside = community.assertion(Instant.now());
    var through = community.assertion(Instant.now());

    try (var first = read(CLINIC, "/xds/repository", Actions.ITI_43, inside);
        var second = read(PLATFORM, "/xca/retrieve", Actions.ITI_39, through)) {
      var sha256 = first.documents().getFirst().sha256();
      assertThat(rows(inside.attribute("ID").orElseThrow()))
          .singleElement()
          .satisfies(row ->
              assertThat(row)
                  .containsEntry("transaction", "ITI-43")
                  .containsEntry("certificate", fingerprint(CLINIC))
                  .containsEntry("issuer", "https://idp.example/region?a=1")
                  .containsEntry("subject", "doctor-1")
                  .containsEntry("organisation", "urn:oid:1.2.392.200250.9.1.77")
                  .containsEntry("purpose", "TREATMENT")
                  .containsEntry("document", REFERRAL)
                  .containsEntry("sha256", sha256));
      assertThat(rows(through.attribute("ID").orElseThrow()))
          .singleElement()
          .satisfies(row ->
              assertThat(row)
                  .containsEntry("transaction", "ITI-39")
                  .containsEntry("certificate", fingerprint(PLATFORM))
                  .containsEntry("sha256", second.documents().getFirst().sha256()));
    }
  }

  @Test
  void aDocumentWhoseReadingCannotBeRecordedIsNotGivenOut() throws Exception {
    community.database().sql("alter table access rename to access_away").update();
    try (var message =
        read(CLINIC, "/xds/repository", Actions.ITI_43, community.assertion(Instant.now()))) {
      assertThat(message.documents()).isEmpty();
      assertThat(codes(RetrieveResponse.parse(message.envelope().body()).head()))
          .containsExactly(ErrorCode.REGISTRY_NOT_AVAILABLE.code());
    } finally {
      community.database().sql("alter table access_away rename to access").update();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"update access set subject = 'nobody'", "delete from access", "truncate access"})
  void theRecordGrowsOnly(String change) {
    try (var read =
        read(CLINIC, "/xds/repository", Actions.ITI_43, community.assertion(Instant.now()))) {
      assertThat(read.documents()).hasSize(1);
    }

    assertThatThrownBy(() -> community.database().sql(change).update())
        .isInstanceOf(DataAccessException.class)
        .hasMessageContaining("grows only");
  }

  private static String fingerprint(TlsMaterial who) throws Exception {
    var sha256 = MessageDigest.getInstance("SHA-256");
    return HexFormat.of().formatHex(sha256.digest(who.certificate().getEncoded()));
  }
}
