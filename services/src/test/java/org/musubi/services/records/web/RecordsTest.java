package org.musubi.services.records.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.musubi.services.records.support.RunningCommunity.CLINIC;
import static org.musubi.services.records.support.RunningCommunity.PLATFORM;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.musubi.ihe.DocumentKey;
import org.musubi.ihe.documents.DocumentMessage;
import org.musubi.ihe.soap.Answer;
import org.musubi.ihe.soap.Envelope;
import org.musubi.ihe.xds.AdhocQuery;
import org.musubi.ihe.xds.Association;
import org.musubi.ihe.xds.Ebxml;
import org.musubi.ihe.xds.ErrorCode;
import org.musubi.ihe.xds.RegistryResponse;
import org.musubi.ihe.xds.RetrieveRequest;
import org.musubi.ihe.xds.RetrieveResponse;
import org.musubi.ihe.xds.Status;
import org.musubi.ihe.xds.StoredQuery;
import org.musubi.ihe.xml.Element;
import org.musubi.services.records.support.Said;
import org.musubi.services.records.support.Submissions;

/** A community over its sockets: storing, finding, reading. */
class RecordsTest extends WestCommunity {

  @Test
  void aClinicStoresFindsAndReadsWithItsOwnCertificateAndAssertion() throws Exception {
    String id = store("W-9001", "紹介します。𠮷田様");

    var found = ask(find("W-9001", Ebxml.APPROVED).build());

    var entry = found.documentEntries().getFirst();
    assertThat(entry.uniqueId()).contains(id);
    assertThat(entry.home()).contains(community.homeId());
    assertThat(entry.hash()).contains(Submissions.sha1(Submissions.bytes("紹介します。𠮷田様")));
    try (var message = fetch(id);
        var in = message.documents().getFirst().open()) {
      assertThat(in.readAllBytes()).isEqualTo(Submissions.bytes("紹介します。𠮷田様"));
      var response = RetrieveResponse.parse(message.envelope().body());
      assertThat(response.documents().getFirst().key().home()).isEqualTo(community.homeId());
    }
  }

  @Test
  void theSameSubmissionSentAgainIsAcknowledgedAndKeptOnce() throws Exception {
    var patient = community.patient("W-2001");
    String id = Submissions.oid();
    var set =
        Submissions.set(
            Submissions.oid(), patient, List.of(Submissions.entry("doc-1", id, patient).build()));
    provide(Submissions.provide(set), Submissions.bytes("一度だけ"));

    var again = provide(Submissions.provide(set), Submissions.bytes("一度だけ"));

    assertThat(again.status()).isEqualTo(Status.SUCCESS);
    assertThat(
            community
                .database()
                .sql("select count(*) from registry_object where unique_id = ?")
                .param(id)
                .query(Integer.class)
                .single())
        .isEqualTo(1);
  }

  @Test
  void anotherContentUnderTheSameUniqueIdIsRefused() throws Exception {
    String id = store("W-9001", "最初の内容");
    var patient = community.patient("W-9001");
    var set =
        Submissions.set(
            Submissions.oid(), patient, List.of(Submissions.entry("doc-1", id, patient).build()));

    var refused = provide(Submissions.provide(set), Submissions.bytes("別の内容"));

    assertThat(codes(refused)).containsExactly(ErrorCode.NON_IDENTICAL_HASH.code());
    try (var message = fetch(id);
        var in = message.documents().getFirst().open()) {
      assertThat(in.readAllBytes()).isEqualTo(Submissions.bytes("最初の内容"));
    }
  }

  @Test
  void aHashOrSizeThatDoesNotFitIsRefusedAndNothingStays() throws Exception {
    long files = files();
    var patient = community.patient("W-2001");
    var wrongHash =
        Submissions.entry("doc-1", Submissions.oid(), patient)
            .stored(community.repository(), "0".repeat(40), 6)
            .build();
    var set = Submissions.set(Submissions.oid(), patient, List.of(wrongHash));

    var refused = provide(Submissions.provide(set), Submissions.bytes("六字"));

    assertThat(codes(refused)).containsExactly(ErrorCode.REPOSITORY_METADATA_ERROR.code());
    assertThat(files()).isEqualTo(files);
  }

