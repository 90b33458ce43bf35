package org.musubi.consent;

import java.time.Instant;
import java.util.UUID;

/** May it be disclosed? */
public sealed interface Decision {
  /** Yes, by this consent, as of this instant. */
  record Permit(UUID consent, Instant asOf) implements Decision {}

  /** No. */
  record Deny(Reason reason, Instant asOf) implements Decision {}

  /** Why not. For the record and the patient; the asker is never told which. */
  enum Reason {
    NO_CONSENT,
    WITHDRAWN
  }
}
