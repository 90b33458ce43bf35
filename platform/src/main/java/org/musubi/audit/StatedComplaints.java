package org.musubi.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.musubi.core.ActId;
import org.musubi.core.Actor;
import org.musubi.core.MedicalId;
import org.musubi.core.MemberId;
import org.musubi.core.PersonRef;
import org.musubi.core.Uuid7;
import org.musubi.core.store.Local;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Complaints as statements that are only ever added, folded on reading. */
@Component
class StatedComplaints implements Complaints {
  private static final String SELECT =
      """
      select c.*, s.id step, s.words answer, s.at answered_at,
        exists (select 1 from audit.complaint_step k where k.complaint = c.id) looked_at
      from audit.complaint c
      left join audit.complaint_step s on s.complaint = c.id and s.state = 'ANSWERED'
      """;

  private final JdbcClient local;
  private final TransactionOperations transactions;
  private final AuditTrail audit;
  private final SealedWords sealed;
  private final InstantSource clock;

  StatedComplaints(
      @Local JdbcClient local,
      @Local TransactionOperations transactions,
      AuditTrail audit,
      SealedWords sealed,
      InstantSource clock) {
    this.local = local;
    this.transactions = transactions;
    this.audit = audit;
    this.sealed = sealed;
    this.clock = clock;
  }

  @Override
  public Said raise(
      MedicalId patient, Access access, Complaint.Reason reason, String words, Actor by) {
    if (words.length() > Complaint.LONGEST) {
      throw new IllegalArgumentException("a complaint has at most 1000 characters");
    }
    var event = access.event();
    if (!patient.equals(event.patient()) || Sealing.actsForOneself(event.actor())) {
      return new Said.NotTheirs();
    }
    var act = ActId.next(clock);
    var at = clock.instant();
    String number = SpokenNumber.next(at);
    var open =
        transactions.execute(status -> {
          alone("complaint of " + patient);
          var already = open(patient, access.position());
          if (already.isPresent()) {
            return already.get();
          }
          var id = Uuid7.next(clock);
          local
              .sql(
                  """
                  insert into audit.complaint
                    (id, number, patient, position, member, person, reason, words, at, act)
                  values (:id, :number, :patient, :position, :member, :person, :reason, :words,
                    :at, :act)
                  """)
              .param("id", id)
              .param("number", number)
              .param("patient", patient.value())
              .param("position", access.position())
              .param("member", event.actor().member().value())
              .param("person", person(event.actor().person()))
              .param("reason", reason.name())
              .param("words", sealed.seal(id, words))
              .param("at", at.atOffset(ZoneOffset.UTC))
              .param("act", act.value())
              .update();
          audit.enlist(
              event(act, at, Action.COMPLAINT_RAISED, patient, number, access.position(), by),
              local);
          return "";
        });
    return open == null || open.isEmpty()
        ? new Said.Done(number, audit.receipt(act))
        : new Said.AlreadyOpen(open);
  }

  private Optional<String> open(MedicalId patient, long position) {
    return local
        .sql(
            "select number from audit.complaint c where patient = :patient"
                + " and position = :position and not exists (select 1 from audit.complaint_step s"
                + " where s.complaint = c.id and s.state = 'ANSWERED')")
        .param("patient", patient.value())
        .param("position", position)
        .query(String.class)
        .optional();
  }

  @Override
  public List<Complaint> of(MedicalId patient, Receipt receipt) {
    return local
        .sql(SELECT + "where c.patient = :patient order by c.at desc, c.id limit 200")
        .param("patient", patient.value())
        .query(this::complaint)
        .list();
  }

  @Override
  public List<Complaint> all(@Nullable MemberId member, Receipt receipt) {
    return local
        .sql(
            SELECT
                + (member == null ? "" : "where c.member = :member ")
                + "order by s.id is not null, c.at desc, c.id limit 500")
        .params(member == null ? Map.of() : Map.of("member", member.value()))
        .query(this::complaint)
        .list();
  }

  @Override
  public Optional<Complaint> complaint(UUID id, @Nullable MemberId member, Receipt receipt) {
    return find(id, member);
  }

  private Optional<Complaint> find(UUID id, @Nullable MemberId member) {
    return local
        .sql(SELECT + "where c.id = :id")
        .param("id", id)
        .query(this::complaint)
        .optional()
        .filter(one -> member == null || member.equals(one.member()));
  }

