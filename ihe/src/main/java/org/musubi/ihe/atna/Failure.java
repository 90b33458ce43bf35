package org.musubi.ihe.atna;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.musubi.ihe.atna.Received.Transport;

/**
 * A connection or datagram that was not accepted, or a connection that ended otherwise than between
 * two messages.
 *
 * @param from where it came from
 * @param cause what went wrong
 * @param reason the same in English, more closely, without anything that was sent
 * @param transport the way it came; null as long as no sender was shown
 */
public record Failure(
    InetSocketAddress from, Cause cause, String reason, @Nullable Transport transport) {
  /** What can go wrong. */
  public enum Cause {
    /** All places are taken. */
    TOO_MANY_CONNECTIONS,
    /** The sender showed no certificate. */
    NO_CERTIFICATE,
    /** The sender's certificate is not trusted. */
    CERTIFICATE_REFUSED,
    /** The handshake failed otherwise. */
    HANDSHAKE_FAILED,
    /** A stream that cannot be told apart into messages. */
    BROKEN_FRAME,
    /** A datagram larger than the limit. */
    TOO_LARGE,
    /** Nothing came for too long, or a message did not end. */
    SILENT,
    /** The connection broke. */
    BROKEN_OFF,
    /** The inbox did not take what came. */
    NOT_TAKEN,
    /** The receiver closes. */
    CLOSING
  }
}
