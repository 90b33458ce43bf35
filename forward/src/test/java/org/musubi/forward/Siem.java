package org.musubi.forward;

import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.musubi.ihe.atna.Framing;
import org.musubi.ihe.atna.Reading;
import org.musubi.ihe.atna.Received;
import org.musubi.ihe.atna.ReceiverLimits;
import org.musubi.ihe.atna.Syslog;
import org.musubi.ihe.atna.SyslogReceiver;
import org.musubi.ihe.tls.TlsMaterial;

/** A real receiver on a port that stays its own, and what it was sent. */
final class Siem implements AutoCloseable {
  private static final Pattern POSITION = Pattern.compile(" position=\"(\\d+)\"");

  final List<String> messages = new CopyOnWriteArrayList<>();
  final int port;
  private final TlsMaterial material;
  private SyslogReceiver receiver;

  Siem(TlsMaterial material) throws Exception {
    this.material = material;
    try (var probe = new ServerSocket(0)) {
      port = probe.getLocalPort();
    }
  }

  Siem opened() throws Exception {
    receiver =
        new SyslogReceiver(
            new ReceiverLimits(8, 2_000_000, 8_000_000, Duration.ofSeconds(30)),
            Clock.systemUTC(),
            this::take);
    receiver.listenTls(new InetSocketAddress("127.0.0.1", port), material, Framing.OCTET_COUNTING);
    return this;
  }

  private void take(Received received) {
    messages.add(received.message().text());
  }

  /** The positions in the order in which they came first. */
  List<Long> positions() {
    var found = new ArrayList<Long>();
    for (var message : messages) {
      Matcher position = POSITION.matcher(message);
      if (position.find() && !found.contains(Long.valueOf(position.group(1)))) {
        found.add(Long.valueOf(position.group(1)));
      }
    }
    return found;
  }

  boolean has(long position) {
    return messages.stream().anyMatch(each -> each.contains(" position=\"" + position + "\""));
  }

  static Syslog read(String message) {
    var at = Instant.parse("2026-11-25T00:00:02Z");
    return Syslog.read(Trail.bytes(message), at, ZoneOffset.UTC)
            instanceof Reading.Accepted<Syslog>(Syslog value)
        ? value
        : null;
  }

  @Override
  public void close() {
    if (receiver != null) {
      receiver.close();
    }
  }
}
