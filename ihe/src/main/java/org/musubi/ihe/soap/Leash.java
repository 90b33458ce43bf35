package org.musubi.ihe.soap;

import java.io.Closeable;
import java.util.ArrayList;
import java.util.List;

/** What one exchange opened, tied to its deadline only as long as it runs. */
final class Leash implements AutoCloseable {
  private final Deadline deadline;
  private final List<Deadline.Attachment> held = new ArrayList<>();

  Leash(Deadline deadline) {
    this.deadline = deadline;
  }

  void hold(Closeable victim) {
    held.add(deadline.attach(victim));
  }

  /** The exchange is over: a kept connection must not end with somebody's later deadline. */
  @Override
  public void close() {
    held.forEach(Deadline.Attachment::close);
  }
}
