package org.musubi.ihe.soap;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** How one stream of an exchange moves. One thread works, the watch looks on. */
final class Flow {
  private static final long RESTING = 0;

  private final Deadline deadline;
  private final boolean binding;
  private volatile long since = RESTING;
  private volatile long inside;
  private volatile long bytes;

  /** A flow; a failure of a binding one ends the whole exchange. */
  Flow(Deadline deadline, boolean binding) {
    this.deadline = deadline;
    this.binding = binding;
  }

  /** A read or a write. */
  interface Step {
    int run() throws IOException;
  }

  /** Runs a step under the deadline. */
  int step(Step step) throws IOException {
    deadline.check();
    long began = System.nanoTime() | 1;
    since = began;
    try {
      int moved = step.run();
      bytes = bytes + Math.max(0, moved);
      return moved;
    } catch (IOException failed) {
      deadline.check();
      if (binding) {
        deadline.cancel();
      }
      throw failed;
    } finally {
      since = RESTING;
      inside = inside + System.nanoTime() - began;
    }
  }

  /** How the exchange must end, null when the stream moves well. */
  Deadline.@Nullable Ending verdict(long now) {
    long began = since;
    long idle = deadline.idle().toNanos();
    if (began == RESTING) {
      return null;
    }
    if (now - began > idle) {
      return Deadline.Ending.IDLE;
    }
    double seconds = (inside + now - began - idle) / 1e9;
    return seconds > 0 && bytes < seconds * deadline.minimumRate() ? Deadline.Ending.RATE : null;
  }

  void ended(Closeable stream) {
    deadline.detach(this, stream);
  }
}
