package org.musubi.gateway.exchange;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.musubi.core.MemberId;
import org.musubi.ihe.HomeCommunityId;
import org.springframework.stereotype.Component;

/** What is kept of each community between exchanges: its breaker, and how many are under way. */
@Component("gateway.Peers")
final class Peers {
  private final ConcurrentMap<HomeCommunityId, Peer> peers = new ConcurrentHashMap<>();
  private final InstantSource clock;
  private final GatewayProperties properties;

  Peers(InstantSource clock, GatewayProperties properties) {
    this.clock = clock;
    this.properties = properties;
  }

  /** A place among the exchanges with a community, given back when closed. */
  interface Place extends AutoCloseable {
    @Override
    void close();
  }

  /** One community. */
  static final class Peer {
    private final Breaker breaker;
    private final Semaphore places;
    private final ConcurrentMap<MemberId, Semaphore> shares = new ConcurrentHashMap<>();
    private final int share;

    private Peer(Breaker breaker, int places, int share) {
      this.breaker = breaker;
      this.places = new Semaphore(places);
      this.share = share;
    }

    Breaker breaker() {
      return breaker;
    }

    /**
     * A place for an exchange that this Member asked for: within its share, so that no Member takes
     * all the places of a community. Waits for one at most so long.
     */
    Optional<Place> enter(MemberId asker, Duration patience) {
      var own = shares.computeIfAbsent(asker, unseen -> new Semaphore(share));
      long until = System.nanoTime() + patience.toNanos();
      if (!taken(own, until)) {
        return Optional.empty();
      }
      if (!taken(places, until)) {
        own.release();
        return Optional.empty();
      }
      return Optional.of(() -> {
        places.release();
        own.release();
      });
    }

    private static boolean taken(Semaphore semaphore, long until) {
      try {
        return semaphore.tryAcquire(until - System.nanoTime(), TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
  }

  Peer of(HomeCommunityId home) {
    return peers.computeIfAbsent(
        home,
        unknown ->
            new Peer(
                new Breaker(clock, properties.breakerFailures(), properties.breakerPause()),
                properties.perCommunity(),
                properties.memberPerCommunity()));
  }
}
