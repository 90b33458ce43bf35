package org.musubi.facility;

import java.net.InetAddress;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.musubi.audit.spi.Attribution;
import org.musubi.core.MemberId;
import org.springframework.stereotype.Component;

/**
 * Whose an address is, by the configured table, until the network function ({@code ix}) knows it by
 * time. Whom the registry does not know has no addresses.
 */
@Component
class ConfiguredAttribution implements Attribution {
  private final List<Row> rows;
  private final Facilities facilities;
  private final Set<MemberId> registered = ConcurrentHashMap.newKeySet();

  ConfiguredAttribution(AttributionProperties properties, Facilities facilities) {
    this.facilities = facilities;
    this.rows =
        properties.sources().stream()
            .map(source ->
                new Row(
                    Prefix.parse(source.prefix()),
                    MemberId.parse(source.member()),
                    source.device()))
            .sorted(Comparator.comparingInt((Row row) -> row.prefix().bits()).reversed())
            .toList();
  }

  private record Row(Prefix prefix, MemberId member, @Nullable String device) {}

  @Override
  public Optional<Attributed> at(InetAddress address, Instant instant) {
    return rows.stream()
        .filter(row -> row.prefix().contains(address))
        .findFirst()
        .filter(row -> isRegistered(row.member()))
        .map(row -> new Attributed(row.member(), row.device(), "configuration " + row.prefix()));
  }

  /** Members are never taken out of the registry, so who was found is not looked for again. */
  private boolean isRegistered(MemberId member) {
    if (registered.contains(member)) {
      return true;
    }
    boolean known = facilities.member(member).isPresent();
    if (known) {
      registered.add(member);
    }
    return known;
  }
}
