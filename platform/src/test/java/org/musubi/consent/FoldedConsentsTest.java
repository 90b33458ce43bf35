package org.musubi.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.musubi.audit.TestTrail;
import org.musubi.core.Actor;
import org.musubi.core.MedicalId;
import org.musubi.core.MemberId;
import org.musubi.core.PurposeOfUse;
import org.musubi.ihe.HomeCommunityId;
import org.musubi.support.EnlistOnly;
import org.musubi.support.TestDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;

class FoldedConsentsTest {
  private static final TestDatabase DATABASE = TestDatabase.fresh();
  private static final HomeCommunityId WEST = HomeCommunityId.parse("urn:oid:1.2.392.200250.9.2");
  private static final HomeCommunityId EAST = HomeCommunityId.parse("urn:oid:1.2.392.200250.9.1");
  private static final Instant NOON = Instant.parse("2026-11-21T03:00:00Z");

  private final JdbcClient client = DATABASE.client();
  private final MedicalId hanako = MedicalId.next(Clock.systemUTC());
  private final Actor desk =
      Actor.system(MemberId.next(Clock.systemUTC()), "test", PurposeOfUse.OPERATIONS);

  @Test
  void whereNothingWasSaidNothingIsDisclosed() {
    assertThat(at(NOON).decide(hanako, WEST, desk, NOON))
        .isEqualTo(new Decision.Deny(Decision.Reason.NO_CONSENT, NOON));
  }

  @Test
  void anUnknownPersonIsDeniedLikeAPersonWhoSaidNothing() {
    assertThat(at(NOON).decide(null, WEST, desk, NOON))
        .isEqualTo(at(NOON).decide(hanako, WEST, desk, NOON));
  }

  @Test
  void aConsentCountsForTheCommunityItNamesAndNoOther() {
    at(NOON).give(hanako, WEST, desk);

    assertThat(at(NOON).decide(hanako, WEST, desk, NOON)).isInstanceOf(Decision.Permit.class);
    assertThat(at(NOON).decide(hanako, EAST, desk, NOON)).isInstanceOf(Decision.Deny.class);
  }

  @Test
  void ofManyPeopleEachIsDecidedForItself() {
    var taro = MedicalId.next(Clock.systemUTC());
    at(NOON).give(hanako, WEST, desk);

    var decisions = at(NOON).decide(List.of(hanako, taro), List.of(WEST, EAST), desk, NOON);

    assertThat(decisions.get(hanako).get(WEST)).isInstanceOf(Decision.Permit.class);
    assertThat(decisions.get(hanako).get(EAST)).isInstanceOf(Decision.Deny.class);
    assertThat(decisions.get(taro).values())
        .hasSize(2)
        .allMatch(decision -> decision instanceof Decision.Deny);
  }

  @Test
  void aWithdrawalCountsFromTheMomentItWasMade() {
    at(NOON).give(hanako, WEST, desk);
    at(NOON.plusSeconds(1)).withdraw(hanako, WEST, desk);

    assertThat(at(NOON).decide(hanako, WEST, desk, NOON.plusSeconds(1)))
        .isEqualTo(new Decision.Deny(Decision.Reason.WITHDRAWN, NOON.plusSeconds(1)));
  }

  @Test
  void aConsentDoesNotCountBeforeItWasGiven() {
    at(NOON).give(hanako, WEST, desk);

    assertThat(at(NOON).decide(hanako, WEST, desk, NOON.minusSeconds(1)))
        .isEqualTo(new Decision.Deny(Decision.Reason.NO_CONSENT, NOON.minusSeconds(1)));
  }

  @Test
  void aWithdrawalCountsAlsoWhenTheClockStepsBackAfterIt() {
    at(NOON).give(hanako, WEST, desk);
    at(NOON.plusSeconds(60)).withdraw(hanako, WEST, desk);

    var steppedBack = NOON.plusSeconds(30);
    assertThat(at(steppedBack).decide(hanako, WEST, desk, steppedBack))
        .isEqualTo(new Decision.Deny(Decision.Reason.WITHDRAWN, steppedBack));
    assertThat(at(steppedBack).decide(hanako, List.of(WEST, EAST), desk, steppedBack))
        .containsEntry(WEST, new Decision.Deny(Decision.Reason.WITHDRAWN, steppedBack));
  }

  @Test
  void aNewConsentAfterAWithdrawalCountsAgain() {
    at(NOON).give(hanako, WEST, desk);
    at(NOON.plusSeconds(1)).withdraw(hanako, WEST, desk);
    at(NOON.plusSeconds(2)).give(hanako, WEST, desk);

    assertThat(at(NOON).decide(hanako, WEST, desk, NOON.plusSeconds(3)))
        .isInstanceOf(Decision.Permit.class);
  }

  @Test
  void aWithdrawalMadeElsewhereThatTheConsentDidNotKnowWins() {
    at(NOON).give(hanako, WEST, desk);
    arriveFromAnotherPoint("WITHDRAWAL", NOON.minus(Duration.ofMinutes(5)));

    assertThat(at(NOON).decide(hanako, WEST, desk, NOON)).isInstanceOf(Decision.Deny.class);
  }

  @Test
  void aStatementIsNeverChanged() {
    at(NOON).give(hanako, WEST, desk);

    assertThatThrownBy(() ->
            client
                .sql("update consent.statement set kind = 'CONSENT' where person = ?")
                .param(hanako.value())
                .update())
        .hasMessageContaining("never changed");
  }

  @Test
  void theStatementsTellWhatStillCountsNewestFirst() {
    at(NOON).give(hanako, WEST, desk);
    at(NOON.plusSeconds(1)).withdraw(hanako, WEST, desk);

    assertThat(at(NOON).statements(hanako, TestTrail.anyReceipt()))
        .extracting(Statement::kind, Statement::effective)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(Statement.Kind.WITHDRAWAL, true),
            org.assertj.core.groups.Tuple.tuple(Statement.Kind.CONSENT, false));
  }

  @Test
  void whatIsSaidIsEnlistedInTheSameTransaction() {
    var audit = new EnlistOnly();
    consents(audit, NOON).give(hanako, WEST, desk);

    assertThat(audit.enlisted())
        .extracting(event -> event.action().name(), event -> event.patient())
        .isEqualTo(List.of(org.assertj.core.groups.Tuple.tuple("CONSENT_GIVEN", hanako)));
  }

  @Test
  void withoutTheAuditTrailNothingIsSaid() {
    assertThatThrownBy(() -> consents(EnlistOnly.broken(), NOON).give(hanako, WEST, desk))
        .hasMessageContaining("audit");
    assertThat(at(NOON).statements(hanako, TestTrail.anyReceipt())).isEmpty();
  }

  private void arriveFromAnotherPoint(String kind, Instant when) {
    client
        .sql("insert into consent.statement values (?, ?, ?, ?, '{}', ?, ?)")
        .params(
            UUID.randomUUID(),
            hanako.value(),
            WEST.toString(),
            kind,
            when.atOffset(ZoneOffset.UTC),
            UUID.randomUUID())
        .update();
  }

  private Consents at(Instant now) {
    return consents(new EnlistOnly(), now);
  }

  private Consents consents(EnlistOnly audit, Instant now) {
    return new FoldedConsents(
        client, DATABASE.transactions(), audit, Clock.fixed(now, ZoneOffset.UTC));
  }
}
