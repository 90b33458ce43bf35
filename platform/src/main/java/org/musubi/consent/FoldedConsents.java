package org.musubi.consent;

import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.musubi.audit.Action;
import org.musubi.audit.AuditEvent;
import org.musubi.audit.AuditTrail;
import org.musubi.audit.Receipt;
import org.musubi.audit.Result;
import org.musubi.audit.What;
import org.musubi.core.ActId;
import org.musubi.core.Actor;
import org.musubi.core.MedicalId;
import org.musubi.core.Uuid7;
import org.musubi.core.store.Local;
import org.musubi.ihe.HomeCommunityId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Consent as statements that are only ever added, wherever the person speaks, and folded on
 * reading.
 */
@Component
class FoldedConsents implements Consents {
  /**
   * A clock that steps back, or another point's that is ahead, must not hide a withdrawal: only a
   * yes is compared with the time.
   */
  private static final String COUNTS = "(kind = 'WITHDRAWAL' or at <= :asOf)";

  private final JdbcClient local;
  private final TransactionOperations transactions;
  private final AuditTrail audit;
  private final InstantSource clock;

  FoldedConsents(
      @Local JdbcClient local,
      @Local TransactionOperations transactions,
      AuditTrail audit,
      InstantSource clock) {
    this.local = local;
    this.transactions = transactions;
    this.audit = audit;
    this.clock = clock;
  }

  @Override
  public Decision decide(
      @Nullable MedicalId person, HomeCommunityId community, Actor recipient, Instant asOf) {
    var said =
        rows(
            person == null ? List.of() : List.of(person),
            "and community = :community and " + COUNTS,
            Map.of("community", community.toString(), "asOf", asOf.atOffset(ZoneOffset.UTC)));
    return folded(said, asOf);
  }

  @Override
  public Map<HomeCommunityId, Decision> decide(
      @Nullable MedicalId person,
      Collection<HomeCommunityId> communities,
      Actor recipient,
      Instant asOf) {
    return each(said(person == null ? List.of() : List.of(person), asOf), communities, asOf);
  }

  @Override
  public Map<MedicalId, Map<HomeCommunityId, Decision>> decide(
      Collection<MedicalId> persons,
      Collection<HomeCommunityId> communities,
      Actor recipient,
      Instant asOf) {
    var said = said(persons, asOf).stream().collect(Collectors.groupingBy(Row::person));
    var decisions = new HashMap<MedicalId, Map<HomeCommunityId, Decision>>();
    for (var person : persons) {
      decisions.put(person, each(said.getOrDefault(person.value(), List.of()), communities, asOf));
    }
    return decisions;
  }

  private List<Row> said(Collection<MedicalId> persons, Instant asOf) {
    return rows(persons, "and " + COUNTS, Map.of("asOf", asOf.atOffset(ZoneOffset.UTC)));
  }

  private static Map<HomeCommunityId, Decision> each(
      List<Row> said, Collection<HomeCommunityId> communities, Instant asOf) {
    var byCommunity = said.stream().collect(Collectors.groupingBy(Row::community));
    var decisions = new HashMap<HomeCommunityId, Decision>();
    for (var community : communities) {
      decisions.put(
          community, folded(byCommunity.getOrDefault(community.toString(), List.of()), asOf));
    }
    return decisions;
  }

  private static Decision folded(List<Row> said, Instant asOf) {
    for (var row : said) {
      if (row.standsAgainst(said)) {
        return new Decision.Permit(row.id(), asOf);
      }
    }
    return new Decision.Deny(
        said.isEmpty() ? Decision.Reason.NO_CONSENT : Decision.Reason.WITHDRAWN, asOf);
  }

  @Override
  public Receipt give(MedicalId person, HomeCommunityId community, Actor by) {
    return say(person, community, Statement.Kind.CONSENT, by);
  }

  @Override
  public Receipt withdraw(MedicalId person, HomeCommunityId community, Actor by) {
    return say(person, community, Statement.Kind.WITHDRAWAL, by);
  }

  private Receipt say(MedicalId person, HomeCommunityId community, Statement.Kind kind, Actor by) {
    var act = ActId.next(clock);
    transactions.executeWithoutResult(status -> {
      var at = clock.instant();
      local
          .sql(
              """
              insert into consent.statement (id, person, community, kind, knows, at, act)
              values (:id, :person, :community, :kind,
                (select coalesce(array_agg(id), '{}') from consent.statement
                 where person = :person and community = :community and kind = 'WITHDRAWAL'),
                :at, :act)
              """)
          .param("id", Uuid7.next(clock))
          .param("person", person.value())
          .param("community", community.toString())
          .param("kind", kind.name())
          .param("at", at.atOffset(ZoneOffset.UTC))
          .param("act", act.value())
          .update();
      audit.enlist(event(act, at, person, community, kind, by), local);
    });
    return audit.receipt(act);
  }

  private static AuditEvent event(
      ActId act,
      Instant at,
      MedicalId person,
      HomeCommunityId community,
      Statement.Kind kind,
      Actor by) {
    return new AuditEvent(
        act,
        at,
        kind == Statement.Kind.CONSENT ? Action.CONSENT_GIVEN : Action.CONSENT_WITHDRAWN,
        by,
        person,
        List.of(What.of(What.Kind.COMMUNITY, community.toString())),
        Result.DONE,
        null,
        Map.of());
  }

  @Override
  public List<Statement> statements(MedicalId person, Receipt receipt) {
    var said = rows(List.of(person), "", Map.of());
    var statements = new ArrayList<Statement>();
    for (var row : said) {
      var same = said.stream().filter(other -> other.community().equals(row.community())).toList();
      statements.add(
          new Statement(
              row.id(),
              person,
              HomeCommunityId.parse(row.community()),
              row.kind(),
              row.at(),
              row.kind() == Statement.Kind.WITHDRAWAL || row.standsAgainst(same)));
    }
    statements.sort(Comparator.comparing(Statement::at).thenComparing(Statement::id).reversed());
    return statements;
  }

  /** What these people said; of nobody it asks too, so that it takes the same. */
  private List<Row> rows(Collection<MedicalId> persons, String and, Map<String, ?> parameters) {
    return local
        .sql(
            "select id, person, community, kind, knows, at from consent.statement"
                + " where person = any(:persons) "
                + and)
        .param("persons", persons.stream().map(MedicalId::value).toArray(UUID[]::new))
        .params(parameters)
        .query((row, n) ->
            new Row(
                row.getObject("id", UUID.class),
                row.getObject("person", UUID.class),
                row.getString("community"),
                Statement.Kind.valueOf(row.getString("kind")),
                Set.of((UUID[]) row.getArray("knows").getArray()),
                row.getObject("at", OffsetDateTime.class).toInstant()))
        .list();
  }

  private record Row(
      UUID id, UUID person, String community, Statement.Kind kind, Set<UUID> knows, Instant at) {
    /**
     * A consent stands when whoever gave it knew of every withdrawal there is: one made elsewhere
     * at the same time wins.
     */
    boolean standsAgainst(List<Row> all) {
      return kind == Statement.Kind.CONSENT
          && all.stream()
              .filter(other -> other.kind == Statement.Kind.WITHDRAWAL)
              .allMatch(withdrawal -> knows.contains(withdrawal.id));
    }
  }
}
