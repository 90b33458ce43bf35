package org.musubi.gateway.iti39;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.musubi.core.MedicalId;
import org.musubi.gateway.exchange.KnownDocuments.Known;
import org.musubi.ihe.DocumentKey;
import org.musubi.ihe.xds.DocumentEntry;

/**
 * A document that may be fetched.
 *
 * @param key with its home
 * @param known how to verify it
 * @param person whose it is
 * @param consent what allows it
 * @param entry its metadata in full, when they were asked for just now
 */
record Wanted(
    DocumentKey key, Known known, MedicalId person, UUID consent, @Nullable DocumentEntry entry) {

  /** The same, allowed by another consent: the one that stands now. */
  Wanted by(UUID standing) {
    return new Wanted(key, known, person, standing, entry);
  }
}
