package org.musubi.gateway.exchange;

import java.util.List;
import org.musubi.audit.Outcome;
import org.musubi.audit.Receipt;

/**
 * An answer that may be sent.
 *
 * @param answer what to send
 * @param receipts the records of what it discloses; empty when it discloses nothing of anybody
 * @param whenSent what the trail hears once it is sent
 */
public record Ready<T>(T answer, List<Receipt> receipts, Outcome whenSent) {
  public Ready {
    receipts = List.copyOf(receipts);
  }

  /** An answer that holds nothing of anybody. */
  public static <T> Ready<T> empty(T answer) {
    return new Ready<>(answer, List.of(), Outcome.sent());
  }

  /** An answer whose disclosure is recorded. */
  public static <T> Ready<T> recorded(T answer, List<Receipt> receipts) {
    return new Ready<>(answer, receipts, Outcome.sent());
  }

  /** Recorded as an intention, but no community gave anything. */
  public static <T> Ready<T> failed(T answer, List<Receipt> receipts, String reason) {
    return new Ready<>(answer, receipts, Outcome.failed(reason));
  }
}
