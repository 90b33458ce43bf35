package org.musubi.gateway.exchange;

import java.io.IOException;
import java.time.Duration;
import org.musubi.core.store.DataProperties;
import org.musubi.facility.PlatformIdentity;
import org.musubi.ihe.documents.Spool;
import org.musubi.ihe.soap.SoapClient;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The spool, and the client by which communities are asked. */
@Configuration(value = "gateway.Wire", proxyBeanMethods = false)
@EnableConfigurationProperties(GatewayProperties.class)
class Wire {
  private static final Duration CONNECT = Duration.ofSeconds(3);

  @Bean(destroyMethod = "close")
  Spool spool(DataProperties data, GatewayProperties properties) throws IOException {
    return Spool.open(data.data().resolve("spool"), properties.spool().toBytes());
  }

  @Bean(destroyMethod = "close")
  SoapClient communitiesClient(PlatformIdentity platform, GatewayProperties properties) {
    return SoapClient.open(platform.outbound(), CONNECT, properties.perCommunity());
  }
}
