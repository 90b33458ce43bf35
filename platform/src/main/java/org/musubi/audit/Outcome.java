package org.musubi.audit;

/** How an intended act ended. */
public sealed interface Outcome {
  /** Everything was sent. */
  record Sent() implements Outcome {}

  /**
   * The transfer was cut.
   *
   * @param bytes that had been handed to the connection by then
   */
  record AbortedAt(long bytes) implements Outcome {
    public AbortedAt {
      if (bytes < 0) {
        throw new IllegalArgumentException("bytes is negative");
      }
    }
  }

  /**
   * It failed before anything was sent.
   *
   * @param reason a code or a short sentence, 1 to 256 characters, no personal data
   */
  record Failed(String reason) implements Outcome {
    public Failed {
      Bounds.text("reason", reason, 256);
    }
  }

  /** Everything was sent. */
  static Outcome sent() {
    return new Sent();
  }

  /** The transfer was cut after so many bytes. */
  static Outcome abortedAt(long bytes) {
    return new AbortedAt(bytes);
  }

  /** It failed before anything was sent. */
  static Outcome failed(String reason) {
    return new Failed(reason);
  }
}
