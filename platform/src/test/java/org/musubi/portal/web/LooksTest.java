package org.musubi.portal.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.musubi.audit.Access;
import org.musubi.audit.AccessHistory;
import org.musubi.audit.Action;
import org.musubi.audit.AuditEvent;
import org.musubi.audit.Receipt;
import org.musubi.audit.Result;
import org.musubi.audit.TestTrail;
import org.musubi.audit.What;
import org.musubi.core.ActId;
import org.musubi.core.Actor;
import org.musubi.core.MedicalId;
import org.musubi.core.MemberId;
import org.musubi.core.PurposeOfUse;
import org.musubi.facility.Facilities;
import org.musubi.idp.People;
import org.musubi.service.ServiceDirectory;

/** The list is made from acts in memory; that they are read by position is the room's own test. */
class LooksTest {
  private static final Instant NOON = Instant.parse("2026-11-21T03:00:00Z");
  private static final MedicalId PATIENT = MedicalId.next(Clock.systemUTC());
  private static final Actor CLERK =
      Actor.system(MemberId.next(Clock.systemUTC()), "desk", PurposeOfUse.OPERATIONS);
  private static final Actor DOCTOR =
      Actor.system(MemberId.next(Clock.systemUTC()), "doctor", PurposeOfUse.TREATMENT);

  private final TestTrail trail = new TestTrail();
  private final List<Access> acts = new ArrayList<>();
  private final Looks looks =
      new Looks(
          new Acts(),
          new Names(
              nobody(Facilities.class), nobody(ServiceDirectory.class), nobody(People.class)));

  @Test
  void aClerkWhoReloadsAPageDoesNotPushALookOutOfSight() {
    act(Action.RETRIEVE, DOCTOR, NOON, "1.2.3");
    for (int i = 0; i < 1_510; i++) {
      act(Action.DISCOVER, CLERK, NOON.plusSeconds(i), "/desk/{handle}");
    }

    var page = looks.page(PATIENT, LookKind.ALL, null, now());

    assertThat(page.rows())
        .extracting(Look::action, Look::times, Look::position, Look::first)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("患者の照会", 1_510, 1_510L, "12:00:00"),
            org.assertj.core.groups.Tuple.tuple("文書の取得", 1, 0L, ""));
    assertThat(page.next()).isNull();
  }

  @Test
  void whatReleasedADocumentAlwaysHasARowOfItsOwn() {
    act(Action.RETRIEVE, DOCTOR, NOON, "1.2.3");
    act(Action.RETRIEVE, DOCTOR, NOON, "1.2.3");

    assertThat(looks.page(PATIENT, LookKind.ALL, null, now()).rows())
        .extracting(Look::times)
        .containsExactly(1, 1);
  }

  @Test
  void anotherDayAnotherPersonOrAnotherPageIsAnotherRow() {
    act(Action.DISCOVER, CLERK, NOON, "/desk/{handle}");
    act(Action.DISCOVER, DOCTOR, NOON, "/desk/{handle}");
    act(Action.DISCOVER, CLERK, NOON, "/desk");
    act(Action.DISCOVER, CLERK, NOON.plusSeconds(86_400), "/desk/{handle}");

    assertThat(looks.page(PATIENT, LookKind.ALL, null, now()).rows()).hasSize(4);
  }

  @Test
  void everyActIsReachedPageByPageAndNoneIsShownTwice() {
    for (int i = 0; i < 450; i++) {
      act(Action.RETRIEVE, DOCTOR, NOON, "1.2." + i);
    }
    var seen = new ArrayList<Long>();
    Long before = null;
    int pages = 0;
    do {
      var page = looks.page(PATIENT, LookKind.ALL, before, now());
      page.rows().forEach(row -> seen.add(row.position()));
      before = page.next();
      pages++;
    } while (before != null);

    assertThat(pages).isEqualTo(3);
    assertThat(seen)
        .hasSize(450)
        .doesNotHaveDuplicates()
        .isSortedAccordingTo((a, b) -> Long.compare(b, a));
  }

  @Test
  void oneKindOfActCanBeShownAlone() {
    act(Action.RETRIEVE, DOCTOR, NOON, "1.2.3");
    act(Action.DISCOVER, CLERK, NOON, "/desk");
    act(Action.HISTORY_READ, CLERK, NOON, "/me/history");

    assertThat(looks.page(PATIENT, LookKind.RETRIEVE, null, now()).rows())
        .extracting(Look::action)
        .containsExactly("文書の取得");
    assertThat(looks.page(PATIENT, LookKind.OTHER, null, now()).rows())
        .extracting(Look::action)
        .containsOnly("閲覧履歴の参照");
  }

  private Receipt now() {
    return act(Action.HISTORY_READ, DOCTOR, NOON, "this reading");
  }

  private Receipt act(Action action, Actor actor, Instant at, String about) {
    var event =
        new AuditEvent(
            ActId.next(Clock.systemUTC()),
            at,
            action,
            actor,
            PATIENT,
            List.of(What.of(What.Kind.PAGE, about)),
            Result.INTENDED,
            null,
            Map.of());
    var receipt = trail.before(event);
    acts.addFirst(new Access(receipt.position(), event, Access.Ended.SENT, null, null));
    return receipt;
  }

  /** A room that knows nobody: every question has an empty answer. */
  private static <T> T nobody(Class<T> door) {
    return door.cast(
        Proxy.newProxyInstance(
            door.getClassLoader(),
            new Class<?>[] {door},
            (self, method, given) -> Optional.empty()));
  }

  private final class Acts implements AccessHistory {
    @Override
    public List<Access> accessesTo(
        MedicalId patient, Set<Action> actions, long before, int limit, Receipt receipt) {
      return acts.stream()
          .filter(access -> access.position() < before)
          .filter(access -> actions.isEmpty() || actions.contains(access.event().action()))
          .limit(limit)
          .toList();
    }

    @Override
    public boolean reaches(Receipt receipt) {
      return true;
    }

    @Override
    public Optional<Access> act(ActId id) {
      return Optional.empty();
    }
  }
}
