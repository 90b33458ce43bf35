package org.musubi.ihe.atna;

import java.time.Duration;

/**
 * How a sender behaves.
 *
 * @param host the receiver's name, which its certificate must have
 * @param port the receiver's port; 6514 by RFC 5425
 * @param capacity messages held at most, whether waiting or written and not confirmed
 * @param messageBytes bytes of one message at most
 * @param settle how long nothing must have been written before what was written gets confirmed
 * @param patience how long to connect, to write, or to wait for the confirmation
 * @param firstPause the pause after a first failure; doubled after each further one
 * @param longestPause the longest pause
 */
public record SenderSettings(
    String host,
    int port,
    int capacity,
    int messageBytes,
    Duration settle,
    Duration patience,
    Duration firstPause,
    Duration longestPause) {
  /** The port that RFC 5425 registers. */
  public static final int PORT = 6514;

  /** Checks that each is positive. */
  public SenderSettings {
    if (port < 1 || port > 65_535 || capacity < 2 || messageBytes < 1) {
      throw new IllegalArgumentException("a port, a capacity of two or more, a size are needed");
    }
    if (!settle.isPositive()
        || patience.toMillis() < 1
        || firstPause.toMillis() < 1
        || longestPause.compareTo(firstPause) < 0) {
      throw new IllegalArgumentException("durations are positive, the longest pause the longest");
    }
  }

  /** 10,000 messages of 1 MB, confirmed after 30 s, patience 30 s, pauses from 0.2 s to 30 s. */
  public static SenderSettings usual(String host, int port) {
    return new SenderSettings(
        host,
        port,
        10_000,
        AuditMessage.MAX_BYTES + 4096,
        Duration.ofSeconds(30),
        Duration.ofSeconds(30),
        Duration.ofMillis(200),
        Duration.ofSeconds(30));
  }

  /** With another capacity and settling time. */
  public SenderSettings with(int messages, Duration settling) {
    return new SenderSettings(
        host, port, messages, messageBytes, settling, patience, firstPause, longestPause);
  }
}
