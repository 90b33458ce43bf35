package org.musubi.audit;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.musubi.core.ActId;
import org.musubi.core.MedicalId;

/**
 * Who did what, read from the search index. The index follows the log by moments: an act recorded
 * just now may be missing for some milliseconds, never for good.
 */
public interface AccessHistory {
  /**
   * Acts about this patient, newest first: a page of them, read on by position so that no number of
   * later acts hides an earlier one.
   *
   * @param actions acts of these kinds only; empty for all
   * @param before acts at positions below this one only
   * @param limit most rows, 1 to 1000
   * @param receipt the proof that this reading is recorded
   */
  List<Access> accessesTo(
      MedicalId patient, Set<Action> actions, long before, int limit, Receipt receipt);

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
