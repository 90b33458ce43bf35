package org.musubi.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.musubi.support.TestDatabase;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

class AuditConfigurationTest {
  private static final TestDatabase DATABASE = TestDatabase.fresh();

  @TempDir Path data;

  @Configuration(proxyBeanMethods = false)
  @ComponentScan({"org.musubi.core.store", "org.musubi.audit"})
  static class TwoRooms {}

  private ConfigurableApplicationContext start() {
    return new SpringApplicationBuilder(TwoRooms.class)
        .web(WebApplicationType.NONE)
        .logStartupInfo(false)
        .properties(DATABASE.properties(data))
        .run();
  }

  @Test
  void theTrailOpensAndClosesWithTheContext() {
    Receipt receipt;
    try (var context = start()) {
      receipt = context.getBean(AuditTrail.class).before(Trails.intention());
      assertThat(context.getBean(AuditHealth.class).state().writing()).isTrue();
    }
    try (var context = start()) {
      assertThat(context.getBean(AccessHistory.class).act(receipt.act()))
          .get()
          .extracting(Access::position)
          .isEqualTo(receipt.position());
    }
  }

  @Test
  void defaultsAreWhatTheDocumentsSay() {
    assertThat(bind(Map.of()))
        .isEqualTo(
            new AuditProperties(
                "musubi.invalid/audit",
                256,
                Duration.ofMillis(100),
                Duration.ofSeconds(1),
                Duration.ofSeconds(10),
                10_000,
                DataSize.ofMegabytes(16),
                false,
                false));
  }

  @Test
  void aBatchOfNothingIsRefused() {
    assertThatThrownBy(() -> bind(Map.of("musubi.audit.batch", "0")))
        .hasRootCauseMessage("musubi.audit.batch is 1 to 4096 and musubi.audit.waiting at least 1");
  }

  private static AuditProperties bind(Map<String, String> values) {
    return new Binder(new MapConfigurationPropertySource(values))
        .bindOrCreate("musubi.audit", AuditProperties.class);
  }
}
