package org.musubi.audit;

import org.jspecify.annotations.Nullable;

/** How the trail is. */
public interface AuditHealth {
  /** Now; asks neither disk nor database. */
  State state();

  /**
   * A moment's state.
   *
   * @param writing false: every act that needs a receipt is refused
   * @param problem in words for the operator (docs/operations/audit-log.md); null when there is
   *     none
   * @param size entries that are durable
   * @param indexed entries that the search index holds
   * @param unexplained state changes in the log that the tables do not know and nobody has decided
   *     on
   * @param lost outcomes that could not be recorded; their acts read "may have happened"
   */
  record State(
      boolean writing,
      @Nullable String problem,
      long size,
      long indexed,
      long unexplained,
      long lost) {}
}
