package org.musubi.consent;

import java.time.Instant;
import java.util.UUID;
import org.musubi.core.MedicalId;
import org.musubi.ihe.HomeCommunityId;

/** One thing a person said, never changed afterwards. */
public record Statement(
    UUID id,
    MedicalId person,
    HomeCommunityId community,
    Kind kind,
    Instant at,
    boolean effective) {
  /** Yes, or yes no longer. */
  public enum Kind {
    CONSENT,
    WITHDRAWAL
  }
}
