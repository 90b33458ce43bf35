package org.musubi.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.musubi.gateway.Exchanges.QUERIED;
import static org.musubi.gateway.Exchanges.REPOSITORY;
import static org.musubi.gateway.Exchanges.RETRIEVE;
import static org.musubi.gateway.Exchanges.RETRIEVED;
import static org.musubi.gateway.Exchanges.delivers;
import static org.musubi.gateway.Exchanges.entry;
import static org.musubi.gateway.Exchanges.fault;
import static org.musubi.gateway.Exchanges.found;
import static org.musubi.gateway.Exchanges.got;
import static org.musubi.gateway.Exchanges.text;
import static org.musubi.gateway.Hub.number;
import static org.musubi.gateway.Shared.HUB;
import static org.musubi.gateway.Shared.SPOOL;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.musubi.audit.Action;
import org.musubi.audit.Outcome;
import org.musubi.audit.Result;
import org.musubi.audit.What;
import org.musubi.core.MedicalId;
import org.musubi.gateway.Exchanges.Got;
import org.musubi.ihe.DocumentKey;
import org.musubi.ihe.HomeCommunityId;
import org.musubi.ihe.xds.ErrorCode;
import org.musubi.ihe.xds.RegistryError;
import org.musubi.ihe.xds.RetrieveRequest;
import org.musubi.ihe.xds.RetrieveResponse;
import org.musubi.ihe.xds.Status;
import org.musubi.ihe.xml.Element;

class RetrieveTest {
  private final HomeCommunityId east = Shared.newHome();
  private final HomeCommunityId west = Shared.newHome();
  private final String value = Shared.newNumber();
  private ScriptedCommunity eastern;
  private ScriptedCommunity western;
  private MedicalId person;

  @BeforeEach
  void twoCommunitiesWithOneDocumentEach() throws Exception {
    eastern = HUB.community(east).says("/iti38", QUERIED, found(document(east, "1.1")));
    western = HUB.community(west).says("/iti38", QUERIED, found(document(west, "1.2")));
    eastern.on("/iti39", delivers(SPOOL, east, List.of("1.1"), List.of(text("1.1"))));
    western.on("/iti39", delivers(SPOOL, west, List.of("1.2"), List.of(text("1.2"))));
    person = HUB.person(value, "ユウキ", east, west);
    HUB.consents(person, east, west);
    HUB.trail.forget();
  }

  private Element document(HomeCommunityId home, String id) {
    return entry(id, number(home, value), text(id));
  }

  private DocumentKey key(HomeCommunityId home, String id) {
    return new DocumentKey(home, REPOSITORY, id);
  }

  private Got ask(DocumentKey... keys) throws Exception {
    var request = new RetrieveRequest(Arrays.asList(keys)).toElement();
    return got(SPOOL, HUB.ask("/iti39", RETRIEVE, request));
  }

  @Test
  void documentsOfTwoCommunitiesArriveInTheOrderAskedEachWithItsHome() throws Exception {
    var got = ask(key(west, "1.2"), key(east, "1.1"));

    assertThat(got.response().head().status()).isEqualTo(Status.SUCCESS);
    assertThat(got.response().documents())
        .extracting(d -> d.key())
        .containsExactly(key(west, "1.2"), key(east, "1.1"));
    assertThat(got.contents()).containsExactly(text("1.2"), text("1.1"));
  }

  @Test
  void theReleaseIsRecordedWithHashSizeVerdictAndConsentBeforeItHappens() throws Exception {
    var unused = ask(key(west, "1.2"));

    var event = HUB.trail.events(Action.RETRIEVE, Result.INTENDED).getFirst();
    assertThat(event.patient()).isEqualTo(person);
    assertThat(event.details()).containsEntry("verdict", "NOT_INSPECTED");
    assertThat(event.what())
        .anySatisfy(what -> {
          assertThat(what.kind()).isEqualTo(What.Kind.DOCUMENT);
          assertThat(what.identifier()).isEqualTo("1.2");
          assertThat(what.home()).isEqualTo(west.toString());
          assertThat(what.sha256()).hasSize(64);
          assertThat(what.size()).isEqualTo(text("1.2").length);
        });
    assertThat(event.what()).anyMatch(what -> what.kind() == What.Kind.CONSENT);
    assertThat(HUB.trail.outcomeOf(event)).isEqualTo(Outcome.sent());
  }

