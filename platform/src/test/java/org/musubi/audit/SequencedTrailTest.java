package org.musubi.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.musubi.core.ActId;
import org.musubi.core.MedicalId;
import org.musubi.support.TestDatabase;

class SequencedTrailTest {
  private static final TestDatabase DATABASE = TestDatabase.fresh();

  @TempDir Path data;
  private SequencedTrail trail;
  private AccessHistory history;

  @BeforeEach
  void open() {
    Trails.emptied(DATABASE);
    trail = Trails.open(data, DATABASE);
    history = Trails.history(data, DATABASE);
  }

  @AfterEach
  void close() throws Exception {
    trail.close();
  }

  @Test
  void anEnlistedActHasAReceiptAfterCommit() throws Exception {
    var event = Trails.change();
    Trails.commit(trail, DATABASE, event);
    var receipt = trail.receipt(event.act());
    assertThat(receipt.act()).isEqualTo(event.act());
    assertThat(receipt.treeSize()).isGreaterThan(receipt.position());
    trail.close();
    assertThat(Trails.logged(data)).containsExactly(event.act());
    assertThat(history.act(event.act())).get().extracting(Access::event).isEqualTo(event);
  }

  @Test
  void anActThatWasRolledBackNeverExisted() throws Exception {
    var event = Trails.change();
    var client = DATABASE.client();
    DATABASE
        .transactions()
        .executeWithoutResult(status -> {
          trail.enlist(event, client);
          status.setRollbackOnly();
        });
    assertThatThrownBy(() -> trail.receipt(event.act())).isInstanceOf(IllegalStateException.class);
    trail.close();
    assertThat(Trails.logged(data)).isEmpty();
  }

  @Test
  void outsideATransactionNothingIsEnlisted() {
    assertThatThrownBy(() -> trail.enlist(Trails.change(), DATABASE.client()))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void anIntentionIsOnTheLogBeforeItsReceiptIsGiven() {
    var receipt = trail.before(Trails.intention());
    assertThat(trail.state().size()).isEqualTo(receipt.position() + 1);
  }

  @Test
  void whatIsRecordedTogetherIsForcedTogetherInItsOrder() throws Exception {
    var events = List.of(Trails.intention(), Trails.intention(), Trails.intention());

    var receipts = trail.before(events);

    assertThat(receipts).extracting(Receipt::position).containsExactly(0L, 1L, 2L);
    assertThat(receipts).extracting(Receipt::treeSize).containsOnly(3L);
    trail.close();
    assertThat(Trails.logged(data))
        .containsExactlyElementsOf(events.stream().map(AuditEvent::act).toList());
  }

  @Test
  void nothingTogetherIsNothing() {
    assertThat(trail.before(List.of())).isEmpty();
    assertThat(trail.state().size()).isZero();
  }

  @Test
  void theSameActAgainHasTheSamePosition() throws Exception {
    var event = Trails.intention();
    var first = trail.before(event);
    trail.before(Trails.intention());
    assertThat(trail.before(event).position()).isEqualTo(first.position());
    Trails.commit(trail, DATABASE, event);
    assertThat(trail.receipt(event.act()).position()).isEqualTo(first.position());
    trail.close();
    assertThat(Trails.logged(data)).hasSize(2).doesNotHaveDuplicates();
  }

  @Test
  void anotherEventUnderTheSameActIsRefused() {
    var event = Trails.intention();
    trail.before(event);
    var other =
        new AuditEvent(
            event.act(),
            event.at(),
            Action.QUERY,
            event.actor(),
            null,
            event.what(),
            event.result(),
            null,
            Map.of());
    assertThatThrownBy(() -> trail.before(other))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("another event");
  }

  @Test
  void manyCallersShareAForceAndEachGetsItsOwnPosition() throws Exception {
    var positions = new ArrayList<Long>();
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      var receipts = new ArrayList<Future<Receipt>>();
      for (int i = 0; i < 500; i++) {
        receipts.add(callers.submit(() -> trail.before(Trails.intention())));
      }
      for (var receipt : receipts) {
        positions.add(receipt.get().position());
      }
    }
    assertThat(positions).hasSize(500).doesNotHaveDuplicates().allMatch(p -> p < 500);
  }

  @Test
  void anIntentionWithoutAnOutcomeCountsAsDisclosed() throws Exception {
    var patient = MedicalId.next(Trails.CLOCK);
    trail.before(Trails.event(Action.RETRIEVE, Result.INTENDED, patient));
    trail.close();
    assertThat(accesses(patient, 10))
        .singleElement()
        .satisfies(access -> {
          assertThat(access.ended()).isEqualTo(Access.Ended.MAY_HAVE_HAPPENED);
          assertThat(access.disclosed()).isTrue();
        });
  }

