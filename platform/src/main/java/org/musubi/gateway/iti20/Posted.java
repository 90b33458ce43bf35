package org.musubi.gateway.iti20;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** One AuditEvent that was sent, or why it is none. {@code toString} shows nothing of it. */
public final class Posted {
  private final byte[] bytes;
  private final @Nullable ObjectNode event;
  private final @Nullable Problem problem;

  private Posted(byte[] bytes, @Nullable ObjectNode event, @Nullable Problem problem) {
    this.bytes = bytes;
    this.event = event;
    this.problem = problem;
  }

  static Posted event(byte[] bytes, ObjectNode event) {
    var problem = EventForm.problem(event);
    return problem == null ? new Posted(bytes.clone(), event, null) : refused(problem);
  }

  static Posted refused(Problem problem) {
    return new Posted(new byte[0], null, problem);
  }

  /** Why it is not taken; null when it can be. */
  public @Nullable Problem problem() {
    return problem;
  }

  byte[] bytes() {
    return bytes.clone();
  }

  /** What it says; only of one without a problem. */
  ObjectNode event() {
    if (event == null) {
      throw new IllegalStateException("what is refused says nothing");
    }
    return event;
  }

  @Override
  public String toString() {
    return "Posted[" + bytes.length + " bytes]";
  }
}
