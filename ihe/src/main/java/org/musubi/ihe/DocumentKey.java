package org.musubi.ihe;

import org.jspecify.annotations.Nullable;

/**
 * What names one document among all communities (ITI TF-2 3.39.4.1.2).
 *
 * @param home the community; absent inside one affinity domain (ITI-43)
 * @param repository the repositoryUniqueId
 * @param uniqueId XDSDocumentEntry.uniqueId: an OID, {@code oid^extension} or another token of at
 *     most 256 characters without blanks and control characters
 */
public record DocumentKey(@Nullable HomeCommunityId home, Oid repository, String uniqueId) {
  private static final int MAX_LENGTH = 256;

  /**
   * @throws IllegalArgumentException when the unique id is empty, too long or holds blanks
   */
  public DocumentKey {
    if (uniqueId.isEmpty() || uniqueId.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "a document unique id has 1 to " + MAX_LENGTH + " characters");
    }
    if (uniqueId.chars().anyMatch(c -> c <= ' ' || c == 0x7f || Character.isWhitespace(c))) {
      throw new IllegalArgumentException("a document unique id holds no blanks");
    }
  }

  /** The same document, said with its community. */
  public DocumentKey at(HomeCommunityId community) {
    return new DocumentKey(community, repository, uniqueId);
  }
}
