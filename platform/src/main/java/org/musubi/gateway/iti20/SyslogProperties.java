package org.musubi.gateway.iti20;

import java.time.Duration;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.musubi.audit.Raw;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The door for syslog, {@code musubi.syslog.*}. The seeds leave the numbers open: each is a
 * proposal.
 *
 * @param enabled false: there is no door for syslog
 * @param port the door for audit messages and log lines over TLS (RFC 5425), with a Member's
 *     certificate; 0 takes any free one
 * @param udpPort the same by datagrams (RFC 5426), whose sender nothing shows, for devices that
 *     have nothing else; 0 takes any free one
 * @param connections most TLS connections at once
 * @param message largest message, at most 1 MB
 * @param held most bytes of messages that wait for the trail, those of all connections together;
 *     beyond that senders wait
 * @param idle longest silence of a connection, and longest time that a handshake or a message may
 *     take
 * @param datagrams most datagrams a second of one of {@code musubi.attribution.sources}; more are
 *     counted and thrown away
 * @param zone the zone of times that state none
 */
@ConfigurationProperties("musubi.syslog")
public record SyslogProperties(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("6514") int port,
    @Nullable Integer udpPort,
    @DefaultValue("200") int connections,
    @DefaultValue("256KB") DataSize message,
    @DefaultValue("8MB") DataSize held,
    @DefaultValue("10m") Duration idle,
    @DefaultValue("500") int datagrams,
    @DefaultValue("Asia/Tokyo") ZoneId zone) {

  public SyslogProperties {
    if (connections < 1 || datagrams < 1 || idle.toMillis() < 1) {
      throw new IllegalArgumentException("musubi.syslog has a number that is not positive");
    }
    if (message.toBytes() < 1
        || message.toBytes() > Raw.LONGEST
        || held.toBytes() < message.toBytes()
        || held.toBytes() > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "musubi.syslog.message is at most 1 MB, and one fits into musubi.syslog.held");
    }
  }
}
