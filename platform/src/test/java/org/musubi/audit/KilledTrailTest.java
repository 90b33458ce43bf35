package org.musubi.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.musubi.core.ActId;
import org.musubi.support.TestDatabase;
import org.musubi.tlog.Disk;

/** The process ends between two steps; another one starts on what it left. */
class KilledTrailTest {
  private static final TestDatabase DATABASE = TestDatabase.fresh();

  @TempDir Path folder;

  /**
   * What a process leaves when it ends: the files as they are at that moment, and no more steps.
   */
  private static final class End implements Step.Watch {
    private final Step step;
    private final Path data;
    private final Path left;
    private int passes;
    private boolean dead;

    End(Step step, int passes, Path data, Path left) {
      this.step = step;
      this.passes = passes;
      this.data = data;
      this.left = left;
    }

    @Override
    public synchronized void at(Step reached) {
      if (!dead && reached == step && --passes < 0) {
        Trails.copy(data, left);
        dead = true;
      }
      if (dead) {
        throw new ProcessEnd();
      }
    }

    synchronized boolean dead() {
      return dead;
    }
  }

  private static final class ProcessEnd extends Error {
    private static final long serialVersionUID = 1;
  }

  @ParameterizedTest
  @EnumSource(Step.class)
  void nothingAcknowledgedIsLostAndNothingIsDoubled(Step step) throws Exception {
    var quiet = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler((thread, error) -> {});
    var database = Trails.emptied(DATABASE);
    var data = folder.resolve("data");
    var left = folder.resolve("left");
    var end = new End(step, 2, data, left);
    var acknowledged = new HashMap<ActId, Long>();
    var committed = new ArrayList<AuditEvent>();
    try (var trail = Trails.open(data, database, end, Disk.real())) {
      live(trail, database, end, acknowledged, committed);
    } finally {
      Thread.setDefaultUncaughtExceptionHandler(quiet);
    }
    assertThat(end.dead()).isTrue();
    try (var trail = Trails.open(left, database)) {
      for (var event : committed) {
        acknowledged.merge(
            event.act(),
            trail.receipt(event.act()).position(),
            (old, now) -> {
              assertThat(now).isEqualTo(old);
              return old;
            });
      }
      assertThat(trail.state().unexplained()).isZero();
    }
    var logged = Trails.loggedAt(left);
    assertThat(logged.values()).doesNotHaveDuplicates();
    assertThat(logged).containsAllEntriesOf(byPosition(acknowledged));
    var history = Trails.history(left, database);
    assertThat(logged.values()).allMatch(act -> history.act(act).isPresent());
  }

  private static Map<Long, ActId> byPosition(Map<ActId, Long> acknowledged) {
    var acts = new HashMap<Long, ActId>();
    acknowledged.forEach((act, position) -> acts.put(position, act));
    return acts;
  }

  private static void live(
      SequencedTrail trail,
      TestDatabase database,
      End end,
      Map<ActId, Long> acknowledged,
      List<AuditEvent> committed) {
    for (int i = 0; i < 200 && !end.dead(); i++) {
      try {
        var change = Trails.change();
        Trails.commit(trail, database, change);
        committed.add(change);
        acknowledged.put(change.act(), trail.receipt(change.act()).position());
        var intention = trail.before(Trails.intention());
        acknowledged.put(intention.act(), intention.position());
        trail.outcome(intention.act(), Outcome.sent());
      } catch (AuditUnavailable unavailable) {
        // The process is ending; what was acknowledged until now must be there.
      }
    }
  }
}
