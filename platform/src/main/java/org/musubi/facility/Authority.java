package org.musubi.facility;

import java.time.InstantSource;
import org.musubi.audit.AuditTrail;
import org.musubi.core.store.DataProperties;
import org.musubi.core.store.Registry;
import org.musubi.facility.ca.CertificateAuthority;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Opens the CA, once the operator in whose name it signs is registered. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({
  AttributionProperties.class,
  CaProperties.class,
  DoorProperties.class,
  OperatorProperties.class
})
class Authority {
  @Bean
  CertificateAuthority certificateAuthority(
      Operator operator,
      DataProperties data,
      CaProperties life,
      @Registry JdbcClient registry,
      AuditTrail audit,
      InstantSource clock) {
    return CertificateAuthority.open(
        data.data().resolve("secrets"),
        operator.member().name(),
        life.root(),
        registry,
        audit,
        clock,
        operator.actor());
  }
}
