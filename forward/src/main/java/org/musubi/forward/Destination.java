package org.musubi.forward;

import java.util.List;

/** Where entries go. */
interface Destination extends AutoCloseable {
  /**
   * Sends entries in their order and returns when the receiver has confirmed all of them. Waits as
   * long as that takes, and says so now and then. After an exception any of them may have arrived.
   */
  void deliver(List<Passed> entries) throws InterruptedException;

  @Override
  void close();
}
