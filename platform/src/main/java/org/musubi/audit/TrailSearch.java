package org.musubi.audit;

import java.util.List;
import java.util.Optional;

/**
 * Looks through the whole trail, in the search index. The index follows the log by moments; {@link
 * AccessHistory#reaches} says whether it lags.
 */
public interface TrailSearch {
  /**
   * Acts, newest first: a page of them, read on by position, so that what is recorded meanwhile
   * neither hides nor doubles anything.
   *
   * @param before acts at positions below this one only; {@link Long#MAX_VALUE} for the newest
   * @param limit most rows, 1 to 1000
   * @param receipt the proof that this search is recorded
   */
  List<Access> find(TrailQuery query, long before, int limit, Receipt receipt);

  /**
   * The act whose event stands at this position of the log; empty when it is no event (the end of
   * an act, a record of the log itself), or the index does not hold it.
   *
   * @param receipt the proof that this look is recorded
   */
  Optional<Access> at(long position, Receipt receipt);
}
