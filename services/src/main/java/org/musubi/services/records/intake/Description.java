package org.musubi.services.records.intake;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.musubi.ihe.Coded;

/**
 * What is known of a document that is taken in.
 *
 * @param uniqueId the same whenever the same document is taken in again
 * @param patient number in this community
 * @param mimeType its media type
 * @param title for people
 * @param classCode kind of document, coarse
 * @param typeCode kind of document
 * @param formatCode how it is written
 * @param facilityType where it was made
 * @param practice department
 * @param created when it was made
 * @param served day of care, absent when none
 * @param author who wrote it
 * @param institution where
 * @param replaces entryUUID of the document in use that it replaces
 */
public record Description(
    String uniqueId,
    String patient,
    String mimeType,
    String title,
    Coded classCode,
    Coded typeCode,
    Coded formatCode,
    Coded facilityType,
    Coded practice,
    Instant created,
    @Nullable Instant served,
    @Nullable Writer author,
    String institution,
    @Nullable String replaces) {

  /** A person's name as written. */
  public record Writer(String family, String given) {
    @Override
    public String toString() {
      return "Writer";
    }
  }

  @Override
  public String toString() {
    return "Description";
  }
}
