package org.musubi.audit;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What waits for the next batch.
 *
 * @param act whose event it is; null for an ending, which is appended without looking at its act
 * @param bytes the entry
 * @param fromOutbox whether a row of the outbox waits for its position
 * @param kept whether it waits on when the disk refuses it: refusals and endings, which nobody can
 *     take back
 * @param told who waits for the receipt; null when nobody does
 */
record Work(
    @Nullable UUID act,
    byte[] bytes,
    boolean fromOutbox,
    boolean kept,
    @Nullable CompletableFuture<Receipt> told) {

  void fail(RuntimeException why) {
    if (told != null) {
      told.completeExceptionally(why);
    }
  }

  /** Whether its caller has given up. */
  boolean abandoned() {
    return !kept && told != null && told.isDone();
  }

  /** The same, with nobody waiting any more. */
  Work unawaited() {
    return new Work(act, bytes, fromOutbox, kept, null);
  }
}
