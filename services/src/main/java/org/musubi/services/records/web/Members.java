package org.musubi.services.records.web;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Optional;
import org.musubi.ihe.DocumentKey;
import org.musubi.ihe.HomeCommunityId;
import org.musubi.ihe.MalformedMessage;
import org.musubi.ihe.documents.SpooledDocument;
import org.musubi.ihe.soap.SoapFault;
import org.musubi.ihe.xcpd.PatientDiscoveryRequest;
import org.musubi.ihe.xds.AdhocQuery;
import org.musubi.ihe.xds.QueryResponse;
import org.musubi.ihe.xds.RegistryError;
import org.musubi.ihe.xds.RetrieveRequest;
import org.musubi.ihe.xds.RetrieveResponse;
import org.musubi.ihe.xds.Transaction;
import org.musubi.services.records.access.Reader;

/**
 * ITI-18, ITI-43 and ITI-55 of this community's own members: answered here, or sent on when they
 * name another community or come to an {@code /initiating} address. What is answered here wants an
 * assertion that is believed here; of what is sent on, the platform checks it.
 */
final class Members {
  private final HomeCommunityId home;
  private final Answering answering;
  private final Initiating initiating;
  private final Issuers issuers;
  private final InstantSource clock;

  Members(
      HomeCommunityId home,
      Answering answering,
      Initiating initiating,
      Issuers issuers,
      InstantSource clock) {
    this.home = home;
    this.answering = answering;
    this.initiating = initiating;
    this.issuers = issuers;
    this.clock = clock;
  }

  /** ITI-18 to our own registry, unless it names another community. */
  Outgoing query(Incoming message) throws SoapFault, MalformedMessage {
    Submitting.noDocuments(message);
    var query = AdhocQuery.parse(message.body());
    boolean elsewhere = query.home().filter(named -> !named.equals(home)).isPresent();
    if (elsewhere) {
      return sentOn(query, message);
    }
    issuers.required(message);
    return Outgoing.plain(
        Actions.answer(Actions.ITI_18),
        answering.wire(answering.own(query, Transaction.WITHIN_COMMUNITY)));
  }

  /** ITI-18 to all communities that know the patient. */
  Outgoing queryOthers(Incoming message) throws SoapFault, MalformedMessage {
    Submitting.noDocuments(message);
    return sentOn(AdhocQuery.parse(message.body()), message);
  }

  private Outgoing sentOn(AdhocQuery query, Incoming message) throws SoapFault {
    var problems = query.problems(Transaction.CROSS_GATEWAY);
    var response =
        problems.isEmpty()
            ? initiating.query(query, message)
            : QueryResponse.failure(problems.stream().map(error -> error.at(home)).toList());
    return Outgoing.plain(Actions.answer(Actions.ITI_18), response.toElement());
  }

  /** ITI-43: our own documents from here, others through the platform, in the order asked. */
  Outgoing retrieve(Incoming message) throws SoapFault, MalformedMessage, IOException {
    Submitting.noDocuments(message);
    var request = RetrieveRequest.parse(message.body());
    Optional<Reader> reader =
        request.documents().stream().anyMatch(this::isOurs)
            ? Optional.of(Reader.of("ITI-43", message.caller(), issuers.required(message)))
            : Optional.empty();
    var found = new ArrayList<RetrieveResponse.Retrieved>();
    var contents = new ArrayList<SpooledDocument>();
    var errors = new ArrayList<RegistryError>();
    try {
      var elsewhere = new ArrayList<DocumentKey>();
      for (var key : request.documents()) {
        if (isOurs(key)) {
          answering.collect(key, reader.orElseThrow(), found, contents, errors);
        } else {
          elsewhere.add(key);
        }
      }
      if (!elsewhere.isEmpty()) {
        initiating.retrieve(elsewhere, message, found, contents, errors);
      }
    } catch (IOException | SoapFault | RuntimeException e) {
      contents.forEach(SpooledDocument::close);
      throw e;
    }
    return new Outgoing(
        Actions.answer(Actions.ITI_43),
        RetrieveResponse.of(found, errors).toElement(),
        contents,
        true);
  }

  private boolean isOurs(DocumentKey key) {
    var named = key.home();
    return named == null || named.equals(home);
  }

  /** ITI-55 to all communities. */
  Outgoing discover(Incoming message) throws SoapFault, MalformedMessage {
    Submitting.noDocuments(message);
    var request = PatientDiscoveryRequest.parse(message.body());
    return Outgoing.plain(
        Actions.ITI_55_ANSWER, initiating.discover(request, message, clock.instant()));
  }
}
