package org.musubi.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.musubi.gateway.Exchanges.QUERIED;
import static org.musubi.gateway.Exchanges.QUERY;
import static org.musubi.gateway.Exchanges.entry;
import static org.musubi.gateway.Exchanges.fault;
import static org.musubi.gateway.Exchanges.found;
import static org.musubi.gateway.Exchanges.queried;
import static org.musubi.gateway.Exchanges.text;
import static org.musubi.gateway.Hub.number;
import static org.musubi.gateway.Shared.HUB;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.musubi.audit.Action;
import org.musubi.audit.Outcome;
import org.musubi.audit.Result;
import org.musubi.core.MedicalId;
import org.musubi.ihe.HomeCommunityId;
import org.musubi.ihe.PatientIdentifier;
import org.musubi.ihe.soap.SoapFault;
import org.musubi.ihe.xds.AdhocQuery;
import org.musubi.ihe.xds.AdhocQuery.ReturnType;
import org.musubi.ihe.xds.Association;
import org.musubi.ihe.xds.DocumentEntry;
import org.musubi.ihe.xds.Ebxml;
import org.musubi.ihe.xds.QueryResponse;
import org.musubi.ihe.xds.RegistryError;
import org.musubi.ihe.xds.Status;
import org.musubi.ihe.xds.StoredQuery;
import org.musubi.ihe.xml.Element;

class QueryTest {
  private final HomeCommunityId east = Shared.newHome();
  private final HomeCommunityId west = Shared.newHome();
  private final String value = Shared.newNumber();
  private ScriptedCommunity eastern;
  private ScriptedCommunity western;
  private MedicalId person;

  @BeforeEach
  void twoCommunitiesThatKnowOnePerson() throws Exception {
    eastern = HUB.community(east).says("/iti38", QUERIED, found(document(east, "1.2.3.1")));
    western = HUB.community(west).says("/iti38", QUERIED, found(document(west, "1.2.3.2")));
    person = HUB.person(value, "ユウキ", east, west);
    HUB.consents(person, east, west);
    HUB.trail.forget();
  }

  private Element document(HomeCommunityId home, String id) {
    return entry(id, number(home, value), text(id));
  }

  private AdhocQuery.Builder find(PatientIdentifier patient) {
    return AdhocQuery.of(StoredQuery.FIND_DOCUMENTS, ReturnType.LEAF_CLASS)
        .patient(patient)
        .anyOf("$XDSDocumentEntryStatus", List.of(Ebxml.APPROVED));
  }

  private QueryResponse ask(AdhocQuery query) {
    return queried(HUB.ask("/iti38", QUERY, query.toElement()));
  }

  @Test
  void everyCommunityThatKnowsThePersonIsAskedByItsOwnNumber() throws Exception {
    var response = ask(find(number(east, value)).build());

    assertThat(response.status()).isEqualTo(Status.SUCCESS);
    assertThat(response.documentEntries())
        .extracting(entry -> entry.home().orElseThrow())
        .containsExactlyInAnyOrder(east, west);
    var asked = AdhocQuery.parse(western.asked().getFirst().body());
    assertThat(asked.patient()).contains(number(west, value));
    assertThat(asked.home()).contains(west);
  }

  @Test
  void aQueryToOneHomeGoesThereOnly() {
    var response = ask(find(number(east, value)).home(west).build());

    assertThat(response.documentEntries())
        .extracting(e -> e.home().orElseThrow())
        .containsExactly(west);
    assertThat(eastern.asked()).isEmpty();
  }

  @Test
  void theActIsRecordedWithPatientCommunityAndConsentAndEndsSent() {
    var unused = ask(find(number(east, value)).home(west).build());

    var event = HUB.trail.events(Action.QUERY, Result.INTENDED).getFirst();
    assertThat(event.patient()).isEqualTo(person);
    assertThat(event.what())
        .extracting(what -> what.kind().name())
        .containsExactly("QUERY", "COMMUNITY", "CONSENT");
    assertThat(HUB.trail.outcomeOf(event)).isEqualTo(Outcome.sent());
  }

