package org.musubi.audit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.musubi.core.ActId;
import org.musubi.core.Actor;
import org.musubi.core.MemberId;
import org.musubi.core.PersonRef;
import org.musubi.core.Uuid7;
import org.musubi.core.store.Local;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Inquiries as statements that are only ever added, folded on reading. */
@Component
class StatedInquiries implements Inquiries {
  private final JdbcClient local;
  private final TransactionOperations transactions;
  private final AuditTrail audit;
  private final InquiryRows rows;
  private final InstantSource clock;
  private final FourEyes rule;
  private final Duration longest;

  StatedInquiries(
      @Local JdbcClient local,
      @Local TransactionOperations transactions,
      AuditTrail audit,
      SealedWords sealed,
      InstantSource clock,
      TrailProperties trail,
      InquiryProperties properties) {
    this.local = local;
    this.transactions = transactions;
    this.audit = audit;
    this.rows = new InquiryRows(local, sealed, clock);
    this.clock = clock;
    this.rule = trail.fourEyes();
    this.longest = properties.longest();
  }

  @Override
  public FourEyes rule() {
    return rule;
  }

  @Override
  public Duration longest() {
    return longest;
  }

  @Override
  public Look look(boolean persons, @Nullable UUID chosen, Actor by) {
    var within = chosen == null ? Optional.<Inquiry>empty() : running(chosen, by);
    if (within.isPresent() || rule.free(persons)) {
      return new Look.Allowed(within.map(Inquiry::number).orElse(null));
    }
    return new Look.Needed();
  }

  @Override
  public Optional<Inquiry> running(UUID id, Actor by) {
    return rows.one(id)
        .filter(one -> one.state() == Inquiry.State.RUNNING)
        .filter(one -> one.opener().equals(by.person()) && one.member().equals(by.member()));
  }

  @Override
  public Said open(Inquiry.Ground ground, Duration lasting, boolean urgent, Actor by) {
    if (!lasting.isPositive() || lasting.compareTo(longest) > 0) {
      throw new IllegalArgumentException("an inquiry lasts at most " + longest);
    }
    var person = person(by);
    var act = ActId.next(clock);
    var at = clock.instant();
    var id = Uuid7.next(clock);
    var number = SpokenNumber.next(at);
    transactions.executeWithoutResult(status -> {
      local
          .sql(
              """
              insert into audit.inquiry
                (id, number, member, issuer, subject, urgent, words, at, until, act)
              values (:id, :number, :member, :issuer, :subject, :urgent, :words, :at, :until, :act)
              """)
          .param("id", id)
          .param("number", number)
          .param("member", by.member().value())
          .param("issuer", person.issuer())
          .param("subject", person.subject())
          .param("urgent", urgent)
          .param("words", rows.seal(id, ground))
          .param("at", at.atOffset(ZoneOffset.UTC))
          .param("until", at.plus(lasting).atOffset(ZoneOffset.UTC))
          .param("act", act.value())
          .update();
      var details =
          Map.of(
              "inquiry", number, "urgent", urgent ? "yes" : "no", "until", "" + at.plus(lasting));
      audit.enlist(event(act, at, Action.INQUIRY_OPENED, by, details), local);
    });
    return new Said.Done(id, number, audit.receipt(act));
  }

  @Override
  public Said decide(UUID id, @Nullable MemberId member, boolean approved, Actor by) {
    return step(
        id,
        approved ? "APPROVED" : "REFUSED",
        by,
        one -> {
          if (member != null && !member.equals(one.member())) {
            return new Said.NotTheirs();
          }
          if (one.opener().equals(by.person())) {
            return new Said.OwnInquiry();
          }
          return one.state() == Inquiry.State.AWAITING ? null : new Said.TooLate();
        });
  }

  @Override
  public Said end(UUID id, Actor by) {
    return step(
        id,
        "ENDED",
        by,
        one -> {
          if (!one.opener().equals(by.person()) || !one.member().equals(by.member())) {
            return new Said.NotTheirs();
          }
          return switch (one.state()) {
            case AWAITING, RUNNING -> null;
            case REFUSED, ENDED, EXPIRED -> new Said.TooLate();
          };
        });
  }

  @Override
  public Said review(UUID id, @Nullable MemberId member, boolean proper, Actor by) {
    return step(
        id,
        proper ? "PROPER" : "DOUBTFUL",
        by,
        one -> {
          if (member != null && !member.equals(one.member())) {
            return new Said.NotTheirs();
          }
          if (one.opener().equals(by.person())) {
            return new Said.OwnInquiry();
          }
          return one.review() == Inquiry.Review.AWAITED ? null : new Said.TooLate();
        });
  }

  /**
   * @param refusal why it may not be; null when it may
   */
  private Said step(UUID id, String state, Actor by, Function<Inquiry, @Nullable Said> refusal) {
    var person = person(by);
    var act = ActId.next(clock);
    var at = clock.instant();
    var tried =
        transactions.execute(status -> {
          alone("inquiry " + id);
          var found = rows.one(id);
          var refused = found.isEmpty() ? new Said.NotTheirs() : refusal.apply(found.get());
          if (refused != null) {
            return new Tried(refused, "");
          }
          var number = found.map(Inquiry::number).orElse("");
          add(id, state, person, act, at);
          audit.enlist(event(act, at, action(state), by, details(number, state)), local);
          return new Tried(null, number);
        });
    if (tried == null) {
      throw new IllegalStateException("a transaction answers");
    }
    return tried.refused() != null
        ? tried.refused()
        : new Said.Done(id, tried.number(), audit.receipt(act));
  }

  private record Tried(@Nullable Said refused, String number) {}

  private void add(UUID inquiry, String state, PersonRef person, ActId act, Instant at) {
    local
        .sql(
            "insert into audit.inquiry_step (id, inquiry, state, issuer, subject, at, act)"
                + " values (:id, :inquiry, :state, :issuer, :subject, :at, :act)")
        .param("id", Uuid7.next(clock))
        .param("inquiry", inquiry)
        .param("state", state)
        .param("issuer", person.issuer())
        .param("subject", person.subject())
        .param("at", at.atOffset(ZoneOffset.UTC))
        .param("act", act.value())
        .update();
  }

  private static Action action(String state) {
    return switch (state) {
      case "APPROVED" -> Action.INQUIRY_APPROVED;
      case "REFUSED" -> Action.INQUIRY_REFUSED;
      case "ENDED" -> Action.INQUIRY_ENDED;
      default -> Action.INQUIRY_REVIEWED;
    };
  }

  private static Map<String, String> details(String number, String state) {
    return action(state) == Action.INQUIRY_REVIEWED
        ? Map.of("inquiry", number, "review", state)
        : Map.of("inquiry", number);
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
      throw new IllegalArgumentException("only a person inquires");
    }
    return person;
  }

  private static AuditEvent event(
      ActId act, Instant at, Action action, Actor by, Map<String, String> details) {
    return new AuditEvent(act, at, action, by, null, List.of(), Result.DONE, null, details);
  }

  @Override
  public List<Inquiry> all(@Nullable MemberId member, Receipt receipt) {
    return rows.all(member);
  }

  @Override
  public Optional<Inquiry> inquiry(UUID id, @Nullable MemberId member, Receipt receipt) {
    return rows.one(id).filter(one -> member == null || member.equals(one.member()));
  }
}
