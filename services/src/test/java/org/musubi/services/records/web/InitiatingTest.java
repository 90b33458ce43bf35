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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.musubi.ihe.DocumentKey;
import org.musubi.ihe.HomeCommunityId;
import org.musubi.ihe.documents.DocumentMessage;
import org.musubi.ihe.soap.Answer;
import org.musubi.ihe.soap.Envelope;
import org.musubi.ihe.xcpd.BirthTime;
import org.musubi.ihe.xcpd.Demographics;
import org.musubi.ihe.xcpd.Gender;
import org.musubi.ihe.xcpd.Outcome;
import org.musubi.ihe.xcpd.PatientDiscoveryRequest;
import org.musubi.ihe.xcpd.PatientDiscoveryResponse;
import org.musubi.ihe.xcpd.PersonName;
import org.musubi.ihe.xds.AdhocQuery;
import org.musubi.ihe.xds.ErrorCode;
import org.musubi.ihe.xds.QueryResponse;
import org.musubi.ihe.xds.RegistryError;
import org.musubi.ihe.xds.RetrieveRequest;
import org.musubi.ihe.xds.RetrieveResponse;
import org.musubi.ihe.xds.RetrieveResponse.Retrieved;
import org.musubi.ihe.xds.Status;
import org.musubi.ihe.xds.StoredQuery;
import org.musubi.services.records.support.Cluster;
import org.musubi.services.records.support.RunningCommunity;
import org.musubi.services.records.support.Said;

/** A member in region A reads what region B holds; here B stands where the platform would. */
class InitiatingTest {
  @TempDir static Path folder;
  static RunningCommunity west;
  static RunningCommunity east;

  @BeforeAll
  static void start() throws IOException {
    west =
        RunningCommunity.start(
            "1.2.392.200250.9.2",
            Files.createDirectories(folder.resolve("west")),
            RunningCommunity.AUTHORITY.issue("west"),
            "documents=classpath:demo/west");
    east =
        RunningCommunity.start(
            "1.2.392.200250.9.1",
            Files.createDirectories(folder.resolve("east")),
            Cluster.database(),
            RunningCommunity.PLATFORM,
            west.issuer,
            "documents=classpath:demo/east",
            "audiences=urn:oid:1.2.392.200250.9.1,urn:oid:1.2.392.200250.9.2",
            "platform.query=" + west.at("/xca/query"),
            "platform.retrieve=" + west.at("/xca/retrieve"),
            "platform.discovery=" + west.at("/xcpd"));
  }

  @AfterAll
  static void stop() {
    east.close();
    west.close();
  }

  private static final HomeCommunityId WEST = HomeCommunityId.parse("urn:oid:1.2.392.200250.9.2");

  @Test
  void aDocumentHeldInBArrivesInATogetherWithOnesOwn() throws Exception {
    var keys =
        List.of(
            new DocumentKey(east.homeId(), east.repository(), "1.2.392.200250.9.1.5.1"),
            new DocumentKey(WEST, west.repository(), "1.2.392.200250.9.2.5.1"));
    try (var said = new Said();
        var message = ((Answer.Answered<DocumentMessage>) ask(keys)).value();
        var original = InitiatingTest.class.getResourceAsStream("/demo/west/referral.xml");
        var in = message.documents().get(1).open()) {
      var response = RetrieveResponse.parse(message.envelope().body());
      assertThat(response.head().status()).isEqualTo(Status.SUCCESS);
      assertThat(response.documents())
          .extracting(document -> document.key().home())
          .containsExactly(east.homeId(), WEST);
      assertThat(in.readAllBytes()).isEqualTo(original.readAllBytes());
      assertThat(said.lines())
          .as("what was received is logged, but not which document")
          .anyMatch(line -> line.startsWith("received a document"))
          .noneMatch(line -> line.contains("9.2.5.1") || line.contains(sha256(message)));
    }
  }

  private static Answer<DocumentMessage> ask(List<DocumentKey> keys) {
    return east.retrieve(
        CLINIC,
        "/xds/repository",
        Actions.ITI_43,
        new RetrieveRequest(keys).toElement(),
        Envelope.security(west.assertion(Instant.now())));
  }

  private static String sha256(DocumentMessage message) {
    return message.documents().get(1).sha256();
  }