  @Test
  void whatTheHubDoesNotKnowIsPassedOnUnchanged() {
    var odd = Element.of("urn:example:more", "x:Thing").attribute("a", "1").text("𠮷").build();
    var own =
        Element.of(Ebxml.RIM, "rim:Slot")
            .attribute("name", "urn:example:slot")
            .add(
                Element.of(Ebxml.RIM, "rim:ValueList")
                    .add(Element.text(Ebxml.RIM, "rim:Value", "髙"))
                    .build())
            .build();
    var entry = document(west, "1.2.3.2").with(b -> b.add(own));
    western.says("/iti38", QUERIED, found(entry, odd));

    var response = ask(find(number(east, value)).home(west).build());

    assertThat(response.objects())
        .anyMatch(o -> o.is("urn:example:more", "Thing") && o.text().equals("𠮷"));
    assertThat(response.documentEntries().getFirst().element().all(Ebxml.RIM, "Slot"))
        .anyMatch(slot -> slot.attribute("name").orElse("").equals("urn:example:slot"));
  }

  @Test
  void nobodyAndNoConsentAreAlike() {
    HUB.withdraws(person, west);

    var denied = HUB.ask("/iti38", QUERY, find(number(east, value)).home(west).build().toElement());
    var nobody =
        HUB.ask("/iti38", QUERY, find(number(east, "0000")).home(west).build().toElement());

    assertThat(denied.statusCode()).isEqualTo(nobody.statusCode()).isEqualTo(200);
    assertThat(withoutIds(denied.body())).isEqualTo(withoutIds(nobody.body()));
    assertThat(queried(denied).objects()).isEmpty();
    assertThat(western.asked()).isEmpty();
    assertThat(HUB.trail.events(Action.QUERY, Result.REFUSED))
        .extracting(e -> e.reason())
        .containsExactly("NOT_DISCLOSED", "NOT_DISCLOSED");
  }

  private static String withoutIds(byte[] body) {
    return new String(body, java.nio.charset.StandardCharsets.UTF_8)
        .replaceAll("urn:uuid:[0-9a-f-]{36}", "id");
  }

