package org.musubi.gateway.iti20;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.musubi.facility.DoorProperties;
import org.musubi.facility.ServerTls;
import org.musubi.ihe.atna.Framing;
import org.musubi.ihe.atna.ReceiverLimits;
import org.musubi.ihe.atna.SyslogReceiver;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The door for syslog: RFC 5425 over TLS for Members, with the trust of the door for transactions,
 * and RFC 5426 by datagram where the configuration opens it.
 */
@Component("gateway.SyslogDoor")
final class SyslogDoor implements SmartLifecycle {
  private final SyslogProperties properties;
  private final DoorProperties doors;
  private final ServerTls tls;
  private final SyslogInbox inbox;
  private final Clock clock;
  private volatile @Nullable SyslogReceiver receiver;
  private volatile @Nullable InetSocketAddress overTls;
  private volatile @Nullable InetSocketAddress byDatagram;

  SyslogDoor(
      SyslogProperties properties,
      DoorProperties doors,
      ServerTls tls,
      SyslogInbox inbox,
      Clock clock) {
    this.properties = properties;
    this.doors = doors;
    this.tls = tls;
    this.inbox = inbox;
    this.clock = clock;
  }

  @Override
  public void start() {
    if (!properties.enabled() || receiver != null) {
      return;
    }
    var limits =
        new ReceiverLimits(
            properties.connections(),
            (int) properties.message().toBytes(),
            (int) properties.held().toBytes(),
            properties.idle());
    var opened = new SyslogReceiver(limits, clock, inbox);
    try {
      overTls = overTls(opened);
      byDatagram = byDatagram(opened);
    } catch (RuntimeException failed) {
      opened.close();
      throw failed;
    }
    receiver = opened;
  }

  private InetSocketAddress overTls(SyslogReceiver opened) {
    try {
      return opened.listenTls(at(properties.port()), tls.members(), Framing.OCTET_COUNTING);
    } catch (IOException taken) {
      throw new PortInUseException(properties.port(), taken);
    }
  }

  private @Nullable InetSocketAddress byDatagram(SyslogReceiver opened) {
    var port = properties.udpPort();
    try {
      return port == null ? null : opened.listenUdp(at(port));
    } catch (IOException taken) {
      throw new PortInUseException(port == null ? 0 : port, taken);
    }
  }

  private InetSocketAddress at(int port) {
    return new InetSocketAddress(doors.bind(), port);
  }

  /** Where it listens over TLS; null while it does not. */
  @Nullable InetSocketAddress overTls() {
    return overTls;
  }

  /** Where it listens for datagrams; null while it does not. */
  @Nullable InetSocketAddress byDatagram() {
    return byDatagram;
  }

  @Override
  public void stop() {
    var open = receiver;
    receiver = null;
    if (open != null) {
      open.close();
    }
  }

  @Override
  public boolean isRunning() {
    return receiver != null;
  }
}
