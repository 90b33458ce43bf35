package org.musubi.gateway;

import java.util.List;
import org.musubi.audit.Receipt;
import org.musubi.ihe.xds.DocumentEntry;
import org.musubi.ihe.xds.ErrorCode;

/** What came of asking one community for a person's documents. */
public sealed interface Found {
  /**
   * It answered. Whoever shows it tells the trail with {@code AuditTrail.outcome(receipt.act(), …)}
   * how the showing ended.
   *
   * @param entries each with the community's home set by the platform; may be empty
   * @param complete false when the community itself said that its answer is only a part
   * @param receipt the proof that the disclosure of these entries is recorded
   */
  record Documents(List<DocumentEntry> entries, boolean complete, Receipt receipt)
      implements Found {
    public Documents {
      entries = List.copyOf(entries);
    }
  }

  /** The person is not known there, or has not allowed it. Which of the two is not told. */
  record NotDisclosed() implements Found {}

  /**
   * It did not answer, or not with an answer that can be used.
   *
   * @param code the registry error a gateway would send
   * @param late whether it ran past the deadline
   */
  record Unanswered(ErrorCode code, boolean late) implements Found {}
}
