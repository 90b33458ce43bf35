package org.musubi.services.records.web;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.musubi.ihe.DocumentKey;
import org.musubi.ihe.HomeCommunityId;
import org.musubi.ihe.MalformedMessage;
import org.musubi.ihe.documents.DocumentMessage;
import org.musubi.ihe.documents.Spool;
import org.musubi.ihe.documents.SpooledDocument;
import org.musubi.ihe.soap.Answer;
import org.musubi.ihe.soap.Envelope;
import org.musubi.ihe.soap.SoapClient;
import org.musubi.ihe.soap.SoapFault;
import org.musubi.ihe.xcpd.Issue;
import org.musubi.ihe.xcpd.Outcome;
import org.musubi.ihe.xcpd.PatientDiscoveryRequest;
import org.musubi.ihe.xcpd.PatientDiscoveryResponse;
import org.musubi.ihe.xds.AdhocQuery;
import org.musubi.ihe.xds.QueryResponse;
import org.musubi.ihe.xds.RegistryError;
import org.musubi.ihe.xds.RetrieveRequest;
import org.musubi.ihe.xds.RetrieveResponse;
import org.musubi.ihe.xml.Element;
import org.musubi.ihe.xml.Limits;
import org.musubi.ihe.xua.Reason;
import org.musubi.services.records.registry.Community;
import org.musubi.services.records.registry.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends on what members ask of other communities: to the platform, with this community's
 * certificate and the caller's own assertion. Documents that come back are whole and hashed before
 * anything is answered.
 */
final class Initiating {
  private static final Logger LOG = LoggerFactory.getLogger(Initiating.class);

  private final Community community;
  private final SoapClient client;
  private final Spool spool;
  private final Platform platform;
  private final Limits limits;

  /**
   * Where the platform is.
   *
   * @param query ITI-38
   * @param retrieve ITI-39
   * @param discovery ITI-55
   * @param deadline until it must have answered
   */
  record Platform(
      @Nullable URI query, @Nullable URI retrieve, @Nullable URI discovery, Duration deadline) {}

  Initiating(
      Community community, SoapClient client, Spool spool, Platform platform, Limits limits) {
    this.community = community;
    this.client = client;
    this.spool = spool;
    this.platform = platform;
    this.limits = limits;
  }

  private static Element security(Incoming message) throws SoapFault {
    return Envelope.security(message.assertion().orElseThrow(() -> Issuers.fault(Reason.MISSING)));
  }

  /** Asks the platform a stored query; its failure is an error of the community asked. */
  QueryResponse query(AdhocQuery query, Incoming message) throws SoapFault {
    var security = security(message);
    var to = platform.query();
    var unavailable = QueryResponse.failure(List.of(unavailable(query)));
    if (to == null) {
      return unavailable;
    }
    var request = Envelope.request(Actions.ITI_38, to, query.toElement(), security);
    try (var deadline = message.deadline().child(platform.deadline(), platform.deadline(), 0)) {
      return switch (client.exchange(to, request, deadline, Limits.forMetadata())) {
        case Answer.Answered<Envelope>(Envelope answer) -> QueryResponse.parse(answer.body());
        case Answer.Failed<Envelope>(Answer.Kind kind, String detail) -> {
          passOn(kind, detail);
          yield unavailable;
        }
      };
    } catch (MalformedMessage garbage) {
      return unavailable;
    }
  }

  private RegistryError unavailable(AdhocQuery query) {
    return Problem.COMMUNITY_UNAVAILABLE.error().at(query.home().orElse(community.home()));
  }

  /** Fetches documents of other communities; what does not come is an error of its community. */
  void retrieve(
      List<DocumentKey> keys,
      Incoming message,
      List<RetrieveResponse.Retrieved> found,
      List<SpooledDocument> contents,
      List<RegistryError> errors)
      throws SoapFault {
    var security = security(message);
    var to = platform.retrieve();
    if (to == null) {
      keys.forEach(key -> errors.add(unavailable(key)));
      return;
    }
    var body = new RetrieveRequest(keys).toElement();
    var request = Envelope.request(Actions.ITI_39, to, body, security);
    switch (client.retrieve(to, request, spool, message.deadline(), limits)) {
      case Answer.Answered<DocumentMessage> answered ->
          take(answered.value(), keys, found, contents, errors);
      case Answer.Failed<DocumentMessage>(Answer.Kind kind, String detail) -> {
        passOn(kind, detail);
        keys.forEach(key -> errors.add(unavailable(key)));
      }
    }
  }

