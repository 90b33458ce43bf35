package org.musubi.services.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.musubi.ihe.Oid;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** The defaults are part of the contract: a changed one must be seen here. */
class RecordsPropertiesTest {
  private static RecordsProperties bind(Map<String, String> further) {
    var values = new HashMap<String, String>();
    values.put("home", "urn:oid:1.2.392.200250.9.1");
    values.put("name", "東");
    values.put("assigner", "1.2.392.200250.9.1.1");
    values.put("repository", "1.2.392.200250.9.1.2");
    values.put("credentials", "c");
    values.putAll(further);
    var prefixed = new HashMap<String, String>();
    values.forEach((key, value) -> prefixed.put("musubi.records." + key, value));
    return new Binder(new MapConfigurationPropertySource(prefixed))
        .bind("musubi.records", RecordsProperties.class)
        .get();
  }

  @Test
  void theDefaultsAreThese() {
    var properties = bind(Map.of());

    assertThat(properties.bind()).isEqualTo("127.0.0.1");
    assertThat(properties.port()).isEqualTo(8460);
    assertThat(properties.data()).isEqualTo(Path.of("var/records"));
    assertThat(properties.gatewayCertificates()).isNull();
    assertThat(properties.memberCertificates()).isNull();
    assertThat(properties.issuers()).isNull();
    assertThat(properties.insuredAssigner()).isNull();
    assertThat(properties.otherRepositories()).isEmpty();
    assertThat(properties.ssMix2()).isEmpty();
    assertThat(properties.ssMix2Rescan()).isEqualTo(Duration.ofSeconds(30));
    assertThat(properties.documents()).isEmpty();
    assertThat(properties.acceptedAudiences()).isEqualTo(Set.of("urn:oid:1.2.392.200250.9.1"));
    assertThat(properties.database())
        .isEqualTo(new RecordsProperties.Database("", "musubi", "", 8));
    assertThat(properties.platform())
        .isEqualTo(new RecordsProperties.Platform(null, null, null, Duration.ofSeconds(30)));
    assertThat(properties.limits())
        .isEqualTo(
            new RecordsProperties.Limits(
                1_073_741_824L,
                256,
                4_294_967_296L,
                1000,
                Duration.ofSeconds(15),
                1024,
                Duration.ofMinutes(15),
                256));
  }

  @Test
  void everyKeyCanBeSet() {
    var properties =
        bind(
            Map.of(
                "audiences", "urn:a,urn:b",
                "ss-mix2", "/x,/y",
                "documents", "classpath:demo/west,/z",
                "gateway-certificates", "g.pem",
                "platform.query", "https://127.0.0.1:1/iti38",
                "insured-assigner", "1.2.3",
                "limits.idle", "3s"));

    assertThat(properties.acceptedAudiences()).containsExactlyInAnyOrder("urn:a", "urn:b");
    assertThat(properties.ssMix2()).containsExactly(Path.of("/x"), Path.of("/y"));
    assertThat(properties.documents()).containsExactly("classpath:demo/west", "/z");
    assertThat(properties.insuredAssigner()).isEqualTo(new Oid("1.2.3"));
    assertThat(properties.platform().query()).hasToString("https://127.0.0.1:1/iti38");
    assertThat(properties.limits().idle()).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void aHomeThatIsNoUrnIsRefused() {
    var properties = bind(Map.of("home", "1.2.3"));

    assertThatThrownBy(properties::community).isInstanceOf(IllegalArgumentException.class);
  }
}
