package org.musubi.facility.ca;

import java.security.PublicKey;
import java.time.Instant;
import java.util.List;
import org.musubi.core.MemberId;

/**
 * What is to be certified.
 *
 * @param profile for what
 * @param member for whom: its id becomes the CN
 * @param memberName its Japanese name: becomes the O
 * @param hosts DNS names and IPv4 addresses for the subjectAltName; may be empty for signing keys
 * @param key the public key
 * @param notBefore start of validity
 * @param notAfter end of validity, to the second
 */
public record Order(
    Profile profile,
    MemberId member,
    String memberName,
    List<String> hosts,
    PublicKey key,
    Instant notBefore,
    Instant notAfter) {
  public Order {
    hosts = List.copyOf(hosts);
    if (!notBefore.isBefore(notAfter)) {
      throw new IllegalArgumentException("the validity ends before it begins");
    }
  }
}