  private void take(
      DocumentMessage answer,
      List<DocumentKey> keys,
      List<RetrieveResponse.Retrieved> found,
      List<SpooledDocument> contents,
      List<RegistryError> errors) {
    RetrieveResponse response;
    var outstanding = new LinkedHashSet<>(keys);
    try {
      response = RetrieveResponse.parse(answer.envelope().body());
      if (response.documents().size() != answer.documents().size()) {
        throw new MalformedMessage("as many documents as DocumentResponses");
      }
      for (var one : response.documents()) {
        if (!outstanding.remove(one.key())) {
          throw new MalformedMessage("each document asked for once, and no other");
        }
      }
    } catch (MalformedMessage garbage) {
      answer.close();
      keys.forEach(key -> errors.add(unavailable(key)));
      return;
    }
    answer.documents().forEach(one -> LOG.info("received a document of {} bytes", one.size()));
    found.addAll(response.documents());
    contents.addAll(answer.documents());
    errors.addAll(response.head().errors());
    outstanding.stream()
        .filter(key -> response.head().errors().stream().noneMatch(it -> explains(it, key, keys)))
        .forEach(key -> errors.add(Problem.NOT_DELIVERED.error(key.uniqueId()).at(home(key))));
  }

  /** An error that names one of the documents is about that one, another about its community. */
  private static boolean explains(RegistryError error, DocumentKey key, List<DocumentKey> asked) {
    return error.severity() == RegistryError.Severity.ERROR
        && home(key).toString().equals(error.location())
        && (names(error, key) || asked.stream().noneMatch(each -> names(error, each)));
  }

  private static boolean names(RegistryError error, DocumentKey key) {
    return Pattern.compile("(?<![\\w.])" + Pattern.quote(key.uniqueId()) + "(?![\\w.])")
        .matcher(error.context())
        .find();
  }

  private static HomeCommunityId home(DocumentKey key) {
    return Objects.requireNonNull(key.home());
  }

  private static RegistryError unavailable(DocumentKey key) {
    return Problem.COMMUNITY_UNAVAILABLE.error(key.uniqueId()).at(home(key));
  }

  /** Asks the platform who knows a person. */
  Element discover(PatientDiscoveryRequest request, Incoming message, Instant now)
      throws SoapFault {
    var security = security(message);
    var to = platform.discovery();
    if (to != null) {
      var body = request.element();
      var envelope = Envelope.request(Actions.ITI_55, to, body, security);
      try (var deadline = message.deadline().child(platform.deadline(), platform.deadline(), 0)) {
        switch (client.exchange(to, envelope, deadline, Limits.forMetadata())) {
          case Answer.Answered<Envelope>(Envelope answer) -> {
            return PatientDiscoveryResponse.parse(answer.body()).element();
          }
          case Answer.Failed<Envelope>(Answer.Kind kind, String detail) -> passOn(kind, detail);
        }
      } catch (MalformedMessage garbage) {
        LOG.warn("the platform's answer cannot be read");
      }
    }
    return PatientDiscoveryResponse.answer(
            request, community.home(), now, new Outcome.Failed(Issue.ANSWER_NOT_AVAILABLE))
        .element();
  }

  /** A Fault of the platform stays a Fault; anything else is the community not being available. */
  private static void passOn(Answer.Kind kind, String detail) throws SoapFault {
    LOG.info("the platform did not answer: {} {}", kind, detail);
    if (kind == Answer.Kind.FAULT) {
      throw SoapFault.sender("The platform refused the request: " + detail, "相互接続基盤が要求を拒否しました");
    }
  }
}
