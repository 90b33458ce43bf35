package org.musubi.audit.spi;

import java.net.InetAddress;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.musubi.core.MemberId;

/**
 * Whose an address was. Says nothing about who really sent: an address can be forged where nothing
 * else shows the sender.
 */
public interface Attribution {
  /**
   * Who had an address at a time.
   *
   * @return empty when nobody is known to have had it
   */
  Optional<Attributed> at(InetAddress address, Instant instant);

  /**
   * Whose an address was.
   *
   * @param member the Member, registered then
   * @param device which of its devices; null when that is not known
   * @param proof how this is known, e.g. {@code configuration 192.0.2.0/24}
   */
  record Attributed(MemberId member, @Nullable String device, String proof) {}
}
