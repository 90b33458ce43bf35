package org.musubi.gateway.exchange;

import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.musubi.ihe.DocumentKey;
import org.musubi.ihe.HomeCommunityId;
import org.musubi.ihe.PatientIdentifier;
import org.musubi.ihe.xds.DocumentEntry;
import org.springframework.stereotype.Component;

/**
 * What is known of documents from the answers of their communities, for a while, in memory only:
 * whose they are and how to verify them.
 */
@Component("gateway.KnownDocuments")
public final class KnownDocuments {
  /**
   * What a retrieval needs to know.
   *
   * @param patient whose it is, in the community's numbers
   * @param sha1 the hash in the metadata, 40 lower-case hexadecimal digits
   * @param size in bytes
   * @param mimeType as the metadata say
   */
  public record Known(PatientIdentifier patient, String sha1, long size, String mimeType) {
    /** What an entry says; empty when it lacks something that verification needs. */
    public static Optional<Known> of(DocumentEntry entry) {
      var patient = entry.patientId();
      var hash = entry.hash();
      var size = entry.size();
      return patient.isEmpty() || hash.isEmpty() || size.isEmpty()
          ? Optional.empty()
          : Optional.of(new Known(patient.get(), hash.get(), size.getAsLong(), entry.mimeType()));
    }
  }

  private record Kept(Known known, Instant until) {}

  private final InstantSource clock;
  private final GatewayProperties properties;
  private final Map<DocumentKey, Kept> kept;

  KnownDocuments(InstantSource clock, GatewayProperties properties) {
    this.clock = clock;
    this.properties = properties;
    this.kept =
        new LinkedHashMap<>() {
          @Override
          protected boolean removeEldestEntry(Map.Entry<DocumentKey, Kept> eldest) {
            return size() > properties.knownDocuments();
          }
        };
  }

  /** Remembers an entry that this community gave, replacing what was known. */
  public void learn(HomeCommunityId home, DocumentEntry entry) {
    var key = entry.key();
    var known = Known.of(entry);
    if (key.isEmpty() || known.isEmpty()) {
      return;
    }
    var until = clock.instant().plus(properties.knownFor());
    synchronized (kept) {
      kept.remove(key.get().at(home));
      kept.put(key.get().at(home), new Kept(known.get(), until));
    }
  }

  /** What is known of a document of a community. */
  public Optional<Known> find(DocumentKey key) {
    synchronized (kept) {
      var found = kept.get(key);
      if (found == null) {
        return Optional.empty();
      }
      if (!clock.instant().isBefore(found.until())) {
        kept.remove(key);
        return Optional.empty();
      }
      return Optional.of(found.known());
    }
  }
}
