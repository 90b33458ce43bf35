package org.musubi.gateway.iti20;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.musubi.audit.Receipt;
import org.musubi.audit.TrailIntake;
import org.musubi.core.ActId;
import org.springframework.stereotype.Component;

/** Puts reports on the trail, those that wait together with one force of the disk. */
@Component("gateway.Intake")
final class Intake {
  private final TrailIntake trail;
  private final InstantSource clock;
  private final Repeats repeats = new Repeats();

  Intake(TrailIntake trail, InstantSource clock) {
    this.trail = trail;
    this.clock = clock;
  }

  /**
   * Records them; returns when they are durable.
   *
   * @throws org.musubi.audit.AuditUnavailable when one cannot be recorded; the sender keeps them
   *     all
   */
  List<Receipt> take(List<Draft> drafts) {
    var reports = new ArrayList<TrailIntake.Report>();
    var fresh = new HashMap<String, ActId>();
    for (var draft : drafts) {
      var act = ActId.next(clock);
      var key = Repeats.key(draft);
      var before = repeats.of(key);
      reports.add(draft.report(act, before == null ? fresh.get(key) : before));
      fresh.putIfAbsent(key, act);
    }
    var receipts = trail.take(reports);
    repeats.remember(fresh);
    return receipts;
  }
}
