package org.musubi.services.records.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.musubi.services.records.support.RunningCommunity.CLINIC;
import static org.musubi.services.records.support.RunningCommunity.NEIGHBOUR;
import static org.musubi.services.records.support.RunningCommunity.PLATFORM;
import static org.musubi.services.records.support.RunningCommunity.STRANGER;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.musubi.ihe.DocumentKey;
import org.musubi.ihe.soap.Envelope;
import org.musubi.ihe.xcpd.BirthTime;
import org.musubi.ihe.xcpd.Demographics;
import org.musubi.ihe.xcpd.Gender;
import org.musubi.ihe.xcpd.PatientDiscoveryRequest;
import org.musubi.ihe.xcpd.PersonName;
import org.musubi.ihe.xds.AdhocQuery;
import org.musubi.ihe.xds.Ebxml;
import org.musubi.ihe.xds.ErrorCode;
import org.musubi.ihe.xds.QueryResponse;
import org.musubi.ihe.xds.RetrieveRequest;
import org.musubi.ihe.xds.StoredQuery;
import org.musubi.ihe.xml.Element;
import org.musubi.services.records.support.RunningCommunity;
import org.musubi.services.records.support.Submissions;
import org.springframework.dao.DataAccessException;

/** Who is not let in, and what is not a message. */
class RefusalTest extends WestCommunity {

  @Test
  void aMissingExpiredOrForeignAssertionIsAFault() {
    var query = find("W-2001", Ebxml.APPROVED).build().toElement();
    var expired = Envelope.security(community.assertion(Instant.now().minusSeconds(3600)));
    var foreign =
        Envelope.security(
            RunningCommunity.assertion(
                RunningCommunity.issuer(), Instant.now(), "urn:oid:" + community.home));
    var elsewhere =
        Envelope.security(
            RunningCommunity.assertion(community.issuer, Instant.now(), "urn:oid:1.2.3"));

    assertThat(failure(community.send(PLATFORM, "/xca/query", Actions.ITI_38, query)))
        .contains("InvalidSecurity");
    assertThat(failure(community.send(PLATFORM, "/xca/query", Actions.ITI_38, query, expired)))
        .contains("MessageExpired");
    assertThat(failure(community.send(PLATFORM, "/xca/query", Actions.ITI_38, query, foreign)))
        .contains("FailedCheck");
    assertThat(failure(community.send(PLATFORM, "/xca/query", Actions.ITI_38, query, elsewhere)))
        .contains("InvalidSecurityToken");
  }

  @Test
  void anAssertionOfOneMembersIssuerIsWorthNothingWithTheCertificateOfAnother() throws Exception {
    var query = find("W-2001", Ebxml.APPROVED).build().toElement();
    var clinics = Envelope.security(community.assertion(Instant.now()));
    var neighbours =
        Envelope.security(
            RunningCommunity.assertion(
                RunningCommunity.NEIGHBOURS, Instant.now(), "urn:oid:" + community.home));

    assertThat(failure(community.send(CLINIC, "/xds/registry", Actions.ITI_18, query, neighbours)))
        .contains("FailedAuthentication");
    assertThat(failure(community.send(NEIGHBOUR, "/xds/registry", Actions.ITI_18, query, clinics)))
        .contains("FailedAuthentication");
    assertThat(failure(community.send(PLATFORM, "/xca/query", Actions.ITI_38, query, neighbours)))
        .contains("FailedAuthentication");
    assertThat(
            QueryResponse.parse(
                    answered(
                            community.send(
                                NEIGHBOUR, "/xds/registry", Actions.ITI_18, query, neighbours))
                        .body())
                .documentEntries())
        .as("each with its own")
        .isNotEmpty();
  }

  @Test
  void nobodyIsLookedForWithoutAnAssertion() {
    var request =
        PatientDiscoveryRequest.of(
            community.homeId(),
            community.homeId(),
            Instant.now(),
            Demographics.of(
                List.of(PersonName.of("ユウキ", "ハナコ", PersonName.Representation.SYLLABIC)),
                Gender.FEMALE,
                BirthTime.of("19680412")),
            List.of(),
            null);

    assertThat(failure(community.send(PLATFORM, "/xcpd", Actions.ITI_55, request.element())))
        .contains("InvalidSecurity");
  }

  @Test
  void aCertificateOpensOnlyItsOwnDoors() {
    var query = find("W-2001", Ebxml.APPROVED).build().toElement();
    var assertion = Envelope.security(community.assertion(Instant.now()));

    assertThat(failure(community.send(CLINIC, "/xca/query", Actions.ITI_38, query, assertion)))
        .contains("Sender");
    assertThat(failure(community.send(PLATFORM, "/xds/registry", Actions.ITI_18, query)))
        .contains("Sender");
    assertThat(failure(community.send(STRANGER, "/xds/registry", Actions.ITI_18, query)))
        .contains("Sender");
  }

