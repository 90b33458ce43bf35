package org.musubi.gateway.iti20;

import java.net.InetAddress;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.musubi.audit.spi.Attribution.Attributed;
import org.musubi.core.Actor;

/**
 * Who sent a report, and what shows it.
 *
 * @param actor the Member's system
 * @param way how it came
 * @param address where it came from
 * @param attributed whose that address is; empty when nobody's
 * @param missed datagrams of the same source that were thrown away before it
 * @param correlation of the request that it came with; null for a message of its own
 */
public record Sender(
    Actor actor,
    Way way,
    InetAddress address,
    Optional<Attributed> attributed,
    long missed,
    @Nullable UUID correlation) {

  /** The ways by which reports come. */
  public enum Way {
    /** Syslog over TLS: the certificate shows the sender. */
    TLS,
    /** Syslog by datagram: nothing shows the sender, and the address may be forged. */
    UDP,
    /** FHIR over HTTPS: the certificate shows the sender. */
    HTTPS
  }

  /** The name of the device by its address; null when it is not known. */
  @Nullable String device() {
    return attributed
        .filter(whose -> whose.member().equals(actor.member()))
        .map(Attributed::device)
        .orElse(null);
  }
}
