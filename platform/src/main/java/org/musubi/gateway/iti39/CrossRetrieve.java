package org.musubi.gateway.iti39;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.musubi.audit.Receipt;
import org.musubi.core.Actor;
import org.musubi.gateway.exchange.FanOut;
import org.musubi.gateway.exchange.GatewayProperties;
import org.musubi.gateway.exchange.Heard;
import org.musubi.gateway.exchange.Until;
import org.musubi.gateway.exchange.Words;
import org.musubi.ihe.DocumentKey;
import org.musubi.ihe.HomeCommunityId;
import org.musubi.ihe.xds.ErrorCode;
import org.musubi.ihe.xds.RetrieveRequest;
import org.musubi.ihe.xds.Transaction;
import org.musubi.service.Route;
import org.musubi.service.ServiceDirectory;
import org.springframework.stereotype.Component;

/**
 * ITI-39, responding side: documents fetched from their communities in parallel, each into its own
 * place in the spool, and cleared before the first byte leaves. One record stands before the first
 * question to any of them; another, with patient and hash, before a document is released.
 */
@Component("gateway.CrossRetrieve")
public final class CrossRetrieve {
  private final ServiceDirectory directory;
  private final Consideration consideration;
  private final Fetch fetch;
  private final Clearance clearance;
  private final GatewayProperties properties;

  CrossRetrieve(
      ServiceDirectory directory,
      Consideration consideration,
      Fetch fetch,
      Clearance clearance,
      GatewayProperties properties) {
    this.directory = directory;
    this.consideration = consideration;
    this.fetch = fetch;
    this.clearance = clearance;
    this.properties = properties;
  }

  /** What is asked of one community. */
  private record Order(Route route, List<DocumentKey> keys) {}

  /** Answers a request; whoever takes the shipment closes it. */
  public Shipment answer(RetrieveRequest request, Actor actor) {
    var problems = new ArrayList<>(request.problems(Transaction.CROSS_GATEWAY));
    // Asked for twice, it comes once.
    var asked = request.documents().stream().distinct().toList();
    if (request.documents().size() > properties.documents()) {
      problems.add(Words.TOO_MANY_DOCUMENTS.error(ErrorCode.REPOSITORY_ERROR));
    }
    if (!problems.isEmpty()) {
      clearance.refuse(asked, actor, problems.getFirst().code());
      var own = properties.homeCommunityId();
      return new Shipment(
          List.of(), problems.stream().map(problem -> problem.orAt(own)).toList(), List.of());
    }
    var unknown = new ArrayList<Refusal>();
    var orders = orders(asked, unknown);
    var until = Until.in(properties.retrieveDeadline());
    var fetched = new ArrayList<>(List.of(new Fetched(List.of(), unknown)));
    if (orders.isEmpty()) {
      return clearance.clear(asked, fetched, actor, List.of());
    }
    var keys = orders.stream().flatMap(order -> order.keys().stream()).toList();
    var question = clearance.question(keys, actor);
    fetched.addAll(
        FanOut.ask(
            orders, until, order -> fill(order, actor, until, question), CrossRetrieve::late));
    return clearance.clear(asked, fetched, actor, List.of(question));
  }

  private List<Order> orders(List<DocumentKey> keys, List<Refusal> unknown) {
    var byHome = new LinkedHashMap<HomeCommunityId, List<DocumentKey>>();
    for (DocumentKey key : keys) {
      byHome
          .computeIfAbsent(Objects.requireNonNull(key.home()), home -> new ArrayList<>())
          .add(key);
    }
    var orders = new ArrayList<Order>();
    for (Map.Entry<HomeCommunityId, List<DocumentKey>> entry : byHome.entrySet()) {
      directory
          .route(entry.getKey())
          .ifPresentOrElse(
              route -> orders.add(new Order(route, entry.getValue())),
              () ->
                  entry
                      .getValue()
                      .forEach(key ->
                          unknown.add(
                              new Refusal(
                                  key,
                                  ErrorCode.UNKNOWN_COMMUNITY,
                                  Words.UNKNOWN_COMMUNITY,
                                  null))));
    }
    return orders;
  }

  private Fetched fill(Order order, Actor actor, Until until, Receipt question) {
    var considered = consideration.of(order.route(), order.keys(), actor, question);
    var fetched = fetch.from(order.route(), considered.wanted(), actor, until, question);
    var refused = new ArrayList<>(considered.refused());
    refused.addAll(fetched.refused());
    return new Fetched(fetched.whole(), refused);
  }

  private static Fetched late(Order order) {
    var nothing = new Heard.Nothing<>(Words.LATE);
    return new Fetched(
        List.of(), order.keys().stream().map(key -> Refusal.silent(key, nothing, null)).toList());
  }
}