  @Test
  void aQueryThatNamesAnotherCommunityIsSentOn() throws Exception {
    var query =
        AdhocQuery.of(StoredQuery.GET_DOCUMENTS, AdhocQuery.ReturnType.LEAF_CLASS)
            .home(WEST)
            .value("$XDSDocumentEntryUniqueId", "1.2.392.200250.9.2.5.2")
            .build();
    var answer =
        east.send(
            CLINIC,
            "/xds/registry",
            Actions.ITI_18,
            query.toElement(),
            Envelope.security(west.assertion(Instant.now())));

    var response = QueryResponse.parse(((Answer.Answered<Envelope>) answer).value().body());
    assertThat(response.documentEntries().getFirst().home()).contains(WEST);
    assertThat(response.documentEntries().getFirst().mimeType()).isEqualTo("application/pdf");
  }

  @Test
  void nothingIsSentOnWithoutAnAssertion() {
    var key = new DocumentKey(WEST, west.repository(), "1.2.392.200250.9.2.5.1");
    var answer =
        east.retrieve(
            CLINIC,
            "/xds/repository",
            Actions.ITI_43,
            new RetrieveRequest(List.of(key)).toElement());

    assertThat(((Answer.Failed<DocumentMessage>) answer).kind()).isEqualTo(Answer.Kind.FAULT);
  }

  @Test
  void aDeadPlatformIsAnErrorAndOnesOwnDocumentsArrive(@TempDir Path lonely) throws Exception {
    try (var alone =
        RunningCommunity.start(
            "1.2.392.200250.9.1",
            lonely,
            RunningCommunity.AUTHORITY.issue("east"),
            "documents=classpath:demo/east",
            "platform.retrieve=https://127.0.0.1:1/iti39")) {
      var keys =
          List.of(
              new DocumentKey(null, alone.repository(), "1.2.392.200250.9.1.5.1"),
              new DocumentKey(WEST, west.repository(), "1.2.392.200250.9.2.5.1"));
      var answer =
          alone.retrieve(
              CLINIC,
              "/xds/repository",
              Actions.ITI_43,
              new RetrieveRequest(keys).toElement(),
              Envelope.security(alone.assertion(Instant.now())));

      try (var message = ((Answer.Answered<DocumentMessage>) answer).value()) {
        var response = RetrieveResponse.parse(message.envelope().body());
        assertThat(response.head().status()).isEqualTo(Status.PARTIAL);
        assertThat(response.head().errors().getFirst().code())
            .isEqualTo(ErrorCode.UNAVAILABLE_COMMUNITY.code());
        assertThat(response.head().errors().getFirst().location()).isEqualTo(WEST.toString());
        assertThat(message.documents()).hasSize(1);
      }
    }
  }

  /** What a member is told when the platform answers with these documents and errors. */
  private static RetrieveResponse told(
      Path data, List<DocumentKey> asked, List<DocumentKey> come, List<RegistryError> errors)
      throws Exception {
    var documents = come.stream().map(key -> Retrieved.of(key, "text/plain")).toList();
    try (var platform = new ScriptedPlatform(RetrieveResponse.of(documents, errors));
        var alone =
            RunningCommunity.start(
                "1.2.392.200250.9.1",
                data,
                RunningCommunity.AUTHORITY.issue("east"),
                "platform.retrieve=" + platform.uri())) {
      var answer =
          alone.retrieve(
              CLINIC,
              "/xds/repository",
              Actions.ITI_43,
              new RetrieveRequest(asked).toElement(),
              Envelope.security(alone.assertion(Instant.now())));
      try (var message = ((Answer.Answered<DocumentMessage>) answer).value()) {
        var response = RetrieveResponse.parse(message.envelope().body());
        assertThat(message.documents()).hasSameSizeAs(response.documents());
        return response;
      }
    }
  }

  private static DocumentKey inWest(int number) {
    return new DocumentKey(WEST, west.repository(), "1.2.392.200250.9.2.5." + number);
  }

  private static RegistryError unavailable(String context) {
    return RegistryError.of(ErrorCode.UNAVAILABLE_COMMUNITY, context).at(WEST);
  }

  @Test
  void aDocumentThatIsLeftOutWithoutAWordIsAnErrorOfItsCommunity(@TempDir Path data)
      throws Exception {
    var response = told(data, List.of(inWest(1), inWest(2)), List.of(inWest(1)), List.of());

    assertThat(response.head().status()).isEqualTo(Status.PARTIAL);
    assertThat(response.documents()).extracting(Retrieved::key).containsExactly(inWest(1));
    assertThat(response.head().errors())
        .singleElement()
        .satisfies(error -> {
          assertThat(error.code()).isEqualTo(ErrorCode.REPOSITORY_ERROR.code());
          assertThat(error.location()).isEqualTo(WEST.toString());
          assertThat(error.context()).endsWith(inWest(2).uniqueId());
        });
  }