  @Test
  void anUnknownPatientWithoutAPersonIsRefusedWithoutTrace() throws Exception {
    long files = files();
    var patient = community.patient("W-0000");
    var set =
        Submissions.set(
            Submissions.oid(),
            patient,
            List.of(Submissions.entry("doc-1", Submissions.oid(), patient).build()));

    var refused = provide(Submissions.provide(set), Submissions.bytes("誰?"));

    assertThat(codes(refused)).containsExactly(ErrorCode.UNKNOWN_PATIENT_ID.code());
    assertThat(files()).isEqualTo(files);
    assertThat(ask(find("W-0000", Ebxml.APPROVED).build()).errors().getFirst().code())
        .isEqualTo(ErrorCode.UNKNOWN_PATIENT_ID.code());
  }

  @Test
  void aReplacementDeprecatesWhatItReplacesAndCannotBeRepeated() throws Exception {
    String old = store("W-9003", "初版");
    String oldEntry =
        ask(find("W-9003", Ebxml.APPROVED).build()).documentEntries().getFirst().entryUuid();
    String next =
        store("W-9003", "改訂版", Submissions.relation(Association.REPLACES, "doc-1", oldEntry));

    var inUse = ask(find("W-9003", Ebxml.APPROVED).build()).documentEntries();

    assertThat(inUse).extracting(entry -> entry.uniqueId().orElseThrow()).containsExactly(next);
    assertThat(ask(find("W-9003", Ebxml.DEPRECATED).build()).documentEntries())
        .extracting(entry -> entry.uniqueId().orElseThrow())
        .containsExactly(old);
    var related =
        ask(
            AdhocQuery.of(StoredQuery.GET_RELATED_DOCUMENTS, AdhocQuery.ReturnType.LEAF_CLASS)
                .value("$XDSDocumentEntryEntryUUID", oldEntry)
                .anyOf("$AssociationTypes", List.of(Association.REPLACES))
                .build());
    assertThat(related.documentEntries()).hasSize(2);
    var patient = community.patient("W-9003");
    var entry = Submissions.entry("doc-1", Submissions.oid(), patient).build();
    var set =
        Submissions.set(
            Submissions.oid(),
            patient,
            List.of(entry),
            Submissions.relation(Association.REPLACES, "doc-1", oldEntry));
    assertThat(codes(provide(Submissions.provide(set), Submissions.bytes("遅すぎた版"))))
        .containsExactly(ErrorCode.REGISTRY_DEPRECATED_DOCUMENT_ERROR.code());
  }

  @Test
  void aDocumentDamagedOnTheDiskIsAnErrorAndTheOthersArrive() throws Exception {
    String damaged = store("W-9004", "壊れる文書");
    String whole = store("W-9004", "無事な文書");
    var file =
        community
            .database()
            .sql("select file::text from content where unique_id = ?")
            .param(damaged)
            .query(String.class)
            .single();
    Path path = folder.resolve("documents").resolve(file.substring(0, 2)).resolve(file);
    byte[] bytes = Files.readAllBytes(path);
    bytes[10] ^= 1;
    Files.write(path, bytes);
    var keys =
        List.of(
            new DocumentKey(null, community.repository(), damaged),
            new DocumentKey(null, community.repository(), whole));

    try (var said = new Said();
        var message = answered(keys)) {
      assertThat(said.lines())
          .as("the damage is logged, but not which document")
          .anyMatch(line -> line.contains("damaged") && line.contains(file))
          .noneMatch(line -> line.contains(damaged) || line.contains(whole));
      var response = RetrieveResponse.parse(message.envelope().body());
      assertThat(response.head().status()).isEqualTo(Status.PARTIAL);
      assertThat(codes(response.head())).containsExactly(ErrorCode.REPOSITORY_ERROR.code());
      assertThat(response.documents())
          .extracting(document -> document.key().uniqueId())
          .containsExactly(whole);
    }
  }

  private static DocumentMessage answered(List<DocumentKey> keys) {
    var answer =
        community.retrieve(
            CLINIC,
            "/xds/repository",
            Actions.ITI_43,
            new RetrieveRequest(keys).toElement(),
            vouched());
    return ((Answer.Answered<DocumentMessage>) answer).value();
  }

