package org.musubi.gateway.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.musubi.core.PurposeOfUse;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class GatewayPropertiesTest {
  private static GatewayProperties with(Map<String, String> settings) {
    return new Binder(new MapConfigurationPropertySource(settings))
        .bindOrCreate("musubi.gateway", GatewayProperties.class);
  }

  @Test
  void defaults() {
    assertThat(with(Map.of()))
        .isEqualTo(
            new GatewayProperties(
                "urn:oid:2.25.252926461431288967451118795078788194689",
                Duration.ofSeconds(10),
                Duration.ofMinutes(5),
                Duration.ofSeconds(10),
                DataSize.ofKilobytes(64),
                DataSize.ofMegabytes(1),
                DataSize.ofMegabytes(8),
                256,
                DataSize.ofGigabytes(1),
                DataSize.ofGigabytes(4),
                64,
                64,
                32,
                8,
                5,
                Duration.ofSeconds(10),
                50_000,
                Duration.ofMinutes(10),
                Set.of(PurposeOfUse.TREATMENT),
                Duration.ofSeconds(60)));
  }

  @Test
  void aLimitOfNothingIsRefused() {
    assertThatThrownBy(() -> with(Map.of("musubi.gateway.per-member", "0")))
        .hasRootCauseMessage("musubi.gateway.per-member must be positive");
  }
}