  @ParameterizedTest
  @CsvSource({
    "hangs, XDSUnavailableCommunity",
    "resets, XDSUnavailableCommunity",
    "garbage, XDSRegistryError",
    "faults, XDSRegistryError",
    "huge, XDSTooManyResults",
    "speaks for another, XDSRegistryError",
    "short, XDSUnavailableCommunity",
    "html, XDSRegistryError",
  })
  void aCommunityThatFailsBecomesAnErrorWithItsHomeAndTheOthersArrive(String how, String code) {
    western.on("/iti38", (request, connection) -> maltreat(how, request, connection));

    var response = ask(find(number(east, value)).build());

    assertThat(response.status()).isEqualTo(Status.PARTIAL);
    assertThat(response.documentEntries())
        .extracting(e -> e.home().orElseThrow())
        .containsExactly(east);
    assertThat(response.errors())
        .extracting(RegistryError::code, RegistryError::location)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(code, west.toString()));
    assertThat(response.errors().getFirst().context()).contains(" / ");
  }

  private void maltreat(
      String how, org.musubi.ihe.soap.Envelope request, ScriptedCommunity.Connection connection)
      throws Exception {
    switch (how) {
      case "hangs" -> connection.hang();
      case "resets" -> connection.reset();
      case "garbage" -> {
        connection.head(200, "application/soap+xml", 9);
        connection.raw("<a><b></a");
      }
      case "faults" ->
          connection.envelope(
              500,
              SoapFault.receiver("NullPointerException at", "x").toEnvelope(request.addressing()));
      case "huge" -> {
        connection.head(200, "application/soap+xml", 1 << 30);
        connection.raw("<a>");
        for (int i = 0; i < 100; i++) {
          connection.raw("<b>" + "x".repeat(10_000) + "</b>");
        }
      }
      case "speaks for another" ->
          connection.soap(
              request,
              QUERIED,
              found(document(west, "1.2.3.9").withAttribute("home", east.toString())));
      case "short" -> {
        connection.head(200, "application/soap+xml", 1000);
        connection.raw("<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope'>");
      }
      default -> {
        connection.head(200, "text/html", 6);
        connection.raw("<html>");
      }
    }
  }

  @Test
  void aCommunityThatKeepsFailingIsNotAskedForAWhile() {
    western.on("/iti38", (request, connection) -> connection.reset());
    var query = find(number(east, value)).home(west).build();
    for (int i = 0; i < 5; i++) {
      assertThat(codes(query)).containsExactly("XDSUnavailableCommunity");
    }
    int asked = western.asked().size();

    var response = ask(query);

    assertThat(response.errors())
        .singleElement()
        .satisfies(error -> assertThat(error.context()).contains("一時的に控えています"));
    assertThat(western.asked()).hasSize(asked);
  }

  @ParameterizedTest
  @ValueSource(strings = {"huge", "garbage", "html"})
  void answersThatCannotBeUsedAboutOnePatientDoNotPauseTheCommunityForOthers(String how) {
    western.on("/iti38", (request, connection) -> maltreat(how, request, connection));
    for (int i = 0; i < 5; i++) {
      assertThat(ask(find(number(east, value)).home(west).build()).errors()).hasSize(1);
    }
    var others = Shared.newNumber();
    HUB.consents(HUB.person(others, "サトウ", west), west);
    western.says("/iti38", QUERIED, found(entry("1.2.3.7", number(west, others), text("x"))));

    var response = ask(find(number(west, others)).home(west).build());

    assertThat(response.status()).isEqualTo(Status.SUCCESS);
    assertThat(response.documentEntries()).hasSize(1);
  }

  @Test
  void aCommunityThatIsHeldBackFromAnAnswerIsOnTheTrail() {
    HUB.withdraws(person, west);
    HUB.trail.forget();

    var response = ask(find(number(east, value)).build());

    assertThat(response.documentEntries())
        .extracting(e -> e.home().orElseThrow())
        .containsExactly(east);
    assertThat(HUB.trail.events(Action.QUERY, Result.REFUSED))
        .singleElement()
        .satisfies(event -> {
          assertThat(event.patient()).isEqualTo(person);
          assertThat(event.what()).extracting(what -> what.identifier()).contains(west.toString());
        });
  }

  @Test
  void whoIsNotKnownElsewhereLeavesAsManyEntriesAsWhoIsHeldBackThere() {
    var elsewhere = Shared.newNumber();
    HUB.consents(HUB.person(elsewhere, "サトウ", east), east);
    HUB.withdraws(person, west);
    HUB.trail.forget();
    var unused = ask(find(number(east, value)).build());
    int held = HUB.trail.events().size();
    HUB.trail.forget();

    var response = ask(find(number(east, elsewhere)).build());

    assertThat(response.status()).isEqualTo(Status.SUCCESS);
    assertThat(HUB.trail.events()).hasSize(held);
  }

  @Test
  void anotherPatientInAnAnswerAboutThisOneIsLeftOut() {
    var stranger = entry("1.2.3.5", number(west, "somebody"), text("x"));
    western.says("/iti38", QUERIED, found(document(west, "1.2.3.2"), stranger));

    var response = ask(find(number(east, value)).home(west).build());

    assertThat(response.documentEntries())
        .extracting(e -> e.uniqueId().orElseThrow())
        .containsExactly("1.2.3.2");
  }

  @Test
  void aQueryByObjectShowsOnlyWhatConsentAllowsAndCountsNothingElse() {
    var stranger = HUB.person(Shared.newNumber(), "サトウ", west);
    var hidden = entry("1.2.3.5", numberOf(stranger), text("x"));
    var counted = found(document(west, "1.2.3.2"), hidden);
    western.says("/iti38", QUERIED, counted);

    var response = ask(byIds(ReturnType.OBJECT_REF, "1.2.3.2", "1.2.3.5"));

    assertThat(response.status()).isEqualTo(Status.SUCCESS);
    assertThat(response.objects())
        .singleElement()
        .satisfies(object -> {
          assertThat(object.is(Ebxml.RIM, "ObjectRef")).isTrue();
          assertThat(object.attribute("home")).contains(west.toString());
        });
    var asked = western.asked().getFirst().body();
    assertThat(asked.first(Ebxml.QUERY, "ResponseOption").orElseThrow().attribute("returnType"))
        .contains("LeafClass");
  }

  private PatientIdentifier numberOf(MedicalId stranger) {
    return HUB.room(org.musubi.mpi.PatientIndex.class).locate(stranger).getFirst().identifier();
  }

  private AdhocQuery byIds(ReturnType type, String... ids) {
    return AdhocQuery.of(StoredQuery.GET_DOCUMENTS, type)
        .home(west)
        .anyOf("$XDSDocumentEntryUniqueId", List.of(ids))
        .build();
  }

  @Test
  void anAssociationIsAsVisibleAsItsEnds() {
    var shown = DocumentEntry.of(document(west, "1.2.3.2")).orElseThrow();
    var visible =
        Association.of(
            "urn:uuid:" + UUID.randomUUID(),
            Association.HAS_MEMBER,
            "urn:uuid:" + UUID.randomUUID(),
            shown.entryUuid());
    var loose =
        Association.of(
            "urn:uuid:" + UUID.randomUUID(),
            Association.HAS_MEMBER,
            "urn:uuid:" + UUID.randomUUID(),
            "urn:uuid:" + UUID.randomUUID());
    western.on(
        "/iti38",
        (request, connection) -> {
          var id = AdhocQuery.parse(request.body()).id();
          connection.soap(
              request,
              QUERIED,
              id.equals(StoredQuery.GET_ASSOCIATIONS.id())
                  ? found(visible.element(), loose.element())
                  : id.equals(StoredQuery.GET_DOCUMENTS.id()) ? found(shown.element()) : found());
        });
    var query =
        AdhocQuery.of(StoredQuery.GET_ASSOCIATIONS, ReturnType.LEAF_CLASS)
            .home(west)
            .anyOf("$uuid", List.of(shown.entryUuid()))
            .build();

    var response = ask(query);

    assertThat(response.objects())
        .extracting(o -> o.attribute("id").orElse(""))
        .containsExactly(visible.id());
  }

  @Test
  void anErrorOfNoCommunityIsSaidByTheHubItself() {
    var response =
        ask(
            AdhocQuery.of(StoredQuery.GET_DOCUMENTS, ReturnType.LEAF_CLASS)
                .anyOf("$XDSDocumentEntryUniqueId", List.of("1.2"))
                .build());

    assertThat(response.errors())
        .singleElement()
        .satisfies(error -> assertThat(error.location()).startsWith("urn:oid:2.25."));
  }

  @Test
  void queriesThatCannotBeRoutedAreRefusedByCode() {
    var unknown = Exchanges.home(99);

    assertThat(codes(find(number(east, value)).home(unknown).build()))
        .containsExactly("XDSUnknownCommunity");
    assertThat(
            codes(
                AdhocQuery.of(StoredQuery.GET_DOCUMENTS, ReturnType.LEAF_CLASS)
                    .anyOf("$XDSDocumentEntryUniqueId", List.of("1.2"))
                    .build()))
        .containsExactly("XDSMissingHomeCommunityId");
    assertThat(
            codes(
                AdhocQuery.of(StoredQuery.FIND_DOCUMENTS, ReturnType.LEAF_CLASS)
                    .patient(number(east, value))
                    .build()))
        .containsExactly("XDSStoredQueryMissingParam");
    assertThat(HUB.trail.events(Action.QUERY, Result.REFUSED)).hasSize(3);
  }

  private List<String> codes(AdhocQuery query) {
    var response = ask(query);
    assertThat(response.status()).isEqualTo(Status.FAILURE);
    return response.errors().stream().map(RegistryError::code).toList();
  }

  @Test
  void withoutATrailNothingIsDisclosed() {
    HUB.trail.stop();
    try {
      var response = HUB.ask("/iti38", QUERY, find(number(east, value)).build().toElement());

      assertThat(response.statusCode()).isEqualTo(500);
      assertThat(fault(response).japanese()).contains("証跡");
    } finally {
      HUB.trail.start();
    }
  }

  @Test
  void theDoorForPagesTakesTheSameSteps() {
    var door = HUB.room(InitiatingGateway.class);
    var actor = HUB.operator();

    assertThat(door.reachable(person, actor))
        .extracting(r -> r.home())
        .containsExactlyInAnyOrder(east, west);
    assertThat(door.documents(person, west, actor))
        .isInstanceOfSatisfying(
            Found.Documents.class, found -> assertThat(found.entries()).hasSize(1));
    western.on("/iti38", (request, connection) -> connection.hang());
    assertThat(door.documents(person, west, actor))
        .isInstanceOfSatisfying(
            Found.Unanswered.class, silent -> assertThat(silent.late()).isTrue());
    HUB.withdraws(person, west);
    assertThat(door.documents(person, west, actor)).isInstanceOf(Found.NotDisclosed.class);
  }
}
