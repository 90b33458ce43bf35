package org.musubi.gateway.exchange;

import java.time.Instant;
import java.util.List;
import org.musubi.audit.Outcome;
import org.musubi.audit.Receipt;
import org.musubi.ihe.HomeCommunityId;
import org.musubi.ihe.xcpd.PatientDiscoveryRequest;
import org.musubi.ihe.xcpd.PatientDiscoveryResponse;
import org.musubi.ihe.xds.QueryResponse;
import org.musubi.ihe.xds.RegistryError;

/**
 * An answer of metadata that may be sent. There are two kinds, and no third can be written outside
 * this file: one with the receipts of its record, and one that has no place for anything about
 * anybody.
 */
public sealed interface Ready<T> {
  /** What to send. */
  T answer();

  /**
   * An answer whose record is on the trail.
   *
   * @param receipts at least one
   * @param whenSent what the trail hears once it is sent
   */
  record Recorded<T>(T answer, List<Receipt> receipts, Outcome whenSent) implements Ready<T> {
    /**
     * @throws IllegalArgumentException without a receipt
     */
    public Recorded {
      receipts = List.copyOf(receipts);
      if (receipts.isEmpty()) {
        throw new IllegalArgumentException("nothing is sent without a receipt");
      }
    }
  }

  /** An answer that holds nothing of anybody; made only of what cannot hold it. */
  final class Nothing<T> implements Ready<T> {
    private final T answer;

    private Nothing(T answer) {
      this.answer = answer;
    }

    @Override
    public T answer() {
      return answer;
    }
  }

  /** A query that found nothing. */
  static Ready<QueryResponse> nothingFound() {
    return new Nothing<>(QueryResponse.of(List.of()));
  }

  /** A query that is refused with errors. */
  static Ready<QueryResponse> refused(List<RegistryError> errors) {
    return new Nothing<>(QueryResponse.failure(errors));
  }

  /** A discovery that found nobody. */
  static Ready<PatientDiscoveryResponse> nobody(
      PatientDiscoveryRequest request, HomeCommunityId own, Instant now) {
    return new Nothing<>(
        PatientDiscoveryResponse.answer(request, own, now, org.musubi.ihe.xcpd.Outcome.notFound()));
  }

  /** A discovery that asks for more. */
  static Ready<PatientDiscoveryResponse> more(
      PatientDiscoveryRequest request,
      HomeCommunityId own,
      Instant now,
      org.musubi.ihe.xcpd.Outcome.MoreRequested more) {
    return new Nothing<>(PatientDiscoveryResponse.answer(request, own, now, more));
  }

  /** A discovery that is not answered. */
  static Ready<PatientDiscoveryResponse> unanswered(
      PatientDiscoveryRequest request,
      HomeCommunityId own,
      Instant now,
      org.musubi.ihe.xcpd.Outcome.Failed failed) {
    return new Nothing<>(PatientDiscoveryResponse.answer(request, own, now, failed));
  }

  /** An answer whose disclosure is recorded. */
  static <T> Ready<T> recorded(T answer, List<Receipt> receipts) {
    return new Recorded<>(answer, receipts, Outcome.sent());
  }

  /** Recorded as an intention, but nothing of it is disclosed. */
  static <T> Ready<T> failed(T answer, List<Receipt> receipts, String reason) {
    return new Recorded<>(answer, receipts, Outcome.failed(reason));
  }
}
