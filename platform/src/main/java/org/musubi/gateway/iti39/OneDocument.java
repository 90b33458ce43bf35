package org.musubi.gateway.iti39;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.musubi.audit.Outcome;
import org.musubi.audit.Receipt;
import org.musubi.core.Actor;
import org.musubi.core.MedicalId;
import org.musubi.gateway.exchange.GatewayProperties;
import org.musubi.gateway.exchange.Until;
import org.musubi.gateway.exchange.Words;
import org.musubi.ihe.DocumentKey;
import org.musubi.ihe.documents.SpooledDocument;
import org.musubi.ihe.xds.DocumentEntry;
import org.musubi.ihe.xds.ErrorCode;
import org.musubi.service.Route;
import org.musubi.soc.Verdict;
import org.springframework.stereotype.Component;

/** Fetches one document of one person, with its metadata, by the same steps as ITI-39. */
@Component("gateway.OneDocument")
public final class OneDocument {
  private final Consideration consideration;
  private final Fetch fetch;
  private final Clearance clearance;
  private final GatewayProperties properties;

  OneDocument(
      Consideration consideration, Fetch fetch, Clearance clearance, GatewayProperties properties) {
    this.consideration = consideration;
    this.fetch = fetch;
    this.clearance = clearance;
    this.properties = properties;
  }

  /** What came of it. */
  public sealed interface Result {
    /** Cleared; whoever takes it closes the content. */
    record Held(SpooledDocument content, DocumentEntry entry, Verdict verdict, Receipt receipt)
        implements Result {}

    /** Not released. */
    record NotHeld(ErrorCode code, Words words) implements Result {}
  }

  /** Fetches the document if it is this person's. */
  public Result get(Route route, MedicalId person, DocumentKey key, Actor actor) {
    var question = clearance.question(List.of(key), actor);
    var considered = consideration.afresh(route, List.of(key), actor, question);
    var refused = considered.refused();
    if (refused.isEmpty() && !considered.wanted().getFirst().person().equals(person)) {
      refused = List.of(Refusal.undisclosed(key, considered.wanted().getFirst().person()));
    }
    if (!refused.isEmpty()) {
      return refused(refused.getFirst(), actor, question);
    }
    var until = Until.in(properties.retrieveDeadline());
    var fetched = fetch.from(route, considered.wanted(), actor, until, question);
    if (!fetched.refused().isEmpty()) {
      fetched.close();
      return refused(fetched.refused().getFirst(), actor, question);
    }
    return clear(fetched, actor, question);
  }

  private Result clear(Fetched fetched, Actor actor, Receipt question) {
    var document = fetched.whole().getFirst();
    Receipt receipt = null;
    try {
      receipt = clearance.clear(document, actor);
    } finally {
      if (receipt == null) {
        fetched.close();
      }
    }
    clearance.ended(
        question, receipt == null ? Outcome.failed(Words.UNKNOWN_DOCUMENT.name()) : Outcome.sent());
    return receipt == null
        ? new Result.NotHeld(ErrorCode.DOCUMENT_UNIQUE_ID_ERROR, Words.UNKNOWN_DOCUMENT)
        : new Result.Held(
            document.content(),
            Objects.requireNonNull(document.wanted().entry()),
            document.verdict(),
            receipt);
  }

  private Result refused(Refusal refusal, Actor actor, Receipt question) {
    clearance.ended(question, Outcome.failed(refusal.words().name()));
    clearance.noteRefused(List.of(refusal.key()), Map.of(refusal.key(), refusal), actor);
    return new Result.NotHeld(refusal.code(), refusal.words());
  }
}
