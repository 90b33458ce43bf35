package org.musubi.gateway.exchange;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.musubi.audit.Receipt;

/**
 * A record that is being written while communities are asked: the answer waits for both, so that
 * the disk's time is not added to theirs.
 */
public final class Recording {
  private final CompletableFuture<Receipt> receipt = new CompletableFuture<>();

  private Recording() {}

  /** Starts to write. */
  public static Recording start(Supplier<Receipt> write) {
    var recording = new Recording();
    Thread.ofVirtual()
        .name("gateway-record")
        .start(() -> {
          try {
            recording.receipt.complete(write.get());
          } catch (RuntimeException | Error failed) {
            recording.receipt.completeExceptionally(failed);
          }
        });
    return recording;
  }

  /**
   * Waits until it is written.
   *
   * @throws org.musubi.audit.AuditUnavailable when it cannot be
   */
  public Receipt receipt() {
    try {
      return receipt.join();
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof RuntimeException own) {
        throw own;
      }
      throw failed;
    }
  }
}
