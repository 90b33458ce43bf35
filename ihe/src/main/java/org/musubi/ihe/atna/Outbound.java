package org.musubi.ihe.atna;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * The messages that a sender holds, in order: written and not confirmed, then waiting. Not safe for
 * many threads; the sender's lock guards it.
 */
final class Outbound {
  private final int capacity;
  private final ArrayDeque<Octets> written = new ArrayDeque<>();
  private final ArrayDeque<Octets> waiting = new ArrayDeque<>();
  private long queued;
  private long settled;
  private long repeated;
  private long presumed;

  Outbound(int capacity) {
    this.capacity = capacity;
  }

  boolean full() {
    return written.size() + waiting.size() >= capacity;
  }

  void add(Octets message) {
    waiting.add(message);
    queued++;
  }

  /** The next messages to write; from now on they are written and not confirmed. */
  List<Octets> next(int most) {
    var batch = new ArrayList<Octets>();
    while (batch.size() < most && !waiting.isEmpty()) {
      var message = waiting.remove();
      written.add(message);
      batch.add(message);
    }
    return batch;
  }

  /** All that was written has arrived. */
  void confirmed() {
    settled += written.size();
    written.clear();
  }

  /** The peer stands but does not answer: that it arrived is not known, and not tried for ever. */
  void presumed() {
    presumed += written.size();
    confirmed();
  }

  /** Nothing is known of what was written: it is written again, in its order, before all else. */
  void repeat() {
    repeated += written.size();
    for (Iterator<Octets> back = written.descendingIterator(); back.hasNext(); ) {
      waiting.addFirst(back.next());
    }
    written.clear();
  }

  List<Octets> left() {
    var left = new ArrayList<>(written);
    left.addAll(waiting);
    return left;
  }

  int waiting() {
    return waiting.size();
  }

  int written() {
    return written.size();
  }

  long queued() {
    return queued;
  }

  /** How many of the queued, from the first on, are done with. */
  long settled() {
    return settled;
  }

  long repeated() {
    return repeated;
  }

  long presumedArrived() {
    return presumed;
  }
}
