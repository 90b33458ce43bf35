package org.musubi.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.musubi.gateway.Exchanges.QUERY;
import static org.musubi.gateway.Exchanges.REPOSITORY;
import static org.musubi.gateway.Exchanges.RETRIEVE;
import static org.musubi.gateway.Exchanges.delivers;
import static org.musubi.gateway.Exchanges.entry;
import static org.musubi.gateway.Exchanges.got;
import static org.musubi.gateway.Exchanges.queried;
import static org.musubi.gateway.Exchanges.text;
import static org.musubi.gateway.Hub.number;
import static org.musubi.gateway.Shared.HUB;
import static org.musubi.gateway.Shared.SPOOL;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.musubi.audit.Action;
import org.musubi.audit.Result;
import org.musubi.core.MedicalId;
import org.musubi.ihe.DocumentKey;
import org.musubi.ihe.HomeCommunityId;
import org.musubi.ihe.xds.AdhocQuery;
import org.musubi.ihe.xds.AdhocQuery.ReturnType;
import org.musubi.ihe.xds.Association;
import org.musubi.ihe.xds.DocumentEntry;
import org.musubi.ihe.xds.Ebxml;
import org.musubi.ihe.xds.ErrorCode;
import org.musubi.ihe.xds.QueryResponse;
import org.musubi.ihe.xds.RetrieveRequest;
import org.musubi.ihe.xds.Status;
import org.musubi.ihe.xds.StoredQuery;
import org.musubi.ihe.xml.Element;

/** Objects of several patients in one request to a community that refuses to mix patients. */
class TwoPatientsTest {
  private final HomeCommunityId west = Shared.newHome();
  private final String value = Shared.newNumber();
  private final String othersValue = Shared.newNumber();
  private final ScriptedRegistry registry = new ScriptedRegistry();
  private final Element own = entry("1.1", number(west, value), text("1.1"));
  private final Element others = entry("1.2", number(west, othersValue), text("1.2"));
  private ScriptedCommunity western;
  private MedicalId person;
  private MedicalId other;

  @BeforeEach
  void aCommunityThatKnowsTwoOfWhomOneHasConsented() throws Exception {
    western = HUB.community(west).on("/iti38", registry.holds(own, others));
    person = HUB.person(value, "ユウキ", west);
    other = HUB.person(othersValue, "サトウ", west);
    HUB.consents(person, west);
    HUB.trail.forget();
  }

  private QueryResponse ask(StoredQuery stored, ReturnType type, String parameter, String... ids) {
    var query =
        AdhocQuery.of(stored, type).home(west).anyOf(parameter, List.of(ids)).build().toElement();
    return queried(HUB.ask("/iti38", QUERY, query));
  }

  private QueryResponse documents(ReturnType type, String... ids) {
    return ask(StoredQuery.GET_DOCUMENTS, type, "$XDSDocumentEntryUniqueId", ids);
  }

  private Exchanges.Got retrieve(String... ids) throws Exception {
    var keys = Stream.of(ids).map(id -> new DocumentKey(west, REPOSITORY, id)).toList();
    return got(SPOOL, HUB.ask("/iti39", RETRIEVE, new RetrieveRequest(keys).toElement()));
  }

  @ParameterizedTest
  @EnumSource(ReturnType.class)
  void aQueryForOnesOwnAndAnothersDocumentIsAnsweredAsIfTheOtherWereNotThere(ReturnType type) {
    var beside = documents(type, "1.1", "1.2");
    var absent = documents(type, "1.1", "1.9");

    assertThat(beside).isEqualTo(absent);
    assertThat(beside.status()).isEqualTo(Status.SUCCESS);
    assertThat(beside.objects()).hasSize(1);
  }

  @Test
  void aRetrieveOfOnesOwnAndAnothersDocumentDeliversOnesOwn() throws Exception {
    western.on("/iti39", delivers(SPOOL, west, List.of("1.1"), List.of(text("1.1"))));

    var beside = retrieve("1.1", "1.2");
    var absent = retrieve("1.1", "1.9");

    assertThat(beside.response().head().status()).isEqualTo(Status.PARTIAL);
    assertThat(beside.contents()).containsExactly(text("1.1"));
    assertThat(beside.response().head().errors())
        .extracting(error -> error.code() + error.context().replace("1.2", "1.9"))
        .isEqualTo(
            absent.response().head().errors().stream()
                .map(error -> error.code() + error.context())
                .toList());
  }

  @Test
  void documentsOfTwoWhoHaveConsentedArriveTogether() throws Exception {
    HUB.consents(other, west);
    western.on(
        "/iti39", delivers(SPOOL, west, List.of("1.1", "1.2"), List.of(text("1.1"), text("1.2"))));

    var got = retrieve("1.1", "1.2");

    assertThat(got.response().head().status()).isEqualTo(Status.SUCCESS);
    assertThat(got.contents()).containsExactly(text("1.1"), text("1.2"));
    assertThat(HUB.trail.events(Action.RETRIEVE, Result.INTENDED))
        .extracting(event -> event.patient())
        .containsExactly(person, other);
  }

