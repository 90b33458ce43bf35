package org.musubi.ihe.soap;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The end of an exchange: a total deadline, an idle limit and a minimum rate for all its reads and
 * writes. Whatever is attached is closed when time is up, when anyone cancels, or when a guarded
 * stream fails, so that closing either side closes the other. A thread blocked in a socket ends,
 * because its socket is closed under it. Exchanges that run side by side have one each: a {@link
 * #child} of a common one, so that the end of one is not the end of the others.
 *
 * <p>Times are of the monotonic clock. The minimum rate counts only the time spent inside reads and
 * writes, after a first idle limit of grace: a slow peer is meant, not our own work.
 */
public final class Deadline implements AutoCloseable {
  /** How an exchange is limited. */
  enum Ending {
    /** The total deadline is over. */
    TOTAL("the deadline is over"),
    /** Nothing moved for the idle limit. */
    IDLE("nothing moved for too long"),
    /** Less than the minimum rate. */
    RATE("too slow"),
    /** Someone ended it. */
    CANCELLED("the exchange was ended");

    final String words;

    Ending(String words) {
      this.words = words;
    }
  }

  private static final long NEVER = Long.MAX_VALUE;

  private final Duration idle;
  private final long bytesPerSecond;
  private final long start = System.nanoTime();
  private final long total;
  private final @Nullable Deadline parent;
  private final Set<Closeable> attached = ConcurrentHashMap.newKeySet();
  private final Set<Flow> flows = ConcurrentHashMap.newKeySet();
  private volatile @Nullable Ending ending;
  private volatile boolean finished;
  private volatile @Nullable Thread watch;
  private volatile @Nullable Attachment fromParent;

  private Deadline(
      @Nullable Deadline parent, @Nullable Duration total, Duration idle, long bytesPerSecond) {
    if (idle.isNegative() || idle.isZero() || bytesPerSecond < 0) {
      throw new IllegalArgumentException("the idle limit is positive, the rate not negative");
    }
    this.parent = parent;
    this.total = total == null ? NEVER : Math.max(0, total.toNanos());
    this.idle = idle;
    this.bytesPerSecond = bytesPerSecond;
  }

  /**
   * Starts to count.
   *
   * @param total until the exchange must be over
   * @param idle until something must move
   * @param bytesPerSecond what must move at least; 0 for no minimum
   */
  public static Deadline of(Duration total, Duration idle, long bytesPerSecond) {
    return new Deadline(null, total, idle, bytesPerSecond).watched();
  }

  /** One without a total and without limits: the life of a process, to be the parent of others. */
  public static Deadline open() {
    return new Deadline(null, null, Duration.ofDays(365), 0);
  }

  /** A deadline of its own that also ends when this one does. */
  public Deadline child(Duration childTotal, Duration childIdle, long childBytesPerSecond) {
    var child = new Deadline(this, childTotal, childIdle, childBytesPerSecond);
    child.fromParent = attach(child::cancel);
    return child.watched();
  }

  private Deadline watched() {
    watch = Thread.ofVirtual().name("deadline").start(this::watch);
    return this;
  }

  /** What is left of the total, zero when it is over. */
  public Duration remaining() {
    if (ending != null) {
      return Duration.ZERO;
    }
    var own = total == NEVER ? Duration.ofDays(365) : Duration.ofNanos(Math.max(0, left()));
    var outer = parent == null ? own : parent.remaining();
    return outer.compareTo(own) < 0 ? outer : own;
  }

  /** The idle limit. */
  public Duration idle() {
    return idle;
  }

  /** Whether it is over, for whatever reason. */
  public boolean isOver() {
    return ending != null || left() <= 0;
  }

  /** Throws when it is over. */
  public void check() throws DeadlineOver {
    if (ending == null && left() <= 0) {
      end(Ending.TOTAL);
    }
    var how = ending;
    if (how != null) {
      throw new DeadlineOver(how);
    }
  }

  private long left() {
    return total == NEVER ? NEVER : total - (System.nanoTime() - start);
  }

  /**
   * Something to close when the exchange ends early; at once when it already has.
   *
   * @return closes nothing, only detaches
   */
  public Attachment attach(Closeable victim) {
    attached.add(victim);
    if (ending != null) {
      closeQuietly(victim);
    }
    return () -> attached.remove(victim);
  }

  /** Takes back what {@link #attach} did. */
  @FunctionalInterface
  public interface Attachment extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Watches a stream of a socket: it is closed when the exchange ends early, and the exchange ends
   * when it fails, so that closing either side closes the other.
   */
  public InputStream guard(InputStream in) {
    attach(in);
    return new GuardedInput(in, flow(true));
  }

  /** As {@link #guard(InputStream)}, for writing. */
  public OutputStream guard(OutputStream out) {
    attach(out);
    return new GuardedOutput(out, flow(true));
  }

  /**
   * Watches a stream and stops its use when time is up, without ever closing it from another
   * thread, as streams of a servlet container or of an HTTP client demand. Attach what may be
   * closed then, such as the request to cancel.
   */
  public InputStream pace(InputStream in) {
    return new GuardedInput(in, flow(false));
  }

  /** As {@link #pace(InputStream)}, for writing. */
  public OutputStream pace(OutputStream out) {
    return new GuardedOutput(out, flow(false));
  }

  private Flow flow(boolean binding) {
    var flow = new Flow(this, binding);
    flows.add(flow);
    return flow;
  }

  /** Ends the exchange now: closes all that is attached. May be called by any thread. */
  public void cancel() {
    end(Ending.CANCELLED);
  }

  /** The exchange is over in good order: the watch ends, nothing is closed. */
  @Override
  public void close() {
    finished = true;
    attached.clear();
    flows.clear();
    var above = fromParent;
    if (above != null) {
      above.close();
    }
    LockSupport.unpark(watch);
  }

  long minimumRate() {
    return bytesPerSecond;
  }

  void detach(Flow flow, Closeable stream) {
    flows.remove(flow);
    attached.remove(stream);
  }

  void end(Ending how) {
    synchronized (this) {
      if (ending != null || finished) {
        return;
      }
      ending = how;
    }
    LockSupport.unpark(watch);
    attached.forEach(Deadline::closeQuietly);
  }

  /** Each victim on a thread of its own: one that blocks while closing must not save the others. */
  private static void closeQuietly(Closeable victim) {
    Thread.ofVirtual()
        .start(() -> {
          try {
            victim.close();
          } catch (IOException | RuntimeException ignored) {
            // it is being given up
          }
        });
  }

  private void watch() {
    while (!finished && ending == null) {
      if (left() <= 0) {
        end(Ending.TOTAL);
        return;
      }
      long pause = Math.min(left(), Math.max(1_000_000, idle.toNanos() / 4));
      for (var flow : flows) {
        var how = flow.verdict(System.nanoTime());
        if (how != null) {
          end(how);
          return;
        }
      }
      LockSupport.parkNanos(pause);
    }
  }
}
