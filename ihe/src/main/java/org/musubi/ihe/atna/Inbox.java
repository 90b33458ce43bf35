package org.musubi.ihe.atna;

import java.util.List;

/**
 * Who takes what a receiver gets. Called by many threads at once. What arrives on a connection
 * while a call for it lasts waits, up to a bound, and is handed over together in the next call;
 * beyond the bound nothing more is read from that connection: whoever is slow slows the sender
 * down, and nothing is thrown away. (A datagram socket cannot do that; its kernel drops, uncounted,
 * when its buffer is full.)
 */
public interface Inbox {
  /**
   * Takes a message. An exception ends the connection, so that the sender keeps the rest; a
   * datagram is then lost and counted.
   */
  void take(Received received) throws Exception;

  /**
   * Takes messages of one connection, in their order. An exception ends the connection, and none of
   * them counts as taken.
   */
  default void take(List<Received> received) throws Exception {
    for (var one : received) {
      take(one);
    }
  }

  /** Hears of what was not accepted, and of connections that did not end well. */
  default void failed(Failure failure) {}
}
