package org.musubi.audit;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.musubi.core.ActId;
import org.musubi.core.Actor;
import org.musubi.core.store.Local;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Destroys keys, and what the index holds under them, in one transaction with its record. */
@Component
class KeyDestruction implements PersonalRecords {
  private static final String OF_PERSON =
      " in (select position from audit.entry where person = any(:keys)"
          + " union select position from audit.further_key where key = any(:keys))";

  private final JdbcClient local;
  private final TransactionOperations transactions;
  private final AuditTrail trail;
  private final PersonKeys keys;
  private final PreparedExports exports;
  private final Clock clock;

  KeyDestruction(
      @Local JdbcClient local,
      @Local TransactionOperations transactions,
      AuditTrail trail,
      Sealing sealing,
      PreparedExports exports,
      Clock clock) {
    this.local = local;
    this.transactions = transactions;
    this.trail = trail;
    this.keys = sealing.keys();
    this.exports = exports;
    this.clock = clock;
  }

  @Override
  public Destroyed destroy(Set<DataSubject> subjects, Actor actor, Map<String, String> details) {
    var act = ActId.next(clock);
    var at = clock.instant();
    var gone = new ArrayList<UUID>();
    boolean done = false;
    try {
      transactions.executeWithoutResult(status -> {
        // The follower holds this row while it inserts: whatever it inserted is seen below.
        local.sql("select 1 from audit.follower for update").query(Integer.class).list();
        gone.addAll(keys.named(subjects));
        if (!gone.isEmpty()) {
          keys.condemn(gone);
          destroy(gone, act, at);
          complaints(subjects);
          trail.enlist(event(act, at, actor, gone, details), local);
        }
      });
      done = true;
    } finally {
      if (!done) {
        keys.pardon(gone);
      }
    }
    if (gone.isEmpty()) {
      return new NothingThere();
    }
    exports.forgetReadable();
    return new Gone(trail.receipt(act), gone.size());
  }

  private void destroy(List<UUID> named, ActId act, Instant at) {
    for (UUID key : named) {
      local
          .sql("insert into audit.destroyed_key (id, act, at) values (:id, :act, :at)")
          .param("id", key)
          .param("act", act.value())
          .param("at", at.atOffset(ZoneOffset.UTC))
          .update();
    }
    run("delete from audit.person_key where id = any(:keys)", named);
    run("delete from audit.ending where act_position" + OF_PERSON, named);
    run("delete from audit.unended where act_position" + OF_PERSON, named);
    run("delete from audit.home where position" + OF_PERSON, named);
    run("delete from audit.entry where position" + OF_PERSON, named);
    run("delete from audit.further_key where key = any(:keys)", named);
  }

  /** What the person complained of says whom those acts were about. */
  private void complaints(Set<DataSubject> subjects) {
    UUID[] patients =
        subjects.stream()
            .map(subject -> subject instanceof DataSubject.Patient(var id) ? id.value() : null)
            .flatMap(Stream::ofNullable)
            .toArray(UUID[]::new);
    for (var sql :
        List.of(
            "delete from audit.complaint_step where complaint in"
                + " (select id from audit.complaint where patient = any(:patients))",
            "delete from audit.complaint where patient = any(:patients)")) {
      local.sql(sql).param("patients", patients).update();
    }
  }

  private void run(String sql, List<UUID> named) {
    local.sql(sql).param("keys", named.toArray(UUID[]::new)).update();
  }

  private static AuditEvent event(
      ActId act, Instant at, Actor actor, List<UUID> named, Map<String, String> details) {
    var all = new HashMap<>(details);
    all.put("keys", Integer.toString(named.size()));
    return new AuditEvent(
        act,
        at,
        Action.PERSON_KEY_DESTROYED,
        actor,
        null,
        named.stream().map(key -> What.of(What.Kind.KEY, key.toString())).toList(),
        Result.DONE,
        null,
        all);
  }
}