  @Test
  void outcomesAreShownWithTheirActs() throws Exception {
    var sent = end(Outcome.sent());
    var aborted = end(Outcome.abortedAt(4096));
    var failed = end(Outcome.failed("XDSRepositoryError"));
    trail.close();
    assertThat(ended(sent).ended()).isEqualTo(Access.Ended.SENT);
    assertThat(ended(aborted).sentBytes()).isEqualTo(4096);
    assertThat(ended(aborted).disclosed()).isTrue();
    assertThat(ended(failed).failure()).isEqualTo("XDSRepositoryError");
    assertThat(ended(failed).disclosed()).isFalse();
  }

  private ActId end(Outcome outcome) {
    var receipt = trail.before(Trails.intention());
    trail.outcome(receipt.act(), outcome);
    return receipt.act();
  }

  private Access ended(ActId act) {
    return history.act(act).orElseThrow();
  }

  @Test
  void aRefusalIsOnTheLogBeforeAnythingIsAnswered() throws Exception {
    var refusal = Trails.event(Action.RETRIEVE, Result.REFUSED, null);
    trail.before(refusal);
    trail.close();
    assertThat(Trails.logged(data)).containsExactly(refusal.act());
    assertThat(ended(refusal.act()).disclosed()).isFalse();
  }

  @Test
  void accessesAreThoseOfThePatientNewestFirst() throws Exception {
    var patient = MedicalId.next(Trails.CLOCK);
    var first = trail.before(Trails.event(Action.QUERY, Result.INTENDED, patient));
    trail.before(Trails.event(Action.QUERY, Result.INTENDED, MedicalId.next(Trails.CLOCK)));
    var last = trail.before(Trails.event(Action.RETRIEVE, Result.INTENDED, patient));
    trail.close();
    assertThat(accesses(patient, 10))
        .extracting(access -> access.event().act())
        .containsExactly(last.act(), first.act());
    assertThat(accesses(patient, 1)).hasSize(1);
  }

  private List<Access> accesses(MedicalId patient, int limit) {
    return history.accessesTo(patient, Set.of(), Long.MAX_VALUE, limit, TestTrail.anyReceipt());
  }

  @Test
  void accessesAreReadOnByPositionAndByKind() throws Exception {
    var patient = MedicalId.next(Trails.CLOCK);
    var first = trail.before(Trails.event(Action.RETRIEVE, Result.INTENDED, patient));
    var second = trail.before(Trails.event(Action.QUERY, Result.INTENDED, patient));
    var third = trail.before(Trails.event(Action.DISCOVER, Result.INTENDED, patient));
    trail.close();

    assertThat(history.accessesTo(patient, Set.of(), third.position(), 1, third))
        .extracting(Access::position)
        .containsExactly(second.position());
    assertThat(
            history.accessesTo(
                patient, Set.of(Action.RETRIEVE, Action.DISCOVER), third.position(), 10, third))
        .extracting(Access::position)
        .containsExactly(first.position());
  }

  @Test
  void theIndexReadAgainIsTheSame() throws Exception {
    var patient = MedicalId.next(Trails.CLOCK);
    var act = trail.before(Trails.event(Action.RETRIEVE, Result.INTENDED, patient)).act();
    trail.outcome(act, Outcome.sent());
    trail.close();
    var before = accesses(patient, 10);
    DATABASE.client().sql("delete from audit.ending").update();
    trail = Trails.open(data, DATABASE);
    assertThat(trail.rebuild().get()).isEqualTo(2);
    assertThat(accesses(patient, 10)).isEqualTo(before).hasSize(1);
  }

  @Test
  void whatACrashedDatabaseForgotIsReadFromTheLogWithoutARestart() throws Exception {
    var forgotten = trail.before(Trails.intention()).act();
    var kept = trail.before(Trails.intention()).act();
    Trails.awaitIndexed(trail, 2);
    DATABASE.client().sql("delete from audit.entry").update();
    DATABASE.client().sql("update audit.follower set size = 0, checkpoint = null").update();
    var next = trail.before(Trails.intention()).act();
    trail.close();
    assertThat(List.of(forgotten, kept, next))
        .allSatisfy(act -> assertThat(history.act(act)).isPresent());
  }

  @Test
  void theOutboxIsEmptyOnceTheIndexHoldsItsEvents() throws Exception {
    var events = List.of(Trails.change(), Trails.change());
    Trails.commit(trail, DATABASE, events.toArray(AuditEvent[]::new));
    trail.receipt(events.getLast().act());
    trail.close();
    assertThat(
            DATABASE.client().sql("select count(*) from audit.outbox").query(Long.class).single())
        .isZero();
  }

  @Test
  void aClosedTrailGivesNoReceipt() throws Exception {
    trail.close();
    assertThatThrownBy(() -> trail.before(Trails.intention())).isInstanceOf(AuditUnavailable.class);
    assertThatThrownBy(() -> trail.before(Trails.intention())).isInstanceOf(AuditUnavailable.class);
    trail.outcome(ActId.next(Trails.CLOCK), Outcome.sent());
    assertThat(trail.state().lost()).isEqualTo(1);
  }
}
