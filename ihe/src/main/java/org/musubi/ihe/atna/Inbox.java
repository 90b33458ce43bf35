package org.musubi.ihe.atna;

import java.net.InetSocketAddress;

/**
 * Who takes what a receiver gets. Called by many threads at once. While a call lasts, nothing more
 * is read from that connection: whoever is slow slows the sender down, and nothing is thrown away.
 * (A datagram socket cannot do that; its kernel drops, uncounted, when its buffer is full.)
 */
public interface Inbox {
  /**
   * Takes a message. An exception ends the connection, so that the sender keeps the rest; a
   * datagram is then lost and counted.
   */
  void take(Received received) throws Exception;

  /**
   * A connection or datagram was not accepted, or a connection ended otherwise than between two
   * messages.
   *
   * @param from where it came from
   * @param reason in English, without anything that was sent
   */
  default void failed(InetSocketAddress from, String reason) {}
}
