package org.musubi.gateway.exchange;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.musubi.core.MemberId;
import org.musubi.facility.PlatformIdentity;
import org.musubi.ihe.soap.SoapClient;
import org.springframework.stereotype.Component;

/**
 * A client for each Member that runs communities: its connections and TLS sessions were made with
 * that Member's certificate, and are used for no other's route, even at the same address.
 */
@Component("gateway.Clients")
final class Clients implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(3);

  private final ConcurrentMap<MemberId, SoapClient> clients = new ConcurrentHashMap<>();
  private final PlatformIdentity platform;
  private final int perPeer;

  Clients(PlatformIdentity platform, GatewayProperties properties) {
    this.platform = platform;
    this.perPeer = properties.perCommunity();
  }

  /** The client that reaches this Member and nobody else. */
  SoapClient towards(MemberId member) {
    return clients.computeIfAbsent(
        member, one -> SoapClient.open(platform.outbound(one), CONNECT, perPeer));
  }

  @Override
  public void close() {
    clients.values().forEach(SoapClient::close);
  }
}
