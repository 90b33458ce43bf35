package org.musubi.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.musubi.e2e.harness.Community;
import org.musubi.e2e.walk.Audited;
import org.musubi.e2e.walk.Entry;
import org.musubi.e2e.walk.Held;
import org.musubi.e2e.walk.Login;
import org.musubi.e2e.walk.Looked;
import org.musubi.e2e.walk.Match;
import org.musubi.e2e.walk.Patient;
import org.musubi.e2e.walk.PatientPages;
import org.musubi.e2e.walk.Peer;
import org.musubi.e2e.wire.Query;
import org.musubi.e2e.wire.Received;

/** W2 over the wire: a doctor in one region reads a record held in another. */
class ReadElsewhereTest {
  private final Peer east = Peer.east(Running.deployment());

  @Test
  @DisplayName("Read a record held in another region")
  void whatArrivesIsWhatIsHeldThereAndWhatTheTrailRecords() throws Exception {
    var referral = referral();
    long before = Audited.lastPosition(patient());

    var received = Received.in(east.retrieve(List.of(referral))).getFirst();

    assertThat(received.sha256())
        .isEqualTo(Held.in(Running.deployment(), Community.WEST, referral).sha256());
    assertThat(Received.sha1(received.content())).isEqualTo(referral.sha1());
    assertThat(received.content()).hasSize((int) referral.size());
    var audited = Audited.release(patient(), referral.uniqueId(), before);
    assertThat(audited.sha256()).isEqualTo(received.sha256());
    assertThat(audited.verdict()).isEqualTo("未検査");
  }

  @Test
  void thePatientsHistoryNamesTheAssertionThatEachReadingCameWith() throws Exception {
    var referral = referral();
    var assertion = east.issuer().about(east.who(), Instant.now());

    var received = Received.in(east.retrieve(referral, east.issuer().sign(assertion))).getFirst();

    var patient = patient();
    var rows = Looked.all(patient);
    for (int i = 0; i < 50 && of(rows, assertion.id()).isEmpty(); i++) {
      Thread.sleep(100);
      rows = Looked.all(patient);
    }
    assertThat(of(rows, assertion.id()))
        .singleElement()
        .satisfies(
            row -> assertThat(row.released()).containsEntry(Entry.REFERRAL, received.sha256()));
  }

  private static List<Looked> of(List<Looked> rows, String assertion) {
    return rows.stream()
        .filter(row -> row.assertion().equals(assertion) && !row.released().isEmpty())
        .toList();
  }

  @Test
  void everyObjectOfAnAnswerCarriesTheHomeThatHoldsIt() throws Exception {
    var soap = east.query(west()).soap();

    assertThat(soap.all("ExtrinsicObject")).isNotEmpty();
    for (var name : List.of("ExtrinsicObject", "Classification", "ExternalIdentifier")) {
      assertThat(soap.all(name))
          .allSatisfy(each -> assertThat(each.getAttribute("home")).isIn(Community.WEST.urn(), ""));
    }
    assertThat(soap.all("ExtrinsicObject"))
        .allSatisfy(each -> assertThat(each.getAttribute("home")).isEqualTo(Community.WEST.urn()));
    assertThat(soap.attributes("home")).containsOnly(Community.WEST.urn());
  }

  @Test
  void aReferenceCarriesTheHomeToo() throws Exception {
    var match = west();

    var soap = east.query(Query.findDocuments(match.home(), match.cx()).forReferences()).soap();

    assertThat(soap.all("ObjectRef")).isNotEmpty();
    assertThat(soap.all("ObjectRef"))
        .allSatisfy(each -> assertThat(each.getAttribute("home")).isEqualTo(Community.WEST.urn()));
  }

  @Test
  void aDocumentIsRefusedOnceThePatientHasSaidNoInBetween() throws Exception {
    var referral = referral();
    var patient = patient();
    patient.withdraw(Community.WEST);
    try {
      var soap = east.retrieve(List.of(referral)).soap();

      assertThat(soap.status()).isEqualTo("Failure");
      assertThat(soap.all("DocumentResponse")).isEmpty();
    } finally {
      patient.give(Community.WEST);
    }
  }

  private Entry referral() throws Exception {
    return Entry.in(east.query(west()).soap()).stream()
        .filter(each -> each.uniqueId().equals(Entry.REFERRAL))
        .findFirst()
        .orElseThrow();
  }

  private Match west() throws Exception {
    return Match.in(east.discover(Patient.HANAKO).soap()).stream()
        .filter(each -> each.home().equals(Community.WEST.urn()))
        .findFirst()
        .orElseThrow();
  }

  private static PatientPages patient() throws Exception {
    var deployment = Running.deployment();
    return PatientPages.signIn(deployment, Login.of(deployment.layout(), "hanako"));
  }
}
