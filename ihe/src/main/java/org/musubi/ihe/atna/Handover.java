package org.musubi.ihe.atna;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * Between the thread that reads a connection and the one that has its messages taken: what arrives
 * while some are being taken is taken together afterwards. Bounded, on its own and together with
 * all others of the receiver; who reads waits while it is full.
 */
final class Handover {
  private static final int MOST = 256;
  private static final int MOST_BYTES = 1024 * 1024;

  /** Has messages taken. */
  interface Taker {
    /** False when nothing more may come. */
    boolean take(List<Received> together);
  }

  private final Semaphore held;
  private final Taker taker;
  private final ArrayDeque<Received> waiting = new ArrayDeque<>();
  private int bytes;
  private boolean taking;
  private boolean over;
  private boolean refused;

  /**
   * @param held a permit for each byte that all handovers together may hold
   */
  Handover(Semaphore held, Taker taker) {
    this.held = held;
    this.taker = taker;
  }

  /** Leaves a message; false once nothing more may come. */
  boolean put(Received received) throws InterruptedException {
    int more = received.message().size();
    held.acquire(more);
    boolean left = false;
    try {
      left = left(received, more);
    } finally {
      if (!left) {
        held.release(more);
      }
    }
    return left;
  }

  private synchronized boolean left(Received received, int more) throws InterruptedException {
    while (!refused
        && !waiting.isEmpty()
        && (waiting.size() >= MOST || bytes + more > MOST_BYTES)) {
      wait();
    }
    if (refused) {
      return false;
    }
    waiting.add(received);
    bytes += more;
    notifyAll();
    return true;
  }

  /** Nothing more comes: waits until all is taken; false when it was not. */
  synchronized boolean finish() throws InterruptedException {
    over = true;
    notifyAll();
    while (!refused && (taking || !waiting.isEmpty())) {
      wait();
    }
    return !refused;
  }

  /** Has taken what comes, until nothing more does. */
  void run() {
    boolean more = true;
    while (more) {
      var together = next();
      more = !together.isEmpty() && taker.take(together);
      taken(together, more || together.isEmpty());
    }
  }

  private synchronized List<Received> next() {
    while (waiting.isEmpty() && !over) {
      try {
        wait();
      } catch (InterruptedException hurry) {
        over = true;
      }
    }
    var together = new ArrayList<>(waiting);
    waiting.clear();
    bytes = 0;
    taking = !together.isEmpty();
    notifyAll();
    return together;
  }

  private synchronized void taken(List<Received> together, boolean well) {
    taking = false;
    refused |= !well;
    together.forEach(one -> held.release(one.message().size()));
    if (refused) {
      waiting.forEach(one -> held.release(one.message().size()));
      waiting.clear();
    }
    notifyAll();
  }
}