  @Test
  void moreResultsThanTheLimitAreNotGivenWhole() throws Exception {
    for (int i = 0; i < 21; i++) {
      store("W-9005", "文書 " + i);
    }
    var query = find("W-9005", Ebxml.APPROVED);

    assertThat(ask(query.build()).errors().getFirst().code())
        .isEqualTo(ErrorCode.TOO_MANY_RESULTS.code());
    var references =
        AdhocQuery.of(StoredQuery.FIND_DOCUMENTS, AdhocQuery.ReturnType.OBJECT_REF)
            .patient(community.patient("W-9005"))
            .anyOf("$XDSDocumentEntryStatus", List.of(Ebxml.APPROVED))
            .build();
    assertThat(ask(references).objects())
        .hasSize(21)
        .allMatch(
            ref -> ref.attribute("home").filter("urn:oid:1.2.392.200250.9.2"::equals).isPresent());
  }

  @Test
  void aRegisterDocumentSetNamesContentThatIsHere() throws Exception {
    var patient = community.patient("W-2001");
    var entry =
        Submissions.entry("doc-1", Submissions.oid(), patient)
            .stored(community.repository(), "0".repeat(40), 1)
            .build();
    var set = Submissions.set(Submissions.oid(), patient, List.of(entry));

    var answer =
        community.send(CLINIC, "/xds/registry", Actions.ITI_42, set.toElement(), vouched());

    assertThat(codes(RegistryResponse.parse(answered(answer).body())))
        .containsExactly(ErrorCode.MISSING_DOCUMENT.code());
  }

  @Test
  void thePlatformReadsWithItsCertificateAndATrustedAssertion() throws Exception {
    var key = new DocumentKey(community.homeId(), community.repository(), "1.2.392.200250.9.2.5.1");
    var answer =
        community.retrieve(
            PLATFORM,
            "/xca/retrieve",
            Actions.ITI_39,
            new RetrieveRequest(List.of(key)).toElement(),
            Envelope.security(community.assertion(Instant.now())));

    try (var message = ((Answer.Answered<DocumentMessage>) answer).value();
        var in = message.documents().getFirst().open();
        var original = RecordsTest.class.getResourceAsStream("/demo/west/referral.xml")) {
      assertThat(in.readAllBytes()).isEqualTo(original.readAllBytes());
    }
  }

  @Test
  void aFolderOfASubmissionIsFoundWithItsContentAndSaysWhenItChanged() throws Exception {
    var patient = community.patient("W-2002");
    String folderId = Submissions.oid();
    var entry = Submissions.entry("doc-1", Submissions.oid(), patient).build();
    var set =
        Submissions.set(
            Submissions.oid(),
            patient,
            List.of(entry),
            Submissions.folder("folder-1", folderId, patient),
            Submissions.relation(Association.HAS_MEMBER, "set", "folder-1"),
            Submissions.relation(Association.HAS_MEMBER, "folder-1", "doc-1"));
    var named = Submissions.replace(set, "set", set.submissionSets().getFirst().id());
    assertThat(provide(Submissions.provide(named), Submissions.bytes("フォルダの中")))
        .isEqualTo(RegistryResponse.success());

    var found =
        ask(
            AdhocQuery.of(StoredQuery.GET_FOLDER_AND_CONTENTS, AdhocQuery.ReturnType.LEAF_CLASS)
                .value("$XDSFolderUniqueId", folderId)
                .build());

    assertThat(found.documentEntries())
        .extracting(e -> e.uniqueId().orElseThrow())
        .containsExactly(entry.uniqueId().orElseThrow());
    assertThat(found.objects())
        .filteredOn(object -> object.name().equals("RegistryPackage"))
        .singleElement()
        .satisfies(folder -> assertThat(Ebxml.slotValue(folder, "lastUpdateTime")).isPresent());
    var all =
        ask(
            AdhocQuery.of(StoredQuery.GET_ALL, AdhocQuery.ReturnType.LEAF_CLASS)
                .value("$patientId", patient.toCx())
                .anyOf("$XDSDocumentEntryStatus", List.of(Ebxml.APPROVED))
                .anyOf("$XDSSubmissionSetStatus", List.of(Ebxml.APPROVED))
                .anyOf("$XDSFolderStatus", List.of(Ebxml.APPROVED))
                .build());
    assertThat(all.objects())
        .extracting(Element::name)
        .contains("ExtrinsicObject", "RegistryPackage", "Association");
  }
}
