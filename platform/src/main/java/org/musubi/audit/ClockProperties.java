package org.musubi.audit;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the clock that dates the trail is watched.
 *
 * @param every how often the clock is looked at
 * @param tolerance from what difference on the trail says so
 * @param servers NTP servers, names or addresses; none: only jumps are seen, not drift
 */
@ConfigurationProperties("musubi.audit.clock")
record ClockProperties(
    @DefaultValue("1m") Duration every,
    @DefaultValue("1s") Duration tolerance,
    @DefaultValue List<String> servers) {
  ClockProperties {
    servers = List.copyOf(servers);
    if (every.compareTo(Duration.ofSeconds(1)) < 0 || tolerance.toMillis() < 10) {
      throw new IllegalArgumentException(
          "musubi.audit.clock.every is at least 1s and musubi.audit.clock.tolerance at least 10ms");
    }
  }
}
