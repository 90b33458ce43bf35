package org.musubi.audit;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.musubi.core.ActId;
import org.musubi.core.MedicalId;
import org.musubi.core.store.Local;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the search index. */
@Component
class IndexedHistory implements AccessHistory {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final JdbcClient local;
  private final Sealing sealing;

  IndexedHistory(@Local JdbcClient local, Sealing sealing) {
    this.local = local;
    this.sealing = sealing;
  }

  @Override
  public List<Access> accessesTo(
      MedicalId patient, Set<Action> actions, long before, int limit, Receipt receipt) {
    if (limit < 1 || limit > 1000) {
      throw new IllegalArgumentException("the limit is 1 to 1000");
    }
    var person = sealing.keys().find(DataSubject.of(patient));
    if (person.isEmpty()) {
      return List.of();
    }
    return Found.all(
        local
            .sql(
                Found.SELECT
                    + "where e.person = :person and e.position < :before "
                    + (actions.isEmpty() ? "" : "and e.action in (:actions) ")
                    + "order by e.position desc limit :limit")
            .param("person", person.get())
            .param("before", before)
            .param("actions", actions.stream().map(Action::name).toList())
            .param("limit", limit),
        sealing);
  }

  @Override
  public boolean reaches(Receipt receipt) {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      var size = local.sql("select size from audit.follower").query(Long.class).optional();
      if (size.isPresent() && size.get() >= receipt.position()) {
        return true;
      }
      if (System.nanoTime() - until > 0) {
        return false;
      }
      try {
        Thread.sleep(10);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
  }

  @Override
  public Optional<Access> act(ActId id) {
    var position = "(select position from audit.act where act = :act)";
    return Found.all(
            local.sql(Found.SELECT + "where e.position = " + position).param("act", id.value()),
            sealing)
        .stream()
        .findFirst();
  }
}
