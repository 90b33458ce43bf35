package org.musubi.ihe.atna;

import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.time.Instant;

/**
 * A syslog message as it arrived, not yet read.
 *
 * @param message its bytes, without framing
 * @param whole false when the end of the stream may have cut it
 * @param from the address it came from; over UDP anybody can write any address there
 * @param transport the way it came
 * @param arrived when, by the receiver's clock
 */
public record Received(
    Octets message, boolean whole, InetSocketAddress from, Transport transport, Instant arrived) {
  /** The way a message came. */
  public sealed interface Transport {}

  /**
   * TLS with mutual authentication (RFC 5425).
   *
   * @param peer the certificate of the sender
   */
  public record Tls(X509Certificate peer) implements Transport {}

  /**
   * A datagram (RFC 5426): no confidentiality, no authentication, may be lost or cut on the way.
   */
  public record Udp() implements Transport {}
}
