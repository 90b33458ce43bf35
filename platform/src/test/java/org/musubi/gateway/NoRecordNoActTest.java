package org.musubi.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.musubi.gateway.Exchanges.QUERIED;
import static org.musubi.gateway.Exchanges.REPOSITORY;
import static org.musubi.gateway.Exchanges.delivers;
import static org.musubi.gateway.Exchanges.entry;
import static org.musubi.gateway.Exchanges.found;
import static org.musubi.gateway.Exchanges.text;
import static org.musubi.gateway.Hub.number;
import static org.musubi.gateway.Shared.HUB;
import static org.musubi.gateway.Shared.SPOOL;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.musubi.audit.Action;
import org.musubi.audit.AuditUnavailable;
import org.musubi.audit.Outcome;
import org.musubi.audit.Result;
import org.musubi.audit.What;
import org.musubi.consent.Consents;
import org.musubi.core.MedicalId;
import org.musubi.ihe.DocumentKey;
import org.musubi.ihe.HomeCommunityId;
import org.musubi.ihe.xds.Status;

/** A community is asked only under a record, and what it says is used only under consent. */
class NoRecordNoActTest {
  private final HomeCommunityId west = Shared.newHome();
  private final String value = Shared.newNumber();
  private ScriptedCommunity western;
  private MedicalId person;

  @BeforeEach
  void aCommunityThatKnowsOnePerson() throws Exception {
    western = HUB.community(west);
    western.says("/iti38", QUERIED, found(entry("1.2", number(west, value), text("1.2"))));
    western.on("/iti39", delivers(SPOOL, west, List.of("1.2"), List.of(text("1.2"))));
    western.on("/iti55", (request, connection) -> connection.reset());
    person = HUB.person(value, "ユウキ", west);
    HUB.consents(person, west);
    HUB.trail.forget();
  }

  @ParameterizedTest
  @EnumSource(Question.class)
  void withTheTrailDeadNoCommunityIsAskedAnything(Question question) {
    HUB.trail.stop();
    try {
      assertThat(question.ask(west, value).statusCode()).isEqualTo(500);
    } finally {
      HUB.trail.start();
    }

    assertThat(western.asked()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Question.class)
  void theQuestionIsOnTheTrailBeforeACommunityHearsIt(Question question) {
    var early = new AtomicInteger();
    var asked = new AtomicInteger();
    ScriptedCommunity.Script counting =
        (request, connection) -> {
          asked.incrementAndGet();
          if (HUB.trail.events().stream().noneMatch(e -> e.result() == Result.INTENDED)) {
            early.incrementAndGet();
          }
          connection.reset();
        };
    western.on("/iti38", counting).on("/iti39", counting).on("/iti55", counting);

    var unused = question.ask(west, value);

    assertThat(asked.get()).isPositive();
    assertThat(early).hasValue(0);
  }

  @Test
  void withTheTrailDeadThePagesAskNobody() {
    var door = HUB.room(InitiatingGateway.class);
    var actor = HUB.operator();
    var key = new DocumentKey(west, REPOSITORY, "1.2");
    HUB.trail.stop();
    try {
      assertThatThrownBy(() -> door.documents(person, west, actor))
          .isInstanceOf(AuditUnavailable.class);
      assertThatThrownBy(() -> door.retrieve(person, key, actor))
          .isInstanceOf(AuditUnavailable.class);
    } finally {
      HUB.trail.start();
    }

    assertThat(western.asked()).isEmpty();
  }

  @Test
  void aListIsNotReportedAsShownBeforeItsPageIs() {
    HUB.trail.forget();

    var found = HUB.room(InitiatingGateway.class).documents(person, west, HUB.operator());

    assertThat(found)
        .isInstanceOfSatisfying(
            Found.Documents.class,
            documents -> {
              var query = HUB.trail.events(Action.QUERY, Result.INTENDED).getFirst();
              assertThat(documents.receipt().act()).isEqualTo(query.act());
              assertThat(HUB.trail.hasEnded(query)).isFalse();
            });
  }

  @Test
  void whatACommunityFoundIsDroppedWhenConsentEndsBeforeItAnswers() {
    western.on(
        "/iti38",
        (request, connection) -> {
          HUB.withdraws(person, west);
          connection.soap(request, QUERIED, found(entry("1.2", number(west, value), text("1.2"))));
        });

    var response = Exchanges.queried(Question.BY_PATIENT.ask(west, value));

    assertThat(response.status()).isEqualTo(Status.SUCCESS);
    assertThat(response.objects()).isEmpty();
    var question = HUB.trail.events(Action.QUERY, Result.INTENDED).getFirst();
    assertThat(HUB.trail.outcomeOf(question)).isEqualTo(Outcome.failed("NOT_DISCLOSED"));
    assertThat(HUB.trail.events(Action.QUERY, Result.REFUSED))
        .singleElement()
        .satisfies(event -> assertThat(event.patient()).isEqualTo(person));
  }

  @Test
  void theReleaseNamesTheConsentThatStandsThen() {
    var delivery = delivers(SPOOL, west, List.of("1.2"), List.of(text("1.2")));
    western.on(
        "/iti39",
        (request, connection) -> {
          HUB.withdraws(person, west);
          HUB.consents(person, west);
          delivery.answer(request, connection);
        });

    var unused = Question.RETRIEVE.ask(west, value);

    var standing = HUB.room(Consents.class).decide(person, west, HUB.operator(), Shared.now());
    var release = HUB.trail.events(Action.RETRIEVE, Result.INTENDED).getFirst();
    assertThat(release.what())
        .filteredOn(what -> what.kind() == What.Kind.CONSENT)
        .extracting(What::identifier)
        .containsExactly(((org.musubi.consent.Decision.Permit) standing).consent().toString());
  }
}