  @Test
  void referencesToTwoWhoHaveConsentedArriveTogetherEachWithItsRecord() {
    HUB.consents(other, west);

    var response = documents(ReturnType.OBJECT_REF, "1.1", "1.2");

    assertThat(response.status()).isEqualTo(Status.SUCCESS);
    assertThat(response.objects()).hasSize(2);
    assertThat(HUB.trail.events(Action.QUERY, Result.INTENDED))
        .extracting(event -> event.patient())
        .containsExactlyInAnyOrder(null, person, other);
  }

  @Test
  void associationsOfTwoPatientsAreLookedUpApart() {
    var mine = member(own);
    var theirs = member(others);
    registry.holds(mine.element(), theirs.element());

    var response =
        ask(
            StoredQuery.GET_ASSOCIATIONS,
            ReturnType.LEAF_CLASS,
            "$uuid",
            mine.source(),
            theirs.source());

    assertThat(response.status()).isEqualTo(Status.SUCCESS);
    assertThat(response.objects())
        .extracting(object -> object.attribute("id").orElse(""))
        .containsExactly(mine.id());
  }

  private static Association member(Element document) {
    return Association.of(
        "urn:uuid:" + UUID.randomUUID(),
        Association.HAS_MEMBER,
        "urn:uuid:" + UUID.randomUUID(),
        DocumentEntry.of(document).orElseThrow().entryUuid());
  }

  @ParameterizedTest
  @EnumSource(
      value = ErrorCode.class,
      names = {"TOO_MANY_RESULTS", "RESULT_NOT_SINGLE_PATIENT", "UNKNOWN_PATIENT_ID"})
  void anErrorThatOnlyAnObjectCanCauseIsNotPassedOn(ErrorCode code) {
    registry.refuses("1.2", code);

    assertThat(documents(ReturnType.LEAF_CLASS, "1.2"))
        .isEqualTo(documents(ReturnType.LEAF_CLASS, "1.9"));
    assertThat(documents(ReturnType.LEAF_CLASS, "1.1", "1.2").status()).isEqualTo(Status.SUCCESS);
  }

  @Test
  void aRegistryThatDoesNotWorkIsNotAnEmptyAnswer() {
    registry.refuses("1.2", ErrorCode.REGISTRY_BUSY);

    var response = documents(ReturnType.LEAF_CLASS, "1.2");

    assertThat(response.status()).isEqualTo(Status.FAILURE);
    assertThat(response.errors())
        .extracting(error -> error.code(), error -> error.location())
        .containsExactly(org.assertj.core.groups.Tuple.tuple("XDSRegistryError", west.toString()));
  }

  @Test
  void whoIsHeldBackBesideSomebodyWhoIsShownIsOnTheTrail() {
    var third = HUB.person(Shared.newNumber(), "ヌマタ", west);
    var number = HUB.room(org.musubi.mpi.PatientIndex.class).locate(third).getFirst().identifier();
    registry.holds(entry("1.3", number, text("1.3")));
    HUB.trail.forget();

    var unused = documents(ReturnType.LEAF_CLASS, "1.1", "1.2", "1.3", "1.9");

    assertThat(HUB.trail.events(Action.QUERY, Result.REFUSED))
        .extracting(event -> event.patient())
        .containsExactlyInAnyOrder(other, third, null);
  }

  @Test
  void documentsThatAQueryHasJustShownAreAskedForTogether() {
    registry.holds(entry("1.4", number(west, value), text("1.4")));
    var find =
        AdhocQuery.of(StoredQuery.FIND_DOCUMENTS, ReturnType.LEAF_CLASS)
            .home(west)
            .patient(number(west, value))
            .anyOf("$XDSDocumentEntryStatus", List.of(Ebxml.APPROVED))
            .build();
    assertThat(queried(HUB.ask("/iti38", QUERY, find.toElement())).objects()).hasSize(2);
    western.forget();

    var response = documents(ReturnType.LEAF_CLASS, "1.1", "1.4");

    assertThat(response.objects()).hasSize(2);
    assertThat(western.asked()).hasSize(1);
  }

  @Test
  void moreObjectsThanMayBeAskedForAtOnceAreRefused() {
    var ids = java.util.stream.IntStream.range(0, 257).mapToObj(i -> "1.5." + i);

    var response = documents(ReturnType.LEAF_CLASS, ids.toArray(String[]::new));

    assertThat(response.status()).isEqualTo(Status.FAILURE);
    assertThat(western.asked()).isEmpty();
  }
}
