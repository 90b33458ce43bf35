package org.musubi.ihe.atna;

import java.time.Duration;

/**
 * What a receiver bears. Ours: RFC 5425 asks for 2,048 bytes at least and 8,192 rather, ITI-20 for
 * no limit.
 *
 * @param connections TLS connections at a time, a quarter of them (and at least eight) from one
 *     address; further ones are closed at once
 * @param messageBytes bytes of one message
 * @param heldBytes bytes of all messages that are held while they are taken or wait for it; beyond
 *     that nothing more is read
 * @param idle how long a connection may be silent, a handshake may take, and a begun message may
 *     take to arrive; the sender is expected to come again
 */
public record ReceiverLimits(int connections, int messageBytes, int heldBytes, Duration idle) {
  /** Checks that each is positive, and one message can be held. */
  public ReceiverLimits {
    if (connections < 1 || messageBytes < 1 || heldBytes < messageBytes || idle.toMillis() < 1) {
      throw new IllegalArgumentException("limits are positive, and one message can be held");
    }
  }

  /** 1,000 connections, messages of 1 MB, 16 MB in all, ten minutes. */
  public static ReceiverLimits usual() {
    return new ReceiverLimits(
        1_000, AuditMessage.MAX_BYTES + 4096, 16 * 1024 * 1024, Duration.ofMinutes(10));
  }
}
