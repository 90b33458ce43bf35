package org.musubi.gateway.exchange;

import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import org.musubi.ihe.HomeCommunityId;
import org.springframework.stereotype.Component;

/** What is kept of each community between exchanges: its breaker, and how many are under way. */
@Component("gateway.Peers")
final class Peers {
  /** One community. */
  record Peer(Breaker breaker, Semaphore places) {}

  private final ConcurrentMap<HomeCommunityId, Peer> peers = new ConcurrentHashMap<>();
  private final InstantSource clock;
  private final GatewayProperties properties;

  Peers(InstantSource clock, GatewayProperties properties) {
    this.clock = clock;
    this.properties = properties;
  }

  Peer of(HomeCommunityId home) {
    return peers.computeIfAbsent(
        home,
        unknown ->
            new Peer(
                new Breaker(clock, properties.breakerFailures(), properties.breakerPause()),
                new Semaphore(properties.perCommunity())));
  }
}
