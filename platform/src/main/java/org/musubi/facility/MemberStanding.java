package org.musubi.facility;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.musubi.audit.Action;
import org.musubi.audit.AuditEvent;
import org.musubi.audit.AuditTrail;
import org.musubi.audit.Result;
import org.musubi.audit.What;
import org.musubi.core.ActId;
import org.musubi.core.Actor;
import org.musubi.core.MemberId;
import org.musubi.core.Uuid7;
import org.musubi.core.store.Registry;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Suspension and revocation in the registry, each with its row in the change feed. */
@Component
class MemberStanding implements Standing {
  private final Feed feed;
  private final JdbcClient registry;
  private final TransactionOperations transactions;
  private final AuditTrail audit;
  private final InstantSource clock;
  private volatile @Nullable Seen seen;

  MemberStanding(
      Feed feed,
      @Registry JdbcClient registry,
      @Registry TransactionOperations transactions,
      AuditTrail audit,
      InstantSource clock) {
    this.feed = feed;
    this.registry = registry;
    this.transactions = transactions;
    this.audit = audit;
    this.clock = clock;
  }

  @Override
  public void suspend(MemberId member, String reason, Actor by) {
    if (count("select count(*) from facility.member where id = :it", member.value()) == 0) {
      throw new IllegalArgumentException("no such member is registered");
    }
    var what = What.of(What.Kind.MEMBER, member.toString());
    change(
        Action.MEMBER_SUSPENDED,
        what,
        "suspended",
        reason,
        by,
        at ->
            registry
                .sql(
                    """
                    insert into facility.suspension (id, member, reason, since)
                    values (:id, :member, :reason, :at)
                    on conflict (member) where ended is null do nothing
                    """)
                .param("id", Uuid7.next(clock))
                .param("member", member.value())
                .param("reason", reason)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update());
  }

  @Override
  public void resume(MemberId member, Actor by) {
    var what = What.of(What.Kind.MEMBER, member.toString());
    change(
        Action.MEMBER_RESUMED,
        what,
        "resumed",
        "resumed",
        by,
        at ->
            registry
                .sql(
                    "update facility.suspension set ended = :at where member = :m and ended is null")
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("m", member.value())
                .update());
  }

  @Override
  public void revoke(String fingerprint, String reason, Actor by) {
    if (count("select count(*) from facility.certificate where fingerprint = :it", fingerprint)
        == 0) {
      throw new IllegalArgumentException("no such certificate was issued here");
    }
    var what = What.of(What.Kind.CERTIFICATE, fingerprint);
    change(
        Action.CERTIFICATE_REVOKED,
        what,
        "revoked",
        reason,
        by,
        at ->
            registry
                .sql(
                    """
                    insert into facility.revocation (serial, reason, at)
                    select serial, :reason, :at from facility.certificate where fingerprint = :it
                    on conflict (serial) do nothing
                    """)
                .param("reason", reason)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("it", fingerprint)
                .update());
  }

  @Override
  public boolean suspended(MemberId member) {
    var stamp = feed.stamp();
    var held = seen;
    if (held == null || !held.stamp().equals(stamp)) {
      held =
          new Seen(
              stamp,
              Set.copyOf(
                  registry
                      .sql("select member from facility.suspension where ended is null")
                      .query(UUID.class)
                      .list()));
      seen = held;
    }
    return held.suspended().contains(member.value());
  }

  @Override
  public Set<String> revokedAmong(Set<String> fingerprints) {
    return Set.copyOf(
        registry
            .sql(
                """
                select c.fingerprint from facility.certificate c
                  join facility.revocation r using (serial)
                where c.fingerprint = any(:these)
                """)
            .param("these", fingerprints.toArray(String[]::new))
            .query(String.class)
            .list());
  }

  private void change(
      Action action, What what, String word, String reason, Actor by, Change change) {
    var act = ActId.next(clock);
    var done =
        transactions.execute(status -> {
          var at = clock.instant();
          if (change.rows(at) == 0) {
            return false;
          }
          feed.write("facility", what.identifier(), word, at);
          audit.enlist(
              new AuditEvent(
                  act, at, action, by, null, List.of(what), Result.DONE, reason, Map.of()),
              registry);
          return true;
        });
    if (Boolean.TRUE.equals(done)) {
      feed.changed();
      audit.receipt(act);
    }
  }

  private long count(String sql, Object it) {
    return registry.sql(sql).param("it", it).query(Long.class).single();
  }

  @FunctionalInterface
  private interface Change {
    int rows(Instant at);
  }

  private record Seen(Feed.Stamp stamp, Set<UUID> suspended) {}
}
