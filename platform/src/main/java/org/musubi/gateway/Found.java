package org.musubi.gateway;

import java.util.List;
import org.musubi.ihe.xds.DocumentEntry;
import org.musubi.ihe.xds.ErrorCode;

/** What came of asking one community for a person's documents. */
public sealed interface Found {
  /**
   * It answered.
   *
   * @param entries each with the community's home set by the platform; may be empty
   * @param complete false when the community itself said that its answer is only a part
   */
  record Documents(List<DocumentEntry> entries, boolean complete) implements Found {
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
