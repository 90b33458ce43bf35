package org.musubi.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.musubi.tlog.Log;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The work of one turn, sorted into what is new and what already has its place. */
final class Batch {
  private static final Logger LOG = LoggerFactory.getLogger(Batch.class);

  private final List<Work> fresh = new ArrayList<>();
  private final List<Work> repeated = new ArrayList<>();
  private final List<Placed> placed = new ArrayList<>();
  private final Map<UUID, Work> first = new HashMap<>();

  private final Sealing sealing;

  private Batch(Sealing sealing) {
    this.sealing = sealing;
  }

  /** An event and where it stands. */
  record Placed(Work work, UUID act, long position) {}

  /**
   * Sorts.
   *
   * @throws org.springframework.dao.DataAccessException when the index had to be asked and failed
   */
  static Batch of(List<Work> works, Positions positions, Log log, Sealing sealing) {
    var known = positions.of(works.stream().map(Work::act).filter(Objects::nonNull).toList());
    var batch = new Batch(sealing);
    for (var work : works) {
      var act = work.act();
      if (act == null) {
        batch.fresh.add(work);
      } else if (known.get(act) instanceof Long position) {
        batch.again(work, act, position, read(log, position));
      } else if (batch.first.putIfAbsent(act, work) instanceof Work earlier) {
        batch.twice(work, earlier);
      } else {
        batch.fresh.add(work);
      }
    }
    return batch;
  }

  private void again(Work work, UUID act, long position, byte[] recorded) {
    if (sealing.same(work.bytes(), recorded)) {
      placed.add(new Placed(work, act, position));
    } else {
      refuseOther(work);
      if (work.fromOutbox()) {
        placed.add(new Placed(work, act, position));
      }
    }
  }

  private void twice(Work work, Work earlier) {
    if (sealing.same(work.bytes(), earlier.bytes())) {
      repeated.add(work);
    } else {
      refuseOther(work);
    }
  }

  private static void refuseOther(Work work) {
    LOG.error("act {} came with two different events; the first one stands", work.act());
    work.fail(new IllegalStateException("the act's id stands for another event"));
  }

  private static byte[] read(Log log, long position) {
    try {
      return log.read(position);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What has no place yet, in the order of appending. */
  List<Work> fresh() {
    return fresh;
  }

  /** Gives the fresh ones their places. */
  void appendedAt(long start) {
    var places = new HashMap<UUID, Long>();
    for (int i = 0; i < fresh.size(); i++) {
      var act = fresh.get(i).act();
      if (act != null) {
        places.put(act, start + i);
        placed.add(new Placed(fresh.get(i), act, start + i));
      }
    }
    for (var work : repeated) {
      if (work.act() instanceof UUID act && places.get(act) instanceof Long place) {
        placed.add(new Placed(work, act, place));
      }
    }
  }

  /** Events that stand in the log now. */
  List<Placed> placed() {
    return placed;
  }

  /** Events whose first bearer was refused with the batch. */
  List<Work> repeated() {
    return repeated;
  }
}
