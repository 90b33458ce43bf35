package org.musubi.audit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Where callers leave work and the sequencer waits for it. */
final class Bell {
  private static final long MOST_BYTES = 8L << 20;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition rung = lock.newCondition();
  private final ArrayDeque<Work> queue = new ArrayDeque<>();
  private final AuditProperties properties;
  private boolean now;
  private boolean outbox = true;
  private boolean closing;
  private long lazyUntil;
  private long pollAt = System.nanoTime();
  private int unawaited;

  Bell(AuditProperties properties) {
    this.properties = properties;
  }

  /** What the sequencer woke for. */
  record Call(List<Work> work, boolean outbox, boolean closing) {}

  /**
   * Leaves works side by side, all or none; false when the bell takes none any more, or too much
   * waits already.
   */
  boolean leave(List<Work> works, boolean urgent) {
    lock.lock();
    try {
      int more = (int) works.stream().filter(work -> work.told() == null).count();
      if (closing || (more > 0 && unawaited >= properties.waiting())) {
        return false;
      }
      if (queue.isEmpty()) {
        lazyUntil = System.nanoTime() + properties.lag().toNanos();
      }
      queue.addAll(works);
      unawaited += more;
      now |= urgent;
      rung.signal();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Puts back what a full disk refused, for the next poll. */
  void putBack(List<Work> works) {
    lock.lock();
    try {
      works.reversed().forEach(queue::addFirst);
      unawaited += works.size();
      lazyUntil = System.nanoTime() + properties.poll().toNanos();
    } finally {
      lock.unlock();
    }
  }

  /** The outbox holds something new. */
  void ringForOutbox() {
    lock.lock();
    try {
      outbox = true;
      rung.signal();
    } finally {
      lock.unlock();
    }
  }

  void close() {
    lock.lock();
    try {
      closing = true;
      rung.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until there is something to do. Never interrupted. */
  Call await() {
    lock.lock();
    try {
      while (!closing && !now && !outbox) {
        long until = queue.isEmpty() ? pollAt : Math.min(lazyUntil, pollAt);
        long left = until - System.nanoTime();
        if (left <= 0) {
          break;
        }
        pause(left);
      }
      return call();
    } finally {
      lock.unlock();
    }
  }

  private Call call() {
    boolean poll = pollAt - System.nanoTime() <= 0;
    boolean askOutbox = outbox || poll || closing;
    if (askOutbox) {
      pollAt = System.nanoTime() + properties.poll().toNanos();
    }
    var work = new ArrayList<Work>();
    long bytes = 0;
    while (work.size() < properties.batch() && bytes < MOST_BYTES && !queue.isEmpty()) {
      var next = queue.remove();
      unawaited -= next.told() == null ? 1 : 0;
      bytes += next.bytes().length;
      work.add(next);
    }
    now = !queue.isEmpty();
    outbox = false;
    return new Call(work, askOutbox, closing && queue.isEmpty());
  }

  private void pause(long nanos) {
    try {
      rung.awaitNanos(nanos);
    } catch (InterruptedException e) {
      // The sequencer ends by close() only: an interrupt in the middle of a force helps nobody.
    }
  }
}