  @Test
  void consentWithdrawnWhileTheDocumentIsFetchedRefusesIt() throws Exception {
    var delivery = delivers(SPOOL, west, List.of("1.2"), List.of(text("1.2")));
    western.on(
        "/iti39",
        (request, connection) -> {
          HUB.withdraws(person, west);
          delivery.answer(request, connection);
        });

    var got = ask(key(west, "1.2"), key(east, "1.1"));

    assertThat(got.response().head().status()).isEqualTo(Status.PARTIAL);
    assertThat(got.response().documents())
        .extracting(d -> d.key())
        .containsExactly(key(east, "1.1"));
    assertThat(errors(got)).containsExactly("XDSDocumentUniqueIdError");
  }

  @Test
  void consentWithdrawnWhileTheReleaseIsRecordedRefusesItAndTheRecordSaysSo() throws Exception {
    HUB.trail.whileRecording(() -> HUB.withdraws(person, west));

    var got = ask(key(west, "1.2"), key(east, "1.1"));

    assertThat(got.response().documents())
        .extracting(d -> d.key())
        .containsExactly(key(east, "1.1"));
    assertThat(errors(got)).containsExactly("XDSDocumentUniqueIdError");
    var releases = HUB.trail.events(Action.RETRIEVE, Result.INTENDED);
    assertThat(releases).hasSize(2);
    assertThat(HUB.trail.outcomeOf(releases.getFirst())).isEqualTo(Outcome.failed("NOT_DISCLOSED"));
    assertThat(releases.getLast().what())
        .extracting(What::identifier)
        .contains("1.1")
        .doesNotContain("1.2");
    assertThat(HUB.trail.outcomeOf(releases.getLast())).isEqualTo(Outcome.sent());
  }

  @Test
  void aTypeThatTheCommunityGivesTheDocumentOnTheWayIsNotPassedOn() throws Exception {
    var delivery = delivers(SPOOL, west, List.of("1.2"), "text/html", List.of(text("1.2")));
    western.on("/iti39", delivery);

    var got = ask(key(west, "1.2"));

    assertThat(got.response().documents()).extracting(d -> d.mimeType()).containsOnly("text/plain");
  }

  @Test
  void aDocumentNotAllowedAndOneThatIsNotThereAreRefusedAlike() throws Exception {
    HUB.withdraws(person, west);
    var denied = ask(key(west, "1.2"));
    western.says("/iti38", QUERIED, found());
    var absent = ask(key(west, "1.2"));

    assertThat(denied.response()).isEqualTo(absent.response());
    assertThat(errors(denied)).containsExactly("XDSDocumentUniqueIdError");
    assertThat(western.asked())
        .allMatch(e -> !e.body().is("urn:ihe:iti:xds-b:2007", "RetrieveDocumentSetRequest"));
  }

