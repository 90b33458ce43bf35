package org.musubi.gateway.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.Map;
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
    assertThat(peer.enter(busy)).isPresent();
    assertThat(peer.enter(busy)).isPresent();

    assertThat(peer.enter(busy)).isEmpty();
    assertThat(peer.enter(other)).isPresent();
  }

  @Test
  void whatWasRefusedForWantOfAPlaceCostsNoShare() {
    var first = peer.enter(busy).orElseThrow();
    assertThat(peer.enter(busy)).isPresent();
    assertThat(peer.enter(other)).isPresent();
    assertThat(peer.enter(other)).isEmpty();

    first.close();

    assertThat(peer.enter(other)).isPresent();
    assertThat(peer.enter(busy)).isEmpty();
  }
}