  @Test
  void anErrorAboutOneDocumentExplainsNoOther(@TempDir Path data) throws Exception {
    var error = unavailable("gone [" + inWest(11).uniqueId() + "]");

    var response = told(data, List.of(inWest(1), inWest(11)), List.of(), List.of(error));

    assertThat(response.head().status()).isEqualTo(Status.FAILURE);
    assertThat(response.head().errors()).hasSize(2).contains(error);
    assertThat(response.head().errors().getLast().context()).endsWith(inWest(1).uniqueId());
  }

  @Test
  void anErrorAboutACommunityExplainsAllOfItsDocuments(@TempDir Path data) throws Exception {
    var error = unavailable("no answer");

    var response = told(data, List.of(inWest(1), inWest(2)), List.of(), List.of(error));

    assertThat(response.head().errors()).containsExactly(error);
  }

  @Test
  void anAnswerThatDeliversADocumentTwiceIsGarbage(@TempDir Path data) throws Exception {
    isGarbage(told(data, List.of(inWest(1)), List.of(inWest(1), inWest(1)), List.of()));
  }

  @Test
  void anAnswerThatDeliversWhatWasNotAskedForIsGarbage(@TempDir Path data) throws Exception {
    isGarbage(told(data, List.of(inWest(1)), List.of(inWest(1), inWest(2)), List.of()));
  }

  private static void isGarbage(RetrieveResponse response) {
    assertThat(response.head().status()).isEqualTo(Status.FAILURE);
    assertThat(response.documents()).isEmpty();
    assertThat(response.head().errors())
        .extracting(RegistryError::code)
        .containsExactly(ErrorCode.UNAVAILABLE_COMMUNITY.code());
  }

  private static Outcome discover(PersonName name, String birth) throws Exception {
    var request =
        PatientDiscoveryRequest.of(
            WEST,
            east.homeId(),
            Instant.now(),
            Demographics.of(List.of(name), Gender.MALE, BirthTime.of(birth)),
            List.of(),
            null);
    var answer =
        east.send(
            RunningCommunity.PLATFORM,
            "/xcpd",
            Actions.ITI_55,
            request.element(),
            Envelope.security(east.assertion(Instant.now())));
    return PatientDiscoveryResponse.parse(((Answer.Answered<Envelope>) answer).value().body())
        .outcome();
  }

  @Test
  void aPersonIsFoundByKanaOfAnyWidthOrByKanjiBeyondTheBasicPlane() throws Exception {
    var full = PersonName.of("ヨシダ", "タロウ", PersonName.Representation.SYLLABIC);
    var hiragana = PersonName.of("よしだ", "たろう", PersonName.Representation.SYLLABIC);
    var kanji = PersonName.of("𠮷田", "太郎", PersonName.Representation.IDEOGRAPHIC);
    var otherKanji = PersonName.of("吉田", "太郎", PersonName.Representation.IDEOGRAPHIC);

    for (var name : List.of(full, hiragana, kanji)) {
      assertThat(discover(name, "19751103"))
          .isInstanceOfSatisfying(
              Outcome.Found.class,
              found -> {
                assertThat(found.matches()).hasSize(1);
                assertThat(found.matches().getFirst().patient()).isEqualTo(east.patient("E-1002"));
                assertThat(found.matches().getFirst().home()).isEqualTo(east.homeId());
                assertThat(found.matches().getFirst().demographics().names())
                    .contains(PersonName.of("ﾖｼﾀﾞ", "ﾀﾛｳ", PersonName.Representation.SYLLABIC));
              });
    }
    assertThat(discover(otherKanji, "19751103")).isInstanceOf(Outcome.NotFound.class);
    assertThat(discover(full, "19751104")).isInstanceOf(Outcome.NotFound.class);
  }

  @Test
  void severalPersonsAreNotNamedButMoreIsAsked() throws Exception {
    for (var number : List.of("E-8001", "E-8002")) {
      east.database()
          .sql(
              "insert into patient (number, family_kana, given_kana, written_key, kana_key,"
                  + " birth_date, sex, origin, as_of) values (?, 'ドウセイ', 'ドウメイ', ' ',"
                  + " 'ドウセイ ドウメイ', '1980-01-01', 'M', 'CATALOGUE', '0')")
          .param(number)
          .update();
    }
    var name = PersonName.of("ドウセイ", "ドウメイ", PersonName.Representation.SYLLABIC);

    assertThat(discover(name, "19800101")).isInstanceOf(Outcome.MoreRequested.class);
  }
}
