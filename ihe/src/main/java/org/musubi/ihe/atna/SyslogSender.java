package org.musubi.ihe.atna;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.musubi.ihe.tls.TlsMaterial;

/**
 * Sends syslog over TLS (RFC 5425) with mutual authentication, connecting again as often as needed.
 *
 * <p><b>What {@link Offer#QUEUED} promises.</b> The message is held in this process's memory, not
 * on disk: if the process dies, it is lost, so whoever must not lose it has it elsewhere. While the
 * process lives, the message is written to a receiver, in order, and it is written again, before
 * all later ones, whenever a connection ends before the receiver has confirmed it: none is dropped,
 * some may come twice. RFC 5425 has no acknowledgement of the application; the confirmation used
 * here is the one that TLS has: the sender says {@code close_notify} after {@code settle} without
 * anything to write, or when half its capacity is written, and a receiver that answers with its own
 * has read all before (RFC 5425 section 4.4). Whether the receiver has stored it, only {@link
 * SyslogReceiver} promises. A receiver that stands but does not answer within {@code patience}
 * counts as having got it ({@link Counts#presumed}), or the same messages would be sent for ever; a
 * receiver that by itself says {@code close_notify} in the same instant cannot be told from one
 * that answers.
 *
 * <p><b>When there is no room</b>, {@link #offer} says so and {@link #put} waits; nothing already
 * queued is thrown away. Safe for use by many threads.
 */
public final class SyslogSender implements AutoCloseable {
  private static final Duration LAST_WORDS = Duration.ofSeconds(5);
  private static final int BATCH = 64;

  private final SenderSettings settings;
  private final SSLSocketFactory tls;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Outbound outbound;
  private final Thread worker;
  private @Nullable TlsLine line;
  private long refused;
  private long failures;
  private @Nullable String failure;
  private long wantedSettled;
  private boolean closing;
  private boolean stopped;

  /** What became of a message that was offered. */
  public enum Offer {
    /** It is held, see the class. */
    QUEUED,
    /** There is no room; it is not held. */
    FULL,
    /** It is larger than the settings allow; it is not held. */
    TOO_LARGE,
    /** The sender is closed; it is not held. */
    CLOSED
  }

  /**
   * What happened so far.
   *
   * @param queued messages that were held
   * @param refused messages that were not
   * @param settled messages that arrived or are presumed to have
   * @param presumed those of them that no answer confirmed
   * @param repeated messages written again; each counts as often as that happened
   * @param failures connections that could not be made or broke
   * @param waiting messages held now
   */
  public record Counts(
      long queued,
      long refused,
      long settled,
      long presumed,
      long repeated,
      long failures,
      int waiting) {}

  /**
   * Starts; connects when there is something to send.
   *
   * @throws GeneralSecurityException when the material is not usable
   */
  public SyslogSender(SenderSettings settings, TlsMaterial material)
      throws GeneralSecurityException {
    this.settings = settings;
    this.tls = material.context().getSocketFactory();
    this.outbound = new Outbound(settings.capacity());
    this.worker = Thread.ofVirtual().unstarted(this::work);
    worker.start();
  }

  /** Offers a message without waiting. */
  public Offer offer(Syslog message) {
    return offer(Octets.of(message.toBytes()));
  }

  /** Offers a message, as bytes without framing, without waiting. */
  public Offer offer(Octets message) {
    lock.lock();
    try {
      var answer = answer(message);
      if (answer == Offer.QUEUED) {
        outbound.add(message);
        changed.signalAll();
      } else {
        refused++;
      }
      return answer;
    } finally {
      lock.unlock();
    }
  }