  @Test
  void aMembersCertificateAloneNeitherStoresNorFindsNorReads() throws Exception {
    var patient = community.patient("W-2001");
    String id = Submissions.oid();
    var set =
        Submissions.set(
            Submissions.oid(), patient, List.of(Submissions.entry("doc-1", id, patient).build()));
    var query = find("W-2001", Ebxml.APPROVED).build().toElement();
    var held = new DocumentKey(null, community.repository(), "1.2.392.200250.9.2.5.1");
    var retrieve = new RetrieveRequest(List.of(held)).toElement();
    var content = List.of(Submissions.bytes("紹介します"));
    var foreign =
        Envelope.security(
            RunningCommunity.assertion(
                RunningCommunity.issuer(), Instant.now(), "urn:oid:" + community.home));
    long before = files();

    for (var headers : List.of(new Element[0], new Element[] {foreign})) {
      String fault = headers.length == 0 ? "InvalidSecurity" : "FailedCheck";
      assertThat(failure(community.send(CLINIC, "/xds/registry", Actions.ITI_18, query, headers)))
          .contains(fault);
      assertThat(
              failure(
                  community.submit(
                      CLINIC,
                      "/xds/repository",
                      Actions.ITI_41,
                      Submissions.provide(set),
                      content,
                      headers)))
          .contains(fault);
      assertThat(
              failure(
                  community.send(
                      CLINIC, "/xds/registry", Actions.ITI_42, set.toElement(), headers)))
          .contains(fault);
      assertThat(
              failure(community.send(CLINIC, "/xds/repository", Actions.ITI_43, retrieve, headers)))
          .contains(fault);
    }
    assertThat(files()).isEqualTo(before);
  }

  @Test
  void anErrorOfTheDatabaseDoesNotQuoteTheRow() {
    assertThatThrownBy(() ->
            community
                .database()
                .sql("insert into patient select * from patient where number = 'W-2001'")
                .update())
        .isInstanceOf(DataAccessException.class)
        .message()
        .contains("patient")
        .doesNotContain("(W-2001)");
  }

  @Test
  void anActionOfAnotherAddressIsRefused() {
    var query = find("W-2001", Ebxml.APPROVED).build().toElement();

    assertThat(failure(community.send(CLINIC, "/xds/registry", Actions.ITI_43, query)))
        .contains("ActionNotSupported");
  }

  @Test
  void aQueryForAnotherCommunityIsNotAnsweredHere() throws Exception {
    var query =
        AdhocQuery.of(StoredQuery.GET_DOCUMENTS, AdhocQuery.ReturnType.LEAF_CLASS)
            .home(org.musubi.ihe.HomeCommunityId.parse("urn:oid:1.2.3"))
            .value("$XDSDocumentEntryUniqueId", "1.2.392.200250.9.2.5.1")
            .build();
    var answer =
        community.send(
            PLATFORM,
            "/xca/query",
            Actions.ITI_38,
            query.toElement(),
            Envelope.security(community.assertion(Instant.now())));

    var response = QueryResponse.parse(answered(answer).body());
    assertThat(response.errors().getFirst().code()).isEqualTo(ErrorCode.UNKNOWN_COMMUNITY.code());
    assertThat(response.errors().getFirst().location()).isEqualTo("urn:oid:1.2.392.200250.9.2");
  }

  private static java.net.http.HttpResponse<String> raw(String type, String body) throws Exception {
    try (var client = java.net.http.HttpClient.newBuilder().sslContext(CLINIC.context()).build()) {
      return client.send(
          java.net.http.HttpRequest.newBuilder(community.at("/xds/registry"))
              .header("Content-Type", type)
              .POST(java.net.http.HttpRequest.BodyPublishers.ofString(body))
              .build(),
          java.net.http.HttpResponse.BodyHandlers.ofString());
    }
  }

  @org.junit.jupiter.params.ParameterizedTest
  @org.junit.jupiter.params.provider.ValueSource(
      strings = {
        "<not-closed>",
        "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>",
        "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body/></s:Envelope>",
        "<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope'><s:Body><a/></s:Body>"
            + "</s:Envelope>",
        ""
      })
  void whatIsNotAMessageIsAFaultWithoutInternals(String body) throws Exception {
    var response = raw("application/soap+xml; charset=UTF-8", body);

    assertThat(response.statusCode()).isIn(400, 500);
    assertThat(response.body())
        .contains("Fault")
        .doesNotContain("org.musubi")
        .doesNotContain("Exception")
        .doesNotContain("root:");
  }
}
