package org.musubi.gateway.exchange;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.musubi.ihe.HomeCommunityId;
import org.musubi.ihe.PatientIdentifier;
import org.musubi.ihe.xds.DocumentEntry;
import org.musubi.ihe.xml.Element;
import org.springframework.stereotype.Component;

/**
 * Whom registry objects were about when a query that named the patient was answered, for a while,
 * in memory only: so that objects of one patient can be asked for together. What is shown is
 * decided by the answer, never by this.
 */
@Component("gateway.KnownObjects")
public final class KnownObjects {
  private record Key(HomeCommunityId home, String id) {}

  private final Lately<Key, PatientIdentifier> lately;

  KnownObjects(InstantSource clock, GatewayProperties properties) {
    this.lately = new Lately<>(clock, properties.knownFor(), properties.knownDocuments());
  }

  /** Remembers the ids of objects that this community gave when it was asked about the patient. */
  public void learn(HomeCommunityId home, PatientIdentifier patient, List<Element> objects) {
    for (Element object : objects) {
      object.attribute("id").ifPresent(id -> lately.learn(new Key(home, id), patient));
      DocumentEntry.of(object)
          .flatMap(DocumentEntry::uniqueId)
          .ifPresent(id -> lately.learn(new Key(home, id), patient));
    }
  }

  /** Whom the object of this entryUUID or uniqueId was about. */
  public Optional<PatientIdentifier> find(HomeCommunityId home, String id) {
    return lately.find(new Key(home, id));
  }
}
