package org.musubi.gateway.iti39;

import java.util.UUID;
import org.musubi.ihe.documents.SpooledDocument;
import org.musubi.soc.Verdict;

/** A document that lies whole in the spool and is what its metadata say. */
record Whole(Wanted wanted, SpooledDocument content, Verdict verdict) {
  /** The same, allowed by the consent that stands now. */
  Whole by(UUID consent) {
    return new Whole(wanted.by(consent), content, verdict);
  }
}
