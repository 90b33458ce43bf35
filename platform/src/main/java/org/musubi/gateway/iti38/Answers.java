package org.musubi.gateway.iti38;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.musubi.gateway.exchange.Heard;
import org.musubi.gateway.exchange.KnownDocuments;
import org.musubi.gateway.exchange.Words;
import org.musubi.ihe.HomeCommunityId;
import org.musubi.ihe.MalformedMessage;
import org.musubi.ihe.xds.Ebxml;
import org.musubi.ihe.xds.ErrorCode;
import org.musubi.ihe.xds.HomeAttribute;
import org.musubi.ihe.xds.QueryResponse;
import org.musubi.ihe.xds.RegistryError;
import org.musubi.ihe.xds.RegistryError.Severity;
import org.musubi.ihe.xml.Element;
import org.springframework.stereotype.Component;

/** Reads what a community answered: it speaks for itself only, and for nobody else. */
@Component("gateway.Answers")
final class Answers {
  private static final int LONGEST_CONTEXT = 400;

  /** Errors that an answer cannot have unless there are objects, or a patient. */
  private static final Set<ErrorCode> OF_OBJECTS =
      EnumSet.of(
          ErrorCode.TOO_MANY_RESULTS,
          ErrorCode.RESULT_NOT_SINGLE_PATIENT,
          ErrorCode.UNKNOWN_PATIENT_ID,
          ErrorCode.PATIENT_ID_DOES_NOT_MATCH,
          ErrorCode.REGISTRY_DEPRECATED_DOCUMENT_ERROR,
          ErrorCode.REGISTRY_METADATA_ERROR,
          ErrorCode.DOCUMENT_UNIQUE_ID_ERROR,
          ErrorCode.UNKNOWN_REPOSITORY_ID,
          ErrorCode.MISSING_DOCUMENT,
          ErrorCode.UNRESOLVED_REFERENCE);

  private final KnownDocuments known;

  Answers(KnownDocuments known) {
    this.known = known;
  }

  /** The answer with the community's home everywhere, or a failure that names it. */
  QueryResponse read(HomeCommunityId home, Heard<Element> heard, boolean contexts) {
    return switch (heard) {
      case Heard.Nothing<Element> nothing ->
          QueryResponse.failure(List.of(nothing.queryError(home)));
      case Heard.Said<Element>(Element body) ->
          parsed(home, body, contexts)
              .orElseGet(() ->
                  QueryResponse.failure(
                      List.of(Words.GARBAGE.error(ErrorCode.REGISTRY_ERROR, home))));
    };
  }

  private Optional<QueryResponse> parsed(HomeCommunityId home, Element body, boolean contexts) {
    if (speaksForAnother(body, home)) {
      return Optional.empty();
    }
    try {
      var response = QueryResponse.parse(HomeAttribute.setEverywhere(body, home));
      response.documentEntries().forEach(entry -> known.learn(home, entry));
      return Optional.of(
          new QueryResponse(
              response.status(),
              response.errors().stream().map(error -> ours(error, home, contexts)).toList(),
              response.objects(),
              response.slots()));
    } catch (MalformedMessage notOne) {
      return Optional.empty();
    }
  }

  private static boolean speaksForAnother(Element body, HomeCommunityId home) {
    return body.descendants()
        .filter(element -> element.namespace().equals(Ebxml.RIM))
        .anyMatch(element ->
            element
                .attribute("home")
                .filter(said -> !said.isEmpty() && !said.equals(home.toString()))
                .isPresent());
  }

  /**
   * The community's error with its code. Its own words are passed on only where the person asked
   * about is known to have allowed it: otherwise they could say that somebody exists.
   */
  private static RegistryError ours(RegistryError error, HomeCommunityId home, boolean contexts) {
    var context = contexts ? printable(error.context()) : "";
    return new RegistryError(
            error.code(),
            context.isBlank() ? Words.REPORTED.both() : context,
            error.severity(),
            null)
        .at(home);
  }

  /**
   * What may be passed on of an answer of which nothing is shown: that the community does not work,
   * in our words, never what it says of objects. An error that only objects can cause (too many of
   * them, of several patients) would tell that they exist: it becomes an empty answer.
   */
  QueryResponse withoutObjects(HomeCommunityId home, QueryResponse response) {
    var errors =
        response.errors().stream()
            .filter(error -> error.severity() == Severity.ERROR)
            .filter(error -> !tells(error))
            .map(error ->
                Words.REPORTED.areSaidBy(error)
                    ? Words.REPORTED.error(ErrorCode.REGISTRY_ERROR, home)
                    : error)
            .distinct()
            .toList();
    return errors.isEmpty() ? QueryResponse.of(List.of()) : QueryResponse.failure(errors);
  }

  private static boolean tells(RegistryError error) {
    return Words.TOO_MUCH.areSaidBy(error)
        || error.known().filter(OF_OBJECTS::contains).isPresent();
  }

  /** Why an answer that failed did, as a word for the trail. */
  static String reason(QueryResponse response) {
    return response.errors().stream()
        .findFirst()
        .map(error -> error.known().map(ErrorCode::code).orElse("REPORTED"))
        .orElse("FAILURE");
  }

  private static String printable(String text) {
    var line = text.replaceAll("\\p{Cntrl}+", " ").strip();
    return line.length() <= LONGEST_CONTEXT
        ? line
        : line.substring(0, line.offsetByCodePoints(0, line.codePointCount(0, LONGEST_CONTEXT)));
  }
}
