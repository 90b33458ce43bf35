package org.musubi.gateway.iti38;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.musubi.audit.Receipt;
import org.musubi.core.Actor;
import org.musubi.gateway.exchange.Communities;
import org.musubi.gateway.exchange.Heard;
import org.musubi.gateway.exchange.Until;
import org.musubi.gateway.exchange.Words;
import org.musubi.ihe.xds.AdhocQuery;
import org.musubi.ihe.xds.AdhocQuery.ReturnType;
import org.musubi.ihe.xds.DocumentEntry;
import org.musubi.ihe.xds.Ebxml;
import org.musubi.ihe.xds.Status;
import org.musubi.ihe.xds.StoredQuery;
import org.musubi.service.Route;
import org.springframework.stereotype.Component;

/** Asks a community for the metadata of documents by their unique ids (GetDocuments). */
@Component("gateway.DocumentLookup")
public final class DocumentLookup {
  private final Communities communities;
  private final Answers answers;

  DocumentLookup(Communities communities, Answers answers) {
    this.communities = communities;
    this.answers = answers;
  }

  /**
   * The entries by unique id, those in force before those that were replaced; what the community
   * does not know is missing. Nobody's consent is asked here: the caller does.
   *
   * @param recorded the record of the act the question belongs to
   */
  public Heard<Map<String, DocumentEntry>> ask(
      Route route, List<String> uniqueIds, Actor actor, Until until, Receipt recorded) {
    var query =
        AdhocQuery.of(StoredQuery.GET_DOCUMENTS, ReturnType.LEAF_CLASS)
            .home(route.home())
            .anyOf("$XDSDocumentEntryUniqueId", uniqueIds)
            .build();
    var heard = communities.query(route, query.toElement(), actor, until, recorded);
    if (heard instanceof Heard.Nothing<?>(Words why)) {
      return Heard.nothing(why);
    }
    var response = answers.read(route.home(), heard, false);
    if (response.status() == Status.FAILURE) {
      return Heard.nothing(Words.FAULT);
    }
    var entries = new HashMap<String, DocumentEntry>();
    for (var entry : response.documentEntries()) {
      entry
          .uniqueId()
          .ifPresent(id -> entries.merge(id, entry, (one, other) -> inForce(other) ? other : one));
    }
    return new Heard.Said<>(entries);
  }

  private static boolean inForce(DocumentEntry entry) {
    return entry.status().equals(Ebxml.APPROVED);
  }
}
