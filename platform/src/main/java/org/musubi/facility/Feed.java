package org.musubi.facility;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import org.musubi.core.store.Registry;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Follows {@code core.change_feed}: whoever remembers something of the registry asks for the stamp,
 * and forgets when it has changed. The feed is asked at most every 100 ms, so that a change made
 * anywhere is followed within 200 ms. For every room above this one, too.
 */
@Component
public class Feed {
  private static final long INTERVAL = Duration.ofMillis(100).toNanos();

  private final JdbcClient registry;
  private final AtomicLong ownChanges = new AtomicLong();
  private volatile Seen seen = new Seen(0, 0, Long.MIN_VALUE);

  public Feed(@Registry JdbcClient registry) {
    this.registry = registry;
  }

  /** Equal stamps mean that nothing has changed in between, but for the last 100 ms elsewhere. */
  public Stamp stamp() {
    long own = ownChanges.get();
    var last = seen;
    long now = System.nanoTime();
    if (last.at() == Long.MIN_VALUE || now - last.at() > INTERVAL) {
      last = read(now);
      seen = last;
    }
    return new Stamp(last.rows(), last.position(), own);
  }

  /**
   * In the transaction that changes something.
   *
   * @param room whose change it is
   * @param subject what has changed: an identifier, no personal data
   * @param change one word
   */
  public void write(String room, String subject, String change, Instant at) {
    registry
        .sql(
            """
            insert into core.change_feed (at, room, subject, change)
            values (:at, :room, :subject, :change)
            """)
        .param("at", at.atOffset(ZoneOffset.UTC))
        .param("room", room)
        .param("subject", subject)
        .param("change", change)
        .update();
  }

  /** After that transaction: this process need not wait for the feed. */
  public void changed() {
    ownChanges.incrementAndGet();
  }

  // The highest position alone would miss a row whose transaction committed after a later one's.
  private Seen read(long now) {
    return registry
        .sql("select count(*), coalesce(max(position), 0) from core.change_feed")
        .query((row, n) -> new Seen(row.getLong(1), row.getLong(2), now))
        .single();
  }

  private record Seen(long rows, long position, long at) {}

  /** A state of the feed. */
  public record Stamp(long rows, long position, long own) {}
}
