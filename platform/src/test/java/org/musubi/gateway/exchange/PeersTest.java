package org.musubi.gateway.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.musubi.core.MemberId;
import org.musubi.ihe.HomeCommunityId;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class PeersTest {
  private final MemberId busy = MemberId.next(Clock.systemUTC());
  private final MemberId other = MemberId.next(Clock.systemUTC());
  private final Peers.Peer peer =
      new Peers(
              Clock.systemUTC(),
              new Binder(
                      new MapConfigurationPropertySource(
                          Map.of(
                              "musubi.gateway.per-community", "3",
                              "musubi.gateway.member-per-community", "2")))
                  .bindOrCreate("musubi.gateway", GatewayProperties.class))
          .of(HomeCommunityId.parse("urn:oid:1.2.3"));

  @Test
  void aMemberThatHasTakenItsShareLeavesThePlacesOfTheOthers() {
    assertThat(peer.enter(busy, Duration.ZERO)).isPresent();
    assertThat(peer.enter(busy, Duration.ZERO)).isPresent();

    assertThat(peer.enter(busy, Duration.ZERO)).isEmpty();
    assertThat(peer.enter(other, Duration.ZERO)).isPresent();
  }

  @Test
  void whatWasRefusedForWantOfAPlaceCostsNoShare() {
    var first = peer.enter(busy, Duration.ZERO).orElseThrow();
    assertThat(peer.enter(busy, Duration.ZERO)).isPresent();
    assertThat(peer.enter(other, Duration.ZERO)).isPresent();
    assertThat(peer.enter(other, Duration.ZERO)).isEmpty();

    first.close();

    assertThat(peer.enter(other, Duration.ZERO)).isPresent();
    assertThat(peer.enter(busy, Duration.ZERO)).isEmpty();
  }

  @Test
  void whoWaitsForAPlaceGetsItWhenOneIsGivenBack() throws Exception {
    var first = peer.enter(busy, Duration.ZERO).orElseThrow();
    assertThat(peer.enter(busy, Duration.ZERO)).isPresent();
    var waiting = CompletableFuture.supplyAsync(() -> peer.enter(busy, Duration.ofMinutes(1)));

    first.close();

    assertThat(waiting.get()).isPresent();
  }
}