  /** Offers a message and waits for room so long; FULL when there was none. */
  public Offer put(Octets message, Duration atMost) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = atMost.toNanos();
      while (answer(message) == Offer.FULL && left > 0) {
        left = changed.awaitNanos(left);
      }
      return offer(message);
    } finally {
      lock.unlock();
    }
  }

  private Offer answer(Octets message) {
    if (closing) {
      return Offer.CLOSED;
    }
    if (message.size() > settings.messageBytes()) {
      return Offer.TOO_LARGE;
    }
    return outbound.full() ? Offer.FULL : Offer.QUEUED;
  }

  /**
   * Has all that is queued now written and confirmed.
   *
   * @return whether that was done in time
   */
  public boolean flush(Duration atMost) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long wanted = outbound.queued();
      wantedSettled = Math.max(wantedSettled, wanted);
      changed.signalAll();
      long left = atMost.toNanos();
      while (outbound.settled() < wanted && left > 0) {
        left = changed.awaitNanos(left);
      }
      return outbound.settled() >= wanted;
    } finally {
      lock.unlock();
    }
  }

  /** What happened so far. */
  public Counts counts() {
    lock.lock();
    try {
      return new Counts(
          outbound.queued(),
          refused,
          outbound.settled(),
          outbound.presumedArrived(),
          outbound.repeated(),
          failures,
          outbound.waiting() + outbound.written());
    } finally {
      lock.unlock();
    }
  }

  /** Why the last connection could not be made or broke; null when none did. */
  public @Nullable String failure() {
    lock.lock();
    try {
      return failure;
    } finally {
      lock.unlock();
    }
  }

  private void work() {
    var pause = settings.firstPause();
    try {
      while (awaitWork()) {
        try {
          converse();
          pause = settings.firstPause();
        } catch (IOException | RuntimeException failed) {
          rest(pause, failed);
          pause = pause.multipliedBy(2);
          pause = pause.compareTo(settings.longestPause()) > 0 ? settings.longestPause() : pause;
        }
      }
    } catch (InterruptedException over) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for something to send; false when the sender has stopped. */
  private boolean awaitWork() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!stopped && outbound.waiting() == 0) {
        changed.await();
      }
      return !stopped;
    } finally {
      lock.unlock();
    }
  }

  /** One connection, from its beginning to its confirmation. */
  private void converse() throws IOException, InterruptedException {
    try (var open = TlsLine.open(tls, settings.host(), settings.port(), settings.patience())) {
      keep(open);
      open.onEnd(this::wake);
      for (var batch = batch(open); !batch.isEmpty(); batch = batch(open)) {
        open.write(batch);
      }
      boolean answered = open.finish();
      lock.lock();
      try {
        if (answered) {
          outbound.confirmed();
        } else {
          outbound.presumed();
        }
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    } finally {
      keep(null);
    }
  }

  private void wake() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void keep(@Nullable TlsLine open) throws IOException {
    lock.lock();
    try {
      line = open;
      if (stopped && open != null) {
        throw new IOException("the sender has stopped");
      }
    } finally {
      lock.unlock();
    }
  }

  /** What to write next; empty when it is time for a confirmation. */
  private List<Octets> batch(TlsLine open) throws IOException, InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = settings.settle().toNanos();
      while (outbound.waiting() == 0
          && !enough()
          && wantedSettled <= outbound.settled()
          && left > 0
          && !stopped
          && !open.gone()) {
        left = changed.awaitNanos(left);
      }
      if (open.gone()) {
        throw new IOException("the peer is gone");
      }
      return enough() || stopped ? List.of() : outbound.next(BATCH);
    } finally {
      lock.unlock();
    }
  }

  private boolean enough() {
    return outbound.written() >= settings.capacity() / 2;
  }

  private void rest(Duration pause, Exception failed) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      failures++;
      failure = failed.getClass().getSimpleName() + ": " + failed.getMessage();
      outbound.repeat();
      long left = pause.toNanos();
      while (!stopped && left > 0) {
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes nothing more, sends what it can in that time, and stops.
   *
   * @return the messages, in order, that are not known to have arrived, for whoever wants to keep
   *     them
   */
  public List<Octets> close(Duration atMost) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      closing = true;
      changed.signalAll();
      if (!stopped) {
        flush(atMost);
      }
      stopped = true;
      changed.signalAll();
      if (line != null) {
        line.close();
      }
    } finally {
      lock.unlock();
    }
    worker.interrupt();
    worker.join(LAST_WORDS);
    lock.lock();
    try {
      return outbound.left();
    } finally {
      lock.unlock();
    }
  }

  /** Closes within ten seconds; what is left then is lost, and {@link #counts} says how many. */
  @Override
  public void close() {
    try {
      var unused = close(LAST_WORDS);
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
    }
  }
}
