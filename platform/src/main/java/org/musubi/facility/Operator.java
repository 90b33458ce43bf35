package org.musubi.facility;

import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.musubi.audit.Action;
import org.musubi.audit.AuditEvent;
import org.musubi.audit.AuditTrail;
import org.musubi.audit.Result;
import org.musubi.audit.What;
import org.musubi.core.ActId;
import org.musubi.core.Actor;
import org.musubi.core.MemberId;
import org.musubi.core.PurposeOfUse;
import org.musubi.core.store.Registry;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** The operator as a Member: the first one ever registered, made at the first start. */
@Component
class Operator {
  private final Member member;

  Operator(
      OperatorProperties properties,
      @Registry JdbcClient registry,
      @Registry TransactionOperations transactions,
      AuditTrail audit,
      InstantSource clock) {
    this.member =
        find(registry)
            .orElseGet(() -> register(properties.name(), registry, transactions, audit, clock));
  }

  Member member() {
    return member;
  }

  Actor actor() {
    return actor(member.id());
  }

  private static Actor actor(MemberId id) {
    return Actor.system(id, "platform", PurposeOfUse.OPERATIONS);
  }

  private static Optional<Member> find(JdbcClient registry) {
    return registry
        .sql(
            """
            select id, kind, name from facility.member where kind = 'OPERATOR'
            order by registered_at, id limit 1
            """)
        .query(RegisteredFacilities::member)
        .optional();
  }

  private static Member register(
      String name,
      JdbcClient registry,
      TransactionOperations transactions,
      AuditTrail audit,
      InstantSource clock) {
    var member = new Member(MemberId.next(clock), Member.Kind.OPERATOR, name);
    var act = ActId.next(clock);
    transactions.executeWithoutResult(status -> {
      registry
          .sql(
              """
              insert into facility.member (id, kind, name, registered_at)
              values (:id, 'OPERATOR', :name, :at)
              """)
          .param("id", member.id().value())
          .param("name", name)
          .param("at", clock.instant().atOffset(ZoneOffset.UTC))
          .update();
      audit.enlist(
          new AuditEvent(
              act,
              clock.instant(),
              Action.MEMBER_REGISTERED,
              actor(member.id()),
              null,
              List.of(What.of(What.Kind.MEMBER, member.id().toString())),
              Result.DONE,
              null,
              Map.of("first-start", "true")),
          registry);
    });
    audit.receipt(act);
    return member;
  }
}
