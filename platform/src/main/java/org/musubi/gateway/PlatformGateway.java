package org.musubi.gateway;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.musubi.audit.Action;
import org.musubi.audit.Outcome;
import org.musubi.audit.What;
import org.musubi.consent.Decision;
import org.musubi.core.Actor;
import org.musubi.core.MedicalId;
import org.musubi.gateway.exchange.Disclosure;
import org.musubi.gateway.exchange.GatewayProperties;
import org.musubi.gateway.exchange.Ready;
import org.musubi.gateway.exchange.Trail;
import org.musubi.gateway.exchange.Words;
import org.musubi.gateway.iti38.ByPatient;
import org.musubi.gateway.iti39.OneDocument;
import org.musubi.ihe.DocumentKey;
import org.musubi.ihe.HomeCommunityId;
import org.musubi.ihe.soap.Deadline;
import org.musubi.ihe.xds.AdhocQuery;
import org.musubi.ihe.xds.AdhocQuery.ReturnType;
import org.musubi.ihe.xds.Ebxml;
import org.musubi.ihe.xds.ErrorCode;
import org.musubi.ihe.xds.QueryResponse;
import org.musubi.ihe.xds.Status;
import org.musubi.ihe.xds.StoredQuery;
import org.musubi.service.Route;
import org.musubi.service.ServiceDirectory;
import org.springframework.stereotype.Component;

/** The door of the gateway, on the same steps as the wire. */
@Component
final class PlatformGateway implements InitiatingGateway {
  private final ServiceDirectory directory;
  private final Disclosure disclosure;
  private final ByPatient queries;
  private final OneDocument retrieval;
  private final Trail trail;
  private final GatewayProperties properties;

  PlatformGateway(
      ServiceDirectory directory,
      Disclosure disclosure,
      ByPatient queries,
      OneDocument retrieval,
      Trail trail,
      GatewayProperties properties) {
    this.properties = properties;
    this.directory = directory;
    this.disclosure = disclosure;
    this.queries = queries;
    this.retrieval = retrieval;
    this.trail = trail;
  }

  @Override
  public List<Route> reachable(MedicalId person, Actor actor) {
    var places = disclosure.places(person, directory.routes(), actor);
    trail.refused(
        Action.QUERY, actor, Trail.heldBack(person, List.of(), places, ByPatient.DETAILS));
    return places.open().stream().map(Disclosure.Place::route).distinct().toList();
  }

  @Override
  public boolean permits(MedicalId person, HomeCommunityId community, Actor actor) {
    if (disclosure.decide(person, community, actor) instanceof Decision.Permit) {
      return true;
    }
    refused(Action.RETRIEVE, person, community, actor);
    return false;
  }

  private void unknown(
      Action action, MedicalId person, @Nullable HomeCommunityId community, Actor actor) {
    var what =
        community == null
            ? List.<What>of()
            : List.of(What.of(What.Kind.COMMUNITY, community.toString(), community.toString()));
    trail.refused(action, actor, person, what, Words.UNKNOWN_COMMUNITY.name(), ByPatient.DETAILS);
  }

  private void refused(Action action, MedicalId person, HomeCommunityId community, Actor actor) {
    var what = What.of(What.Kind.COMMUNITY, community.toString(), community.toString());
    trail.refused(action, actor, person, List.of(what), "NOT_DISCLOSED", ByPatient.DETAILS);
  }

  @Override
  public Found documents(MedicalId person, HomeCommunityId community, Actor actor) {
    var route = directory.route(community);
    if (route.isEmpty()) {
      unknown(Action.QUERY, person, community, actor);
      return new Found.Unanswered(ErrorCode.UNKNOWN_COMMUNITY, false);
    }
    var places = disclosure.places(person, List.of(route.get()), actor).open();
    if (places.isEmpty()) {
      refused(Action.QUERY, person, community, actor);
      return new Found.NotDisclosed();
    }
    var query =
        AdhocQuery.of(StoredQuery.FIND_DOCUMENTS, ReturnType.LEAF_CLASS)
            .home(community)
            .patient(places.getFirst().identifier())
            .anyOf("$XDSDocumentEntryStatus", List.of(Ebxml.APPROVED))
            .build();
    return found(queries.ask(query, person, places, actor));
  }

  /** What may be shown goes out with its receipt, and whoever shows it tells how that ended. */
  private Found found(Ready<QueryResponse> ready) {
    var response = ready.answer();
    if (ready instanceof Ready.Recorded<QueryResponse> recorded) {
      var receipt = recorded.receipts().getFirst();
      if (recorded.whenSent() instanceof Outcome.Sent) {
        return new Found.Documents(
            response.documentEntries(), response.status() == Status.SUCCESS, receipt);
      }
      trail.ended(receipt, recorded.whenSent());
    }
    if (response.status() != Status.FAILURE) {
      return new Found.NotDisclosed();
    }
    var error = response.errors().getFirst();
    return new Found.Unanswered(
        error.known().orElse(ErrorCode.REGISTRY_ERROR), Words.LATE.areSaidBy(error));
  }

  @Override
  public Released retrieve(MedicalId person, DocumentKey key, Actor actor) {
    var home = key.home();
    var route = home == null ? null : directory.route(home).orElse(null);
    if (route == null) {
      unknown(Action.RETRIEVE, person, home, actor);
      return new Released.Refused(ErrorCode.UNKNOWN_COMMUNITY, Words.UNKNOWN_COMMUNITY.japanese());
    }
    return switch (retrieval.get(route, person, key, actor)) {
      case OneDocument.Result.Held held ->
          new Released.Document(held.content(), held.entry(), held.verdict(), held.receipt());
      case OneDocument.Result.NotHeld(ErrorCode code, Words words) ->
          new Released.Refused(code, words.japanese());
    };
  }

  @Override
  public void tooMany(MedicalId person, DocumentKey key, Actor actor) {
    var home = key.home();
    var what = What.of(What.Kind.DOCUMENT, key.uniqueId(), home == null ? null : home.toString());
    trail.refused(
        Action.RETRIEVE, actor, person, List.of(what), "TOO_MANY_OPEN", ByPatient.DETAILS);
  }

  @Override
  public void deliver(Released.Document document, OutputStream out) throws IOException {
    long sent = 0;
    boolean whole = false;
    try (var content = document.content();
        var in = content.open();
        var deadline =
            Deadline.of(
                properties.retrieveDeadline(),
                properties.idle(),
                properties.minimumRate().toBytes())) {
      var paced = deadline.pace(out);
      var buffer = new byte[1 << 16];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        paced.write(buffer, 0, n);
        sent += n;
      }
      paced.flush();
      whole = true;
    } finally {
      trail.ended(document.receipt(), whole ? Outcome.sent() : Outcome.abortedAt(sent));
    }
  }
}
