package org.musubi.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.musubi.core.ActId;
import org.musubi.core.Actor;
import org.musubi.core.MedicalId;
import org.musubi.core.PersonRef;
import org.musubi.core.Uuid7;
import org.musubi.core.store.Local;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Wishes to erase as statements, of which only the patient is ever taken away. */
@Component
class StatedErasures implements Erasures {
  private static final String SELECT =
      """
      select e.*, s.state, s.issuer s_issuer, s.subject s_subject
      from audit.erasure e left join audit.erasure_step s on s.erasure = e.id
      """;

  private final JdbcClient local;
  private final TransactionOperations transactions;
  private final AuditTrail audit;
  private final PersonalRecords records;
  private final SealedWords sealed;
  private final InstantSource clock;

  StatedErasures(
      @Local JdbcClient local,
      @Local TransactionOperations transactions,
      AuditTrail audit,
      PersonalRecords records,
      SealedWords sealed,
      InstantSource clock) {
    this.local = local;
    this.transactions = transactions;
    this.audit = audit;
    this.records = records;
    this.sealed = sealed;
    this.clock = clock;
  }

  @Override
  public Said request(MedicalId patient, String ground, Map<String, String> details, Actor by) {
    if (ground.isBlank() || ground.length() > Erasure.LONGEST) {
      throw new IllegalArgumentException("a ground has 1 to 1000 characters");
    }
    var person = person(by);
    var act = ActId.next(clock);
    var at = clock.instant();
    var id = Uuid7.next(clock);
    var number = SpokenNumber.next(at);
    transactions.executeWithoutResult(status -> {
      local
          .sql(
              "insert into audit.erasure (id, number, issuer, subject, patient, ground, at, act)"
                  + " values (:id, :number, :issuer, :subject, :patient, :ground, :at, :act)")
          .param("id", id)
          .param("number", number)
          .param("issuer", person.issuer())
          .param("subject", person.subject())
          .param("patient", sealed.seal(id, patient.toString()))
          .param("ground", sealed.seal(id, ground))
          .param("at", at.atOffset(ZoneOffset.UTC))
          .param("act", act.value())
          .update();
      var all = new HashMap<>(details);
      all.put("erasure", number);
      audit.enlist(event(act, at, Action.ERASURE_REQUESTED, by, all), local);
    });
    return new Said.Done(id, number, audit.receipt(act));
  }

  @Override
  public Said confirm(UUID id, Function<MedicalId, Set<DataSubject>> names, Actor by) {
    var said = decide(id, "CONFIRMED", by);
    var patient = find(id).map(Erasure::patient);
    if (!(said instanceof Said.Done done) || patient.isEmpty()) {
      return said;
    }
    // A transaction of its own: it waits for its receipt, and confirming again does it again.
    var subjects = names.apply(patient.get());
    var destroyed = records.destroy(subjects, by, Map.of("erasure", done.number()));
    local.sql("update audit.erasure set patient = null where id = :id").param("id", id).update();
    return destroyed instanceof PersonalRecords.Gone gone
        ? new Said.Done(id, done.number(), gone.receipt())
        : done;
  }

  @Override
  public Said refuse(UUID id, Actor by) {
    return decide(id, "REFUSED", by);
  }

  private Said decide(UUID id, String state, Actor by) {
    var person = person(by);
    var act = ActId.next(clock);
    var at = clock.instant();
    boolean confirms = state.equals("CONFIRMED");
    var refused =
        transactions.execute(status -> {
          alone("erasure " + id);
          var found = find(id);
          if (found.isEmpty()) {
            return Optional.<Said>of(new Said.Unknown());
          }
          var erasure = found.get();
          if (erasure.requester().equals(person)) {
            return Optional.<Said>of(new Said.OwnRequest());
          }
          if (confirms
              ? !erasure.state().open() || erasure.patient() == null
              : erasure.state() != Erasure.State.REQUESTED) {
            return Optional.<Said>of(new Said.TooLate());
          }
          add(id, state, person, act, at);
          var action = confirms ? Action.ERASURE_CONFIRMED : Action.ERASURE_REFUSED;
          audit.enlist(event(act, at, action, by, Map.of("erasure", erasure.number())), local);
          return Optional.<Said>empty();
        });
    if (refused != null && refused.isPresent()) {
      return refused.get();
    }
    var number = find(id).map(Erasure::number).orElse("");
    return new Said.Done(id, number, audit.receipt(act));
  }

  private void add(UUID erasure, String state, PersonRef person, ActId act, Instant at) {
    local
        .sql(
            "insert into audit.erasure_step (erasure, state, issuer, subject, at, act)"
                + " values (:erasure, :state, :issuer, :subject, :at, :act)"
                + " on conflict (erasure) do nothing")
        .param("erasure", erasure)
        .param("state", state)
        .param("issuer", person.issuer())
        .param("subject", person.subject())
        .param("at", at.atOffset(ZoneOffset.UTC))
        .param("act", act.value())
        .update();
  }

  /** One at a time, until the transaction ends. */
  private void alone(String what) {
    local
        .sql("select pg_advisory_xact_lock(hashtextextended(:what, 0)) is null")
        .param("what", what)
        .query(Boolean.class)
        .single();
  }

  private static PersonRef person(Actor by) {
    var person = by.person();
    if (person == null) {
      throw new IllegalArgumentException("only a person erases");
    }
    return person;
  }

  private static AuditEvent event(
      ActId act, Instant at, Action action, Actor by, Map<String, String> details) {
    return new AuditEvent(act, at, action, by, null, List.of(), Result.DONE, null, details);
  }

  @Override
  public List<Erasure> all(Receipt receipt) {
    return local.sql(SELECT + "order by e.at desc, e.id limit 200").query(this::erasure).list();
  }

  @Override
  public Optional<Erasure> erasure(UUID id, Receipt receipt) {
    return find(id);
  }

  private Optional<Erasure> find(UUID id) {
    return local.sql(SELECT + "where e.id = :id").param("id", id).query(this::erasure).optional();
  }

  private Erasure erasure(ResultSet row, int number) throws SQLException {
    var id = row.getObject("id", UUID.class);
    var patient = row.getBytes("patient");
    var issuer = row.getString("s_issuer");
    var state = row.getString("state");
    return new Erasure(
        id,
        row.getString("number"),
        new PersonRef(row.getString("issuer"), row.getString("subject")),
        patient == null ? null : sealed.open(id, patient).map(MedicalId::parse).orElse(null),
        sealed.open(id, row.getBytes("ground")).orElse(null),
        row.getObject("at", OffsetDateTime.class).toInstant(),
        state(state, patient == null),
        issuer == null ? null : new PersonRef(issuer, row.getString("s_subject")));
  }

  private static Erasure.State state(@Nullable String step, boolean gone) {
    if (step == null) {
      return Erasure.State.REQUESTED;
    }
    if (step.equals("REFUSED")) {
      return Erasure.State.REFUSED;
    }
    return gone ? Erasure.State.DONE : Erasure.State.BEGUN;
  }
}
