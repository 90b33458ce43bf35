package org.musubi.services.records.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.musubi.services.records.support.RunningCommunity.CLINIC;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.musubi.ihe.DocumentKey;
import org.musubi.ihe.MalformedMessage;
import org.musubi.ihe.documents.DocumentMessage;
import org.musubi.ihe.soap.Answer;
import org.musubi.ihe.soap.Envelope;
import org.musubi.ihe.xds.AdhocQuery;
import org.musubi.ihe.xds.QueryResponse;
import org.musubi.ihe.xds.RegistryResponse;
import org.musubi.ihe.xds.RetrieveRequest;
import org.musubi.ihe.xds.StoredQuery;
import org.musubi.ihe.xml.Element;
import org.musubi.services.records.support.RunningCommunity;
import org.musubi.services.records.support.Submissions;

/** The western community over its sockets, and how a clinic speaks to it. */
abstract class WestCommunity {
  @TempDir static Path folder;
  static RunningCommunity community;

  @BeforeAll
  static void start() {
    community =
        RunningCommunity.start(
            "1.2.392.200250.9.2",
            folder,
            RunningCommunity.AUTHORITY.issue("west"),
            "documents=classpath:demo/west",
            "limits.results=20");
  }

  @AfterAll
  static void stop() {
    community.close();
  }

  static Envelope answered(Answer<Envelope> answer) {
    assertThat(answer).isInstanceOf(Answer.Answered.class);
    return ((Answer.Answered<Envelope>) answer).value();
  }

  /** The header by which a clinic says who is at work. */
  static Element vouched() {
    return Envelope.security(community.assertion(Instant.now()));
  }

  static RegistryResponse provide(Element body, byte[]... contents) throws MalformedMessage {
    var answer =
        community.submit(
            CLINIC, "/xds/repository", Actions.ITI_41, body, List.of(contents), vouched());
    return RegistryResponse.parse(answered(answer).body());
  }

  static QueryResponse ask(AdhocQuery query) throws MalformedMessage {
    return QueryResponse.parse(
        answered(
                community.send(
                    CLINIC, "/xds/registry", Actions.ITI_18, query.toElement(), vouched()))
            .body());
  }

  static AdhocQuery.Builder find(String number, String... statuses) {
    return AdhocQuery.of(StoredQuery.FIND_DOCUMENTS, AdhocQuery.ReturnType.LEAF_CLASS)
        .patient(community.patient(number))
        .anyOf("$XDSDocumentEntryStatus", List.of(statuses));
  }

  static String store(String number, String text, Element... further) throws MalformedMessage {
    String id = Submissions.oid();
    var entry =
        Submissions.withPerson(Submissions.entry("doc-1", id, community.patient(number))).build();
    var set =
        Submissions.set(Submissions.oid(), community.patient(number), List.of(entry), further);
    assertThat(provide(Submissions.provide(set), Submissions.bytes(text)))
        .isEqualTo(RegistryResponse.success());
    return id;
  }

  static DocumentMessage fetch(String uniqueId) {
    var key = new DocumentKey(null, community.repository(), uniqueId);
    var answer =
        community.retrieve(
            CLINIC,
            "/xds/repository",
            Actions.ITI_43,
            new RetrieveRequest(List.of(key)).toElement(),
            vouched());
    assertThat(answer).isInstanceOf(Answer.Answered.class);
    return ((Answer.Answered<DocumentMessage>) answer).value();
  }

  static List<String> codes(RegistryResponse response) {
    return response.errors().stream().map(error -> error.code()).toList();
  }

  static long files() throws IOException {
    try (var all = Files.walk(folder.resolve("documents"))) {
      return all.filter(Files::isRegularFile).count();
    }
  }

  static String failure(Answer<Envelope> answer) {
    assertThat(answer).isInstanceOf(Answer.Failed.class);
    var failed = (Answer.Failed<Envelope>) answer;
    assertThat(failed.kind()).isEqualTo(Answer.Kind.FAULT);
    return failed.detail();
  }
}
