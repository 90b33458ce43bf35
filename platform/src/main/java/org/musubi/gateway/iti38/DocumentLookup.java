package org.musubi.gateway.iti38;

import java.util.List;
import java.util.Optional;
import org.musubi.audit.Receipt;
import org.musubi.core.Actor;
import org.musubi.gateway.exchange.Communities;
import org.musubi.gateway.exchange.FanOut;
import org.musubi.gateway.exchange.GatewayProperties;
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

/**
 * Asks a community for the metadata of documents by their unique ids (GetDocuments), each by
 * itself: together, a document of one patient would keep back those of another.
 */
@Component("gateway.DocumentLookup")
public final class DocumentLookup {
  private final Communities communities;
  private final Answers answers;
  private final GatewayProperties properties;

  DocumentLookup(Communities communities, Answers answers, GatewayProperties properties) {
    this.communities = communities;
    this.answers = answers;
    this.properties = properties;
  }

  /**
   * What the community says of each, in the order asked: its entry, one in force before one that
   * was replaced; empty when it has none. Nobody's consent is asked here: the caller does.
   *
   * @param recorded the record of the act the questions belong to
   */
  public List<Heard<Optional<DocumentEntry>>> ask(
      Route route, List<String> uniqueIds, Actor actor, Until until, Receipt recorded) {
    return FanOut.ask(
        uniqueIds,
        properties.questionsAtOnce(),
        until,
        id -> one(route, id, actor, until, recorded),
        id -> Heard.nothing(Words.LATE));
  }

  private Heard<Optional<DocumentEntry>> one(
      Route route, String uniqueId, Actor actor, Until until, Receipt recorded) {
    var query =
        AdhocQuery.of(StoredQuery.GET_DOCUMENTS, ReturnType.LEAF_CLASS)
            .home(route.home())
            .anyOf("$XDSDocumentEntryUniqueId", List.of(uniqueId))
            .build();
    var heard = communities.query(route, query.toElement(), actor, until, recorded);
    if (heard instanceof Heard.Nothing<?>(Words why) && why != Words.TOO_MUCH) {
      return Heard.nothing(why);
    }
    var response = answers.read(route.home(), heard, false);
    if (answers.withoutObjects(route.home(), response).status() == Status.FAILURE) {
      return Heard.nothing(Words.FAULT);
    }
    return new Heard.Said<>(
        response.documentEntries().stream()
            .filter(entry -> entry.uniqueId().equals(Optional.of(uniqueId)))
            .reduce((one, other) -> inForce(other) ? other : one));
  }

  private static boolean inForce(DocumentEntry entry) {
    return entry.status().equals(Ebxml.APPROVED);
  }
}