  private static List<String> errors(Got got) {
    return got.response().head().errors().stream().map(RegistryError::code).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "other bytes",
        "shorter",
        "extra",
        "another home",
        "nothing",
        "stalls",
        "dies",
        "fault"
      })
  void whatIsNotTheDocumentIsNeverReleasedAndTheOthersArrive(String how) throws Exception {
    western.on("/iti39", script(how));

    var got = ask(key(west, "1.2"), key(east, "1.1"));

    assertThat(got.response().head().status()).isEqualTo(Status.PARTIAL);
    assertThat(got.contents()).containsExactly(text("1.1"));
    assertThat(got.response().head().errors())
        .singleElement()
        .satisfies(error -> {
          assertThat(error.location()).isEqualTo(west.toString());
          assertThat(error.code()).isIn("XDSRepositoryError", "XDSUnavailableCommunity");
        });
    assertThat(HUB.inSpool()).isZero();
  }

  private ScriptedCommunity.Script script(String how) {
    var honest = text("1.2");
    return switch (how) {
      case "other bytes" -> {
        honest[0] ^= 1;
        yield delivers(SPOOL, west, List.of("1.2"), List.of(honest));
      }
      case "shorter" -> delivers(SPOOL, west, List.of("1.2"), List.of(Arrays.copyOf(honest, 3)));
      case "extra" -> delivers(SPOOL, west, List.of("1.2", "1.3"), List.of(honest, text("1.3")));
      case "another home" -> delivers(SPOOL, east, List.of("1.2"), List.of(honest));
      case "nothing" -> delivers(SPOOL, west, List.of(), List.of());
      case "stalls" ->
          (request, connection) -> {
            connection.head(
                200, "multipart/related; type=\"application/xop+xml\"; boundary=b", 1000);
            connection.hang();
          };
      case "dies" ->
          (request, connection) -> {
            connection.head(
                200, "multipart/related; type=\"application/xop+xml\"; boundary=b", 1000);
            connection.raw("--b\r\n");
            connection.reset();
          };
      default ->
          (request, connection) ->
              connection.envelope(
                  500,
                  org.musubi.ihe.soap.SoapFault.receiver("no", "否")
                      .toEnvelope(request.addressing()));
    };
  }

  @Test
  void metadataWithoutAHashCannotBeReleased() throws Exception {
    var bare =
        document(west, "1.2")
            .mapChildren(child -> child.attribute("name").orElse("").equals("hash") ? null : child);
    western.says("/iti38", QUERIED, found(bare));

    assertThat(errors(ask(key(west, "1.2")))).containsExactly("XDSRepositoryMetadataError");
  }

  @Test
  void requestsThatCannotBeRoutedAreRefusedByCode() throws Exception {
    assertThat(errors(ask(key(Exchanges.home(99), "1.2")))).containsExactly("XDSUnknownCommunity");
    assertThat(errors(ask(new DocumentKey(west, new org.musubi.ihe.Oid("1.2.3"), "1.2"))))
        .containsExactly("XDSUnknownRepositoryId");
    assertThat(errors(ask(new DocumentKey(null, REPOSITORY, "1.2"))))
        .containsExactly("XDSMissingHomeCommunityId");
  }

  @Test
  void withoutATrailNoDocumentLeaves() {
    HUB.trail.stop();
    try {
      var request = new RetrieveRequest(List.of(key(west, "1.2"))).toElement();
      var response = HUB.ask("/iti39", RETRIEVE, request);

      assertThat(response.statusCode()).isEqualTo(500);
      assertThat(fault(response).english()).contains("audit trail");
      assertThat(HUB.inSpool()).isZero();
    } finally {
      HUB.trail.start();
    }
  }

  @Test
  void sixtyDocumentsArriveWhole() throws Exception {
    var ids = IntStream.range(0, 60).mapToObj(i -> "1.9." + i).toList();
    western.says(
        "/iti38",
        QUERIED,
        found(ids.stream().map(id -> document(west, id)).toArray(Element[]::new)));
    western.on("/iti39", delivers(SPOOL, west, ids, ids.stream().map(Exchanges::text).toList()));
    assertThat(Question.BY_PATIENT.ask(west, value).statusCode()).isEqualTo(200);

    var got = ask(ids.stream().map(id -> key(west, id)).toArray(DocumentKey[]::new));

    assertThat(got.response().head().status()).isEqualTo(Status.SUCCESS);
    assertThat(got.contents()).hasSize(60);
  }

  @Test
  void aClientThatLeavesInMidBodyIsOnTheTrailWithTheBytesItMayHaveSeen() throws Exception {
    var large = new byte[40 << 20];
    western.says("/iti38", QUERIED, found(entry("1.40", number(west, value), large)));
    western.on("/iti39", delivers(SPOOL, west, List.of("1.40"), List.of(large)));

    try (var socket = RawCaller.connect(HUB, key(west, "1.40"))) {
      assertThat(socket.getInputStream().readNBytes(100_000)).hasSize(100_000);
      socket.setSoLinger(true, 0);
    }

    var event = HUB.trail.events(Action.RETRIEVE, Result.INTENDED).getFirst();
    org.assertj.core.api.Assertions.assertThat(ended(event))
        .isInstanceOfSatisfying(
            Outcome.AbortedAt.class, aborted -> assertThat(aborted.bytes()).isPositive());
  }

  private static Outcome ended(org.musubi.audit.AuditEvent event) throws Exception {
    for (int i = 0; i < 500 && HUB.trail.outcomeOf(event) == null; i++) {
      Thread.sleep(20);
    }
    return HUB.trail.outcomeOf(event);
  }

  @Test
  void whenOneCommunitysTurnBreaksWhatTheOtherDeliveredIsGivenUpAndTheRefusalIsOnTheTrail()
      throws Exception {
    var delivered = new CountDownLatch(1);
    var delivery = delivers(SPOOL, east, List.of("1.1"), List.of(text("1.1")));
    eastern.on(
        "/iti39",
        (request, connection) -> {
          delivery.answer(request, connection);
          delivered.countDown();
        });
    western.on(
        "/iti38",
        (request, connection) -> {
          assertThat(delivered.await(30, TimeUnit.SECONDS)).isTrue();
          HUB.room(CountedStatements.class).broken(true);
          connection.soap(request, QUERIED, found(document(west, "1.2")));
        });
    try {
      var keys = List.of(key(east, "1.1"), key(west, "1.2"));
      var response = HUB.ask("/iti39", RETRIEVE, new RetrieveRequest(keys).toElement());

      assertThat(response.statusCode()).isEqualTo(500);
    } finally {
      HUB.room(CountedStatements.class).broken(false);
    }
    assertThat(HUB.inSpool()).isZero();
    assertThat(HUB.trail.events(Action.REFUSED, Result.REFUSED))
        .extracting(event -> event.reason())
        .containsExactly("BROKEN");
  }

  @Test
  void aCommunitysErrorIsSaidOfTheDocumentItNamesWhateverItsPlace() throws Exception {
    western.says("/iti38", QUERIED, found(document(west, "1.2"), document(west, "1.2.1")));
    western.says(
        "/iti39",
        RETRIEVED,
        RetrieveResponse.of(
                List.of(),
                List.of(
                    RegistryError.of(ErrorCode.REPOSITORY_BUSY, "1.2.1: later"),
                    RegistryError.of(ErrorCode.MISSING_DOCUMENT, "no document 1.2.")))
            .toElement());

    assertThat(errors(ask(key(west, "1.2"), key(west, "1.2.1"))))
        .containsExactly("XDSMissingDocument", "XDSRepositoryBusy");
  }

  @Test
  void theDoorForPagesReleasesOnlyTheDocumentOfThatPerson() throws Exception {
    var door = HUB.room(InitiatingGateway.class);
    var other = HUB.person(Shared.newNumber(), "サトウ", west);

    var released = door.retrieve(person, key(west, "1.2"), HUB.operator());
    var refused = door.retrieve(other, key(west, "1.2"), HUB.operator());

    assertThat(released)
        .isInstanceOfSatisfying(
            Released.Document.class,
            document -> {
              assertThat(document.content().size()).isEqualTo(text("1.2").length);
              assertThat(document.entry().uniqueId()).contains("1.2");
              assertThat(document.verdict().name()).isEqualTo("NOT_INSPECTED");
              document.content().close();
            });
    assertThat(refused)
        .isInstanceOfSatisfying(
            Released.Refused.class,
            no -> assertThat(no.code().code()).isEqualTo("XDSDocumentUniqueIdError"));
  }
}
