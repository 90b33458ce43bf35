package org.musubi.audit;

import java.util.List;
import java.util.Optional;
import org.musubi.core.ActId;
import org.musubi.core.MedicalId;

/**
 * Who did what, read from the search index. The index follows the log by moments: an act recorded
 * just now may be missing for some milliseconds, never for good.
 */
public interface AccessHistory {
  /**
   * Acts about this patient, newest first.
   *
   * @param limit most rows, 1 to 1000
   */
  List<Access> accessesTo(MedicalId patient, int limit);

  /**
   * Waits, for two seconds at most, until every act before the receipt's is in the index.
   *
   * @return false when the index still lags: what is read now may lack the latest acts, and whoever
   *     shows it says so
   */
  boolean reaches(Receipt receipt);

  /** One act, or empty when the index does not know it (yet). */
  Optional<Access> act(ActId id);
}