  @Override
  public Said check(UUID id, @Nullable MemberId member, Actor by) {
    return step(id, member, Complaint.State.CHECKING, null, by);
  }

  @Override
  public Said answer(UUID id, @Nullable MemberId member, String answer, Actor by) {
    if (answer.isBlank() || answer.length() > Complaint.LONGEST) {
      throw new IllegalArgumentException("an answer has 1 to 1000 characters");
    }
    return step(id, member, Complaint.State.ANSWERED, answer, by);
  }

  private Said step(
      UUID id, @Nullable MemberId member, Complaint.State state, @Nullable String words, Actor by) {
    var act = ActId.next(clock);
    var refused =
        transactions.execute(status -> {
          alone("complaint " + id);
          var found = find(id, member);
          if (found.isEmpty()) {
            return Optional.<Said>of(new Said.NotTheirs());
          }
          var complaint = found.get();
          if (complaint.state().compareTo(state) >= 0) {
            return Optional.<Said>of(new Said.TooLate());
          }
          if (isActor(id, by)) {
            return Optional.<Said>of(new Said.OwnAct());
          }
          add(complaint, state, words, act, by);
          return Optional.<Said>empty();
        });
    if (refused != null && refused.isPresent()) {
      return refused.get();
    }
    var number = find(id, member).map(Complaint::number).orElse("");
    return new Said.Done(number, audit.receipt(act));
  }

  private boolean isActor(UUID id, Actor by) {
    var person = person(by.person());
    return person != null
        && local
                .sql("select count(*) from audit.complaint where id = :id and person = :person")
                .param("id", id)
                .param("person", person)
                .query(Long.class)
                .single()
            > 0;
  }

  private void add(
      Complaint complaint, Complaint.State state, @Nullable String words, ActId act, Actor by) {
    var at = clock.instant();
    var step = Uuid7.next(clock);
    local
        .sql(
            "insert into audit.complaint_step (id, complaint, state, words, at, act)"
                + " values (:id, :complaint, :state, :words, :at, :act)")
        .param("id", step)
        .param("complaint", complaint.id())
        .param("state", state.name())
        .param("words", words == null ? null : sealed.seal(step, words))
        .param("at", at.atOffset(ZoneOffset.UTC))
        .param("act", act.value())
        .update();
    var action =
        state == Complaint.State.CHECKING ? Action.COMPLAINT_CHECKED : Action.COMPLAINT_ANSWERED;
    audit.enlist(
        event(act, at, action, complaint.patient(), complaint.number(), complaint.position(), by),
        local);
  }

  /** One at a time, until the transaction ends. */
  private void alone(String what) {
    local
        .sql("select pg_advisory_xact_lock(hashtextextended(:what, 0)) is null")
        .param("what", what)
        .query(Boolean.class)
        .single();
  }

  private static AuditEvent event(
      ActId act,
      Instant at,
      Action action,
      MedicalId patient,
      String number,
      long position,
      Actor by) {
    return new AuditEvent(
        act,
        at,
        action,
        by,
        patient,
        List.of(),
        Result.DONE,
        null,
        Map.of("complaint", number, "position", Long.toString(position)));
  }

  private static @Nullable String person(@Nullable PersonRef person) {
    return person == null ? null : person.issuer() + "\n" + person.subject();
  }

  private Complaint complaint(ResultSet row, int number) throws SQLException {
    var id = row.getObject("id", UUID.class);
    var step = row.getObject("step", UUID.class);
    var answered = row.getObject("answered_at", OffsetDateTime.class);
    return new Complaint(
        id,
        row.getString("number"),
        new MedicalId(row.getObject("patient", UUID.class)),
        row.getLong("position"),
        new MemberId(row.getObject("member", UUID.class)),
        Complaint.Reason.valueOf(row.getString("reason")),
        sealed.open(id, row.getBytes("words")).orElse(null),
        row.getObject("at", OffsetDateTime.class).toInstant(),
        step != null
            ? Complaint.State.ANSWERED
            : row.getBoolean("looked_at") ? Complaint.State.CHECKING : Complaint.State.RAISED,
        step == null ? null : sealed.open(step, row.getBytes("answer")).orElse(null),
        answered == null ? null : answered.toInstant());
  }
}
