package org.musubi.service;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.musubi.audit.Action;
import org.musubi.audit.AuditEvent;
import org.musubi.audit.AuditTrail;
import org.musubi.audit.Result;
import org.musubi.audit.What;
import org.musubi.core.ActId;
import org.musubi.core.Actor;
import org.musubi.core.MemberId;
import org.musubi.core.store.Registry;
import org.musubi.ihe.HomeCommunityId;
import org.musubi.ihe.Oid;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** The directory on PostgreSQL, in the registry, read at most once a second. */
@Component
class JoinedCommunities implements ServiceDirectory {
  private static final Duration FRESH = Duration.ofSeconds(1);

  private final JdbcClient registry;
  private final TransactionOperations transactions;
  private final AuditTrail audit;
  private final InstantSource clock;
  private final AtomicReference<Snapshot> snapshot =
      new AtomicReference<>(new Snapshot(Instant.MIN, List.of()));

  JoinedCommunities(
      @Registry JdbcClient registry,
      @Registry TransactionOperations transactions,
      AuditTrail audit,
      InstantSource clock) {
    this.registry = registry;
    this.transactions = transactions;
    this.audit = audit;
    this.clock = clock;
  }

  @Override
  public List<Route> routes() {
    var now = clock.instant();
    var held = snapshot.get();
    if (held.at().isBefore(now.minus(FRESH)) || held.at().isAfter(now)) {
      held = new Snapshot(now, read());
      snapshot.set(held);
    }
    return held.routes();
  }

  @Override
  public Optional<Route> route(HomeCommunityId home) {
    return routes().stream().filter(route -> route.home().equals(home)).findFirst();
  }

  @Override
  public Optional<Route> routeOf(MemberId member) {
    return routes().stream().filter(route -> route.member().equals(member)).findFirst();
  }

  @Override
  public void join(Route route, Actor by) {
    if (read().contains(route)) {
      return;
    }
    var act = ActId.next(clock);
    transactions.executeWithoutResult(status -> {
      write(route);
      audit.enlist(
          new AuditEvent(
              act,
              clock.instant(),
              Action.SERVICE_REGISTERED,
              by,
              null,
              List.of(What.of(What.Kind.COMMUNITY, route.home().toString())),
              Result.DONE,
              null,
              Map.of("member", route.member().toString())),
          registry);
    });
    audit.receipt(act);
    snapshot.set(new Snapshot(Instant.MIN, List.of()));
  }

  private void write(Route route) {
    registry
        .sql(
            """
            insert into service.route (home, member, name, iti55, iti38, iti39, assigners)
            values (:home, :member, :name, :iti55, :iti38, :iti39, :assigners)
            on conflict (home) do update set member = excluded.member, name = excluded.name,
              iti55 = excluded.iti55, iti38 = excluded.iti38, iti39 = excluded.iti39,
              assigners = excluded.assigners
            """)
        .param("home", route.home().toString())
        .param("member", route.member().value())
        .param("name", route.name())
        .param("iti55", route.iti55().toString())
        .param("iti38", route.iti38().toString())
        .param("iti39", route.iti39().toString())
        .param(
            "assigners", route.assigners().stream().map(Oid::value).sorted().toArray(String[]::new))
        .update();
  }

  private List<Route> read() {
    return registry
        .sql("select * from service.route order by home")
        .query(JoinedCommunities::route)
        .list();
  }

  private static Route route(ResultSet row, int n) throws SQLException {
    return new Route(
        HomeCommunityId.parse(row.getString("home")),
        new MemberId(row.getObject("member", UUID.class)),
        row.getString("name"),
        URI.create(row.getString("iti55")),
        URI.create(row.getString("iti38")),
        URI.create(row.getString("iti39")),
        Arrays.stream((String[]) row.getArray("assigners").getArray())
            .map(Oid::new)
            .collect(Collectors.toUnmodifiableSet()));
  }

  private record Snapshot(Instant at, List<Route> routes) {}
}
