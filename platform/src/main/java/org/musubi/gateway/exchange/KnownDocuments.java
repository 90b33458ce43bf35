package org.musubi.gateway.exchange;

import java.time.InstantSource;
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

  private final Lately<DocumentKey, Known> lately;

  KnownDocuments(InstantSource clock, GatewayProperties properties) {
    this.lately = new Lately<>(clock, properties.knownFor(), properties.knownDocuments());
  }

  /** Remembers an entry that this community gave, replacing what was known. */
  public void learn(HomeCommunityId home, DocumentEntry entry) {
    var known = Known.of(entry);
    if (known.isPresent()) {
      entry.key().ifPresent(key -> lately.learn(key.at(home), known.get()));
    }
  }

  /** What is known of a document of a community. */
  public Optional<Known> find(DocumentKey key) {
    return lately.find(key);
  }
}
