package org.musubi.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.musubi.core.MemberId;
import org.musubi.gateway.exchange.GatewayProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class LoadTest {
  private final Load load =
      new Load(
          new Binder(new MapConfigurationPropertySource(Map.of("musubi.gateway.per-member", "2")))
              .bindOrCreate("musubi.gateway", GatewayProperties.class));
  private final MemberId one = MemberId.next(Clock.systemUTC());
  private final MemberId other = MemberId.next(Clock.systemUTC());

  @Test
  void whatIsBeyondAMembersShareIsRefusedAtOnceAndOthersAreServed() throws Exception {
    try (var first = load.enter(one);
        var second = load.enter(one)) {
      assertThatThrownBy(() -> load.enter(one).close())
          .isInstanceOfSatisfying(
              Turned.class, turned -> assertThat(turned.fault().httpStatus()).isEqualTo(500));
      load.enter(other).close();
    }
  }

  @Test
  void aPlaceIsFreeAgainWhenItsRequestEnded() throws Exception {
    load.enter(one).close();
    load.enter(one).close();

    load.enter(one).close();
  }
}
