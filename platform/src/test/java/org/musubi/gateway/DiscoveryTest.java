package org.musubi.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.musubi.gateway.Hub.number;
import static org.musubi.gateway.Shared.HUB;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.musubi.audit.Action;
import org.musubi.audit.Outcome.Sent;
import org.musubi.audit.Result;
import org.musubi.core.JapaneseName;
import org.musubi.core.MedicalId;
import org.musubi.ihe.HomeCommunityId;
import org.musubi.ihe.PatientIdentifier;
import org.musubi.ihe.schema.MessageSchema;
import org.musubi.ihe.xcpd.BirthTime;
import org.musubi.ihe.xcpd.Demographics;
import org.musubi.ihe.xcpd.Gender;
import org.musubi.ihe.xcpd.HealthDataLocator;
import org.musubi.ihe.xcpd.Match;
import org.musubi.ihe.xcpd.Outcome;
import org.musubi.ihe.xcpd.PatientDiscoveryRequest;
import org.musubi.ihe.xcpd.PatientDiscoveryResponse;
import org.musubi.ihe.xcpd.PersonName;
import org.musubi.ihe.xcpd.PersonName.Representation;
import org.musubi.mpi.Locator;
import org.musubi.mpi.PatientIndex;

class DiscoveryTest {
  private static final String ASK = "urn:hl7-org:v3:PRPA_IN201305UV02:CrossGatewayPatientDiscovery";
  private static final String ANSWER =
      "urn:hl7-org:v3:PRPA_IN201306UV02:CrossGatewayPatientDiscovery";

  private final HomeCommunityId east = Shared.newHome();
  private final HomeCommunityId west = Shared.newHome();
  private final String value = Shared.newNumber();
  private ScriptedCommunity eastern;
  private ScriptedCommunity western;
  private MedicalId person;

  @BeforeEach
  void twoCommunitiesThatKnowOnePerson() throws Exception {
    eastern = HUB.community(east).on("/iti55", knows(east, HealthDataLocator.NOT_SUPPORTED));
    western = HUB.community(west).on("/iti55", knows(west, HealthDataLocator.SUPPORTED));
    person = HUB.person(value, kana(), east, west);
    HUB.consents(person, east, west);
    HUB.trail.forget();
  }

  /** A name that only this test's person has. */
  private String kana() {
    var letters = new StringBuilder("ユ");
    value.chars().skip(1).forEach(digit -> letters.append("アイウエオカキクケコ".charAt(digit - '0')));
    return letters.toString();
  }

  private ScriptedCommunity.Script knows(HomeCommunityId home, HealthDataLocator locator) {
    return (request, connection) -> {
      var asked = PatientDiscoveryRequest.parse(request.body());
      var match = Match.of(home, locator, number(home, value), List.of(), described("ﾕｳｷ"), 100);
      connection.soap(
          request,
          ANSWER,
          PatientDiscoveryResponse.answer(asked, home, Instant.now(), Outcome.found(List.of(match)))
              .element());
    };
  }

  private Demographics described(String kana) {
    return Demographics.of(
        List.of(PersonName.of(kana, "ハナコ", Representation.SYLLABIC)),
        Gender.FEMALE,
        BirthTime.of(LocalDate.of(1960, 2, 3)));
  }

  private PatientDiscoveryRequest request(Demographics person, PatientIdentifier... identifiers) {
    return PatientDiscoveryRequest.of(
        Exchanges.home(1), Exchanges.home(2), Instant.now(), person, List.of(identifiers), null);
  }

  private HttpResponse<byte[]> ask(PatientDiscoveryRequest request) {
    return HUB.ask("/iti55", ASK, request.element());
  }

  private static Outcome outcome(HttpResponse<byte[]> response) throws Exception {
    return PatientDiscoveryResponse.parse(Exchanges.envelope(response).body()).outcome();
  }

  @Test
  void aPersonIsFoundByNameAndBirthDateWhereverConsentAllows() throws Exception {
    var found = outcome(ask(request(described(kana()))));

    assertThat(found)
        .isInstanceOfSatisfying(
            Outcome.Found.class,
            each -> {
              assertThat(each.matches())
                  .extracting(Match::home)
                  .containsExactlyInAnyOrder(east, west);
              assertThat(each.matches())
                  .extracting(Match::patient)
                  .containsExactlyInAnyOrder(number(east, value), number(west, value));
            });
    assertThat(HUB.trail.outcomeOf(HUB.trail.events(Action.DISCOVER, Result.INTENDED).getFirst()))
        .isInstanceOf(Sent.class);
  }

