package org.musubi.gateway.iti39;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.musubi.audit.Receipt;
import org.musubi.core.Actor;
import org.musubi.gateway.exchange.Communities;
import org.musubi.gateway.exchange.Heard;
import org.musubi.gateway.exchange.Until;
import org.musubi.gateway.exchange.Words;
import org.musubi.ihe.DocumentKey;
import org.musubi.ihe.MalformedMessage;
import org.musubi.ihe.documents.DocumentMessage;
import org.musubi.ihe.documents.SpooledDocument;
import org.musubi.ihe.xds.ErrorCode;
import org.musubi.ihe.xds.RegistryError;
import org.musubi.ihe.xds.RetrieveRequest;
import org.musubi.ihe.xds.RetrieveResponse;
import org.musubi.ihe.xds.RetrieveResponse.Retrieved;
import org.musubi.service.Route;
import org.musubi.soc.Verdict;
import org.springframework.stereotype.Component;

/**
 * Fetches documents from one community and holds each against its metadata. An answer with a
 * document that was not asked for, or in another community's name, is not an answer.
 */
@Component("gateway.Fetch")
final class Fetch {
  private final Communities communities;

  Fetch(Communities communities) {
    this.communities = communities;
  }

  Fetched from(Route route, List<Wanted> wanted, Actor actor, Until until, Receipt question) {
    if (wanted.isEmpty()) {
      return new Fetched(List.of(), List.of());
    }
    var request = new RetrieveRequest(wanted.stream().map(Wanted::key).toList());
    return switch (communities.retrieve(route, request.toElement(), actor, until, question)) {
      case Heard.Nothing<DocumentMessage> nothing -> refused(wanted, nothing);
      case Heard.Said<DocumentMessage>(DocumentMessage message) -> {
        Fetched delivered = null;
        try {
          delivered = delivered(route, wanted, message);
        } finally {
          if (delivered == null) {
            message.close();
          }
        }
        yield delivered == null ? refused(wanted, new Heard.Nothing<>(Words.GARBAGE)) : delivered;
      }
    };
  }

  static Fetched refused(List<Wanted> wanted, Heard.Nothing<?> nothing) {
    return new Fetched(
        List.of(),
        wanted.stream().map(one -> Refusal.silent(one.key(), nothing, one.person())).toList());
  }

  private static @Nullable Fetched delivered(
      Route route, List<Wanted> wanted, DocumentMessage message) {
    RetrieveResponse response;
    try {
      response = RetrieveResponse.parse(message.envelope().body());
    } catch (MalformedMessage notOne) {
      return null;
    }
    var asked = new HashMap<DocumentKey, Wanted>();
    wanted.forEach(one -> asked.put(one.key(), one));
    if (response.documents().size() != message.documents().size()) {
      return null;
    }
    var whole = new ArrayList<Whole>();
    var refused = new ArrayList<Refusal>();
    for (int i = 0; i < response.documents().size(); i++) {
      var retrieved = response.documents().get(i);
      var home = retrieved.key().home();
      var one = asked.remove(retrieved.key().at(route.home()));
      if (one == null || (home != null && !home.equals(route.home()))) {
        return null;
      }
      verify(one, retrieved, message.documents().get(i), whole, refused);
    }
    refused.addAll(missing(wanted, asked, response.head().errors()));
    return new Fetched(whole, refused);
  }

  private static void verify(
      Wanted wanted,
      Retrieved retrieved,
      SpooledDocument content,
      List<Whole> whole,
      List<Refusal> refused) {
    var wrong =
        retrieved.newUniqueId() != null || retrieved.newRepository() != null
            ? Words.NOT_VERIFIABLE
            : content.size() != wanted.known().size()
                ? Words.WRONG_SIZE
                : content.sha1().equals(wanted.known().sha1()) ? null : Words.WRONG_HASH;
    if (wrong == null) {
      // Nobody looks into documents yet: that is what is recorded and shown.
      whole.add(new Whole(wanted, content, Verdict.NOT_INSPECTED));
    } else {
      content.close();
      refused.add(new Refusal(wanted.key(), ErrorCode.REPOSITORY_ERROR, wrong, wanted.person()));
    }
  }

  /**
   * What did not come, with the community's own code where its errors name the document, or are all
   * of one code.
   */
  private static List<Refusal> missing(
      List<Wanted> wanted, Map<DocumentKey, Wanted> left, List<RegistryError> errors) {
    var given =
        errors.stream().filter(error -> error.severity() == RegistryError.Severity.ERROR).toList();
    var common = given.stream().map(RegistryError::code).distinct().toList();
    var refused = new ArrayList<Refusal>();
    for (Wanted one : wanted) {
      if (left.containsKey(one.key())) {
        var named = given.stream().filter(error -> names(error, one.key().uniqueId())).findFirst();
        var code =
            named
                .or(() -> common.size() == 1 ? given.stream().findFirst() : Optional.empty())
                .flatMap(RegistryError::known)
                .orElse(ErrorCode.REPOSITORY_ERROR);
        refused.add(new Refusal(one.key(), code, Words.NOT_DELIVERED, one.person()));
      }
    }
    return refused;
  }

  /** Whether an error's context has this unique id in it, and not as a part of a longer one. */
  private static boolean names(RegistryError error, String uniqueId) {
    return Pattern.compile("(?<![\\w.])" + Pattern.quote(uniqueId) + "(?![\\w^]|\\.\\w)")
        .matcher(error.context())
        .find();
  }
}
