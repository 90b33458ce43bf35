package org.musubi.gateway.exchange;

import java.io.IOException;
import org.musubi.core.store.DataProperties;
import org.musubi.ihe.documents.Spool;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The spool, and the settings. */
@Configuration(value = "gateway.Wire", proxyBeanMethods = false)
@EnableConfigurationProperties(GatewayProperties.class)
class Wire {
  @Bean(destroyMethod = "close")
  Spool spool(DataProperties data, GatewayProperties properties) throws IOException {
    return Spool.open(data.data().resolve("spool"), properties.spool().toBytes());
  }
}