  @Test
  void whatACommunitySaysOfBeingALocatorIsPassedOnAndNothingIsClaimedForIt() throws Exception {
    var found = (Outcome.Found) outcome(ask(request(Demographics.none(), number(east, value))));

    assertThat(found.matches())
        .allMatch(match ->
            match.locator()
                == (match.home().equals(west)
                    ? HealthDataLocator.SUPPORTED
                    : HealthDataLocator.NOT_SUPPORTED));
  }

  @Test
  void eachCommunityIsAskedByItsOwnNumberInAMessageThatFollowsItsSchema() throws Exception {
    var unused = ask(request(Demographics.none(), number(east, value)));

    var asked = western.asked().getFirst().body();
    assertThat(PatientDiscoveryRequest.parse(asked).identifiers())
        .containsExactly(number(west, value));
    assertThat(MessageSchema.PATIENT_DISCOVERY.problems(asked)).isEmpty();
  }

  @Test
  void theAnswerFollowsItsSchema() {
    var answer = Exchanges.envelope(ask(request(Demographics.none(), number(east, value)))).body();

    assertThat(MessageSchema.PATIENT_DISCOVERY_RESPONSE.problems(answer)).isEmpty();
  }

  @Test
  void nobodyAndNoConsentAreAlike() throws Exception {
    HUB.withdraws(person, east);
    HUB.withdraws(person, west);
    var question = request(described(kana()));
    var denied = ask(question);
    var nobody = ask(request(described("ヌマノ")));

    assertThat(outcome(denied)).isEqualTo(outcome(nobody)).isEqualTo(Outcome.notFound());
    assertThat(shape(denied)).isEqualTo(shape(nobody));
    assertThat(eastern.asked()).isEmpty();
  }

  /** The answer without what the question itself brought, without ids and times. */
  private static String shape(HttpResponse<byte[]> response) {
    return response.statusCode()
        + new String(response.body(), StandardCharsets.UTF_8)
            .replaceAll("(?s)<([a-z0-9]+:)?queryByParameter.*?queryByParameter>", "")
            .replaceAll("extension=\"[^\"]*\"", "")
            .replaceAll("value=\"[0-9+.]*\"", "")
            .replaceAll("urn:uuid:[0-9a-f-]{36}", "");
  }

  @Test
  void aCommunityThatDoesNotAnswerLeavesTheOthers() throws Exception {
    western.on("/iti55", (request, connection) -> connection.hang());

    var found = (Outcome.Found) outcome(ask(request(Demographics.none(), number(east, value))));

    assertThat(found.matches()).extracting(Match::home).containsExactly(east);
    assertThat(found.issues()).isNotEmpty();
  }

  @Test
  void aMatchInAnotherHomesNameIsNotBelieved() throws Exception {
    western.on("/iti55", knows(east, HealthDataLocator.NOT_SUPPORTED));

    var found = (Outcome.Found) outcome(ask(request(Demographics.none(), number(east, value))));

    assertThat(found.matches()).extracting(Match::home).containsExactly(east);
  }

  @Test
  void aNumberAndANameThatContradictEachOtherFindNobody() throws Exception {
    assertThat(outcome(ask(request(described("ヌマノ"), number(east, value)))))
        .isEqualTo(Outcome.notFound());
  }

  /** One person, whom west writes 結木 and east 結城. */
  private MedicalId writtenInTwoWays(String kana) {
    var index = HUB.room(PatientIndex.class);
    var number = value + "-two";
    var insured = "06139999:2:" + value + ":01";
    MedicalId one = null;
    for (var home : List.of(west, east)) {
      var name = new JapaneseName(home.equals(west) ? "結木" : "結城", "花子", kana, "ハナコ");
      var known =
          new org.musubi.mpi.Demographics(
              name, LocalDate.of(1960, 2, 3), org.musubi.mpi.Demographics.Sex.F, insured);
      one = index.register(new Locator(home, number(home, number)), known, HUB.operator());
    }
    return one;
  }

