package org.musubi.services.records.web;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.musubi.ihe.DocumentKey;
import org.musubi.ihe.MalformedMessage;
import org.musubi.ihe.documents.SpooledDocument;
import org.musubi.ihe.soap.SoapFault;
import org.musubi.ihe.xds.AdhocQuery;
import org.musubi.ihe.xds.HomeAttribute;
import org.musubi.ihe.xds.QueryResponse;
import org.musubi.ihe.xds.RegistryError;
import org.musubi.ihe.xds.RetrieveRequest;
import org.musubi.ihe.xds.RetrieveResponse;
import org.musubi.ihe.xds.Transaction;
import org.musubi.ihe.xml.Element;
import org.musubi.services.records.access.Reader;
import org.musubi.services.records.registry.Problem;
import org.musubi.services.records.registry.Registry;
import org.springframework.dao.DataAccessException;

/** ITI-38 and ITI-39: this community answers the platform. */
final class Answering {
  private final Registry registry;
  private final Holdings holdings;
  private final Issuers issuers;

  Answering(Registry registry, Holdings holdings, Issuers issuers) {
    this.registry = registry;
    this.holdings = holdings;
    this.issuers = issuers;
  }

  /** ITI-38. */
  Outgoing query(Incoming message) throws SoapFault, MalformedMessage {
    issuers.required(message);
    Submitting.noDocuments(message);
    var query = AdhocQuery.parse(message.body());
    return Outgoing.plain(
        Actions.answer(Actions.ITI_38), wire(own(query, Transaction.CROSS_GATEWAY)));
  }

  /** What our own registry answers, with our name in every place. */
  QueryResponse own(AdhocQuery query, Transaction transaction) {
    var home = registry.community().home();
    var problems = new ArrayList<RegistryError>(query.problems(transaction));
    if (query.home().filter(named -> !named.equals(home)).isPresent()) {
      problems.add(Problem.UNKNOWN_COMMUNITY.error());
    }
    if (!problems.isEmpty()) {
      return QueryResponse.failure(problems.stream().map(error -> error.at(home)).toList());
    }
    try {
      return registry.answer(query);
    } catch (DataAccessException e) {
      return QueryResponse.failure(List.of(Problem.REGISTRY_DOWN.error().at(home)));
    }
  }

  Element wire(QueryResponse response) {
    return HomeAttribute.setEverywhere(response.toElement(), registry.community().home());
  }

  /** ITI-39. */
  Outgoing retrieve(Incoming message) throws SoapFault, MalformedMessage, IOException {
    var claims = issuers.required(message);
    Submitting.noDocuments(message);
    var request = RetrieveRequest.parse(message.body());
    var home = registry.community().home();
    var problems = request.problems(Transaction.CROSS_GATEWAY);
    if (!problems.isEmpty()) {
      var errors = problems.stream().map(error -> error.at(home)).toList();
      return Outgoing.plain(
          Actions.answer(Actions.ITI_39), RetrieveResponse.of(List.of(), errors).toElement());
    }
    var reader = Reader.of("ITI-39", message.caller(), claims);
    return own(Actions.ITI_39, reader, request.documents());
  }

  private Outgoing own(String action, Reader reader, List<DocumentKey> keys) throws IOException {
    var found = new ArrayList<RetrieveResponse.Retrieved>();
    var contents = new ArrayList<SpooledDocument>();
    var errors = new ArrayList<RegistryError>();
    try {
      for (var key : keys) {
        collect(key, reader, found, contents, errors);
      }
    } catch (IOException | RuntimeException e) {
      contents.forEach(SpooledDocument::close);
      throw e;
    }
    return new Outgoing(
        Actions.answer(action), RetrieveResponse.of(found, errors).toElement(), contents, true);
  }

  /** One of our own documents, or an error of ours. */
  void collect(
      DocumentKey key,
      Reader reader,
      List<RetrieveResponse.Retrieved> found,
      List<SpooledDocument> contents,
      List<RegistryError> errors)
      throws IOException {
    var home = registry.community().home();
    var named = key.home();
    if (named != null && !named.equals(home)) {
      errors.add(Problem.UNKNOWN_COMMUNITY.error().at(named));
      return;
    }
    try {
      holdings.take(key, reader, found, contents, errors);
    } catch (DataAccessException e) {
      errors.add(Problem.REGISTRY_DOWN.error().at(home));
    }
  }
}