  private PatientDiscoveryRequest written(String family, PatientIdentifier... identifiers) {
    return request(
        Demographics.of(
            List.of(PersonName.of(family, "花子", Representation.IDEOGRAPHIC)),
            null,
            BirthTime.of(LocalDate.of(1960, 2, 3))),
        identifiers);
  }

  @Test
  void howACommunityThatIsHeldBackWritesANameIsToldNeitherByItNorToOthers() throws Exception {
    var kana = "フタトオリ" + kana();
    var both = writtenInTwoWays(kana);
    HUB.consents(both, east);
    eastern.on("/iti55", (request, connection) -> echo(east, request, connection));
    HUB.trail.forget();

    assertThat(outcome(ask(written("結木", number(east, value + "-two")))))
        .isEqualTo(Outcome.notFound());
    assertThat(HUB.trail.events(Action.DISCOVER, Result.REFUSED).getLast().patient())
        .isEqualTo(both);
    assertThat(eastern.asked()).isEmpty();

    var found = outcome(ask(written("結城", number(east, value + "-two"))));

    assertThat(found).isInstanceOf(Outcome.Found.class);
    assertThat(asText(eastern)).contains("結城").doesNotContain("結木");
    assertThat(western.asked()).isEmpty();
  }

  private static String asText(ScriptedCommunity community) {
    return new String(community.asked().getFirst().toBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void entriesThatCouldNotBeLinkedAreFoundEachInItsCommunity() throws Exception {
    var name = "ウンリンク" + kana();
    HUB.consents(HUB.unlinked(value + "0", name, east), east);
    HUB.consents(HUB.unlinked(value + "1", name, west), west);
    eastern.on("/iti55", (request, connection) -> echo(east, request, connection));
    western.on("/iti55", (request, connection) -> echo(west, request, connection));

    var found = outcome(ask(request(described(name))));

    assertThat(found)
        .isInstanceOfSatisfying(
            Outcome.Found.class,
            each ->
                assertThat(each.matches())
                    .extracting(Match::patient)
                    .containsExactlyInAnyOrder(
                        number(east, value + "0"), number(west, value + "1")));
    assertThat(HUB.trail.events(Action.DISCOVER, Result.INTENDED)).hasSize(2);
  }

  /** 外字 of the private use areas, and a character with its variation selector. */
  @ParameterizedTest
  @ValueSource(strings = {"\uE000", "\uDB80\uDC00", "葛\uDB40\uDD00"})
  void aPersonWhoseNameHoldsAGaijiIsFoundByItAndByKana(String gaiji) throws Exception {
    var written = gaiji + "城" + kana();
    var kana = "ガイジ" + kana();
    HUB.consents(HUB.written(value + "0", written, kana, east), east);
    eastern.on("/iti55", (request, connection) -> echo(east, request, connection));

    for (var name :
        List.of(
            PersonName.of(written, "花子", Representation.IDEOGRAPHIC),
            PersonName.of(kana, "ハナコ", Representation.SYLLABIC))) {
      var described =
          Demographics.of(List.of(name), Gender.FEMALE, BirthTime.of(LocalDate.of(1960, 2, 3)));
      assertThat(outcome(ask(request(described))))
          .isInstanceOfSatisfying(
              Outcome.Found.class,
              found ->
                  assertThat(found.matches())
                      .extracting(Match::patient)
                      .containsExactly(number(east, value + "0")));
    }
  }

  /** A match for the very number that is asked about. */
  private void echo(
      HomeCommunityId home,
      org.musubi.ihe.soap.Envelope request,
      ScriptedCommunity.Connection connection)
      throws Exception {
    var asked = PatientDiscoveryRequest.parse(request.body());
    var match =
        Match.of(
            home,
            HealthDataLocator.NOT_SUPPORTED,
            asked.identifiers().getFirst(),
            List.of(),
            described("ﾕｳｷ"),
            100);
    connection.soap(
        request,
        ANSWER,
        PatientDiscoveryResponse.answer(asked, home, Instant.now(), Outcome.found(List.of(match)))
            .element());
  }

  @Test
  void aNumberWhoseNameManyBearIsStillContradictedByAnother() throws Exception {
    var name = "オオゼイ" + kana();
    for (int i = 0; i < 20; i++) {
      HUB.consents(HUB.unlinked(value + "-" + i, name, east), east);
    }

    assertThat(outcome(ask(request(described(name), number(east, value)))))
        .isEqualTo(Outcome.notFound());
    assertThat(eastern.asked()).isEmpty();
  }

  @Test
  void aNameThatMoreThan500BearFindsNobodyAndSaysSoOnTheTrail() throws Exception {
    var name = "アマタ" + kana();
    for (int i = 0; i < 501; i++) {
      var unused = HUB.unlinked(value + "-" + i, name, east);
    }
    HUB.trail.forget();

    assertThat(outcome(ask(request(described(name))))).isEqualTo(Outcome.notFound());
    assertThat(HUB.trail.events(Action.DISCOVER, Result.REFUSED))
        .singleElement()
        .satisfies(event -> assertThat(event.reason()).isEqualTo("AMBIGUOUS"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 15, 16, 17, 40})
  void namesakesWhoHaveNotConsentedChangeNothing(int namesakes) throws Exception {
    var name = "オナジ" + kana();
    for (int i = 0; i < namesakes; i++) {
      var unused = HUB.unlinked(value + "-" + i, name, i % 2 == 0 ? west : east);
    }
    HUB.consents(HUB.unlinked(value + "-own", name, east), east);
    eastern.on("/iti55", (request, connection) -> echo(east, request, connection));

    var found = (Outcome.Found) outcome(ask(request(described(name))));

    assertThat(found.matches())
        .extracting(Match::patient)
        .containsExactly(number(east, value + "-own"));
    assertThat(western.asked()).isEmpty();
  }

  @Test
  void twoOfOneNameInOneCommunityAreToldApartByMoreAndNeitherIsShown() throws Exception {
    var name = "フタリ" + kana();
    HUB.consents(HUB.unlinked(value + "0", name, east), east);
    HUB.consents(HUB.unlinked(value + "1", name, east), east);
    HUB.trail.forget();
    var described =
        Demographics.of(
            List.of(PersonName.of(name, "ハナコ", Representation.SYLLABIC)),
            null,
            BirthTime.of(LocalDate.of(1960, 2, 3)));

    assertThat(outcome(ask(request(described)))).isInstanceOf(Outcome.MoreRequested.class);
    assertThat(eastern.asked()).isEmpty();
  }

  @Test
  void numbersOfTwoPersonsFindNobody() throws Exception {
    var others = Shared.newNumber();
    HUB.consents(HUB.person(others, "サトウ", west), west);

    var found =
        outcome(ask(request(Demographics.none(), number(east, value), number(west, others))));

    assertThat(found).isNotInstanceOf(Outcome.Found.class);
    assertThat(western.asked()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 20})
  void aSearchByNameCostsTheSameHoweverManyBearTheName(int bearers) throws Exception {
    var name = "ヒトリ" + kana();
    for (int i = 0; i < bearers; i++) {
      var unused = HUB.unlinked(value + i, name, east);
    }
    var borne = cost(name);

    var nobodys = cost("ダレモ" + kana());

    assertThat(borne).isEqualTo(nobodys);
  }

  /** What a search for somebody who is not shown costs. */
  private record Cost(Outcome outcome, int statements, int waits) {}

  private Cost cost(String name) throws Exception {
    var statements = HUB.room(CountedStatements.class);
    HUB.trail.forget();
    int before = statements.count();
    var outcome = outcome(ask(request(described(name))));
    assertThat(HUB.trail.events(Action.DISCOVER, Result.REFUSED)).isNotEmpty();
    return new Cost(outcome, statements.count() - before, HUB.trail.waits());
  }

  @Test
  void aCommunityThatIsHeldBackIsOnTheTrail() throws Exception {
    HUB.withdraws(person, west);
    HUB.trail.forget();

    var found = (Outcome.Found) outcome(ask(request(described(kana()))));

    assertThat(found.matches()).extracting(Match::home).containsExactly(east);
    assertThat(HUB.trail.events(Action.DISCOVER, Result.REFUSED))
        .singleElement()
        .satisfies(event -> {
          assertThat(event.patient()).isEqualTo(person);
          assertThat(event.what())
              .extracting(what -> what.identifier())
              .containsExactly(west.toString());
        });
  }
}
