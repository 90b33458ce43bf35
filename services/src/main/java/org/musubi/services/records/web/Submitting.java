package org.musubi.services.records.web;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.musubi.ihe.MalformedMessage;
import org.musubi.ihe.documents.SpooledDocument;
import org.musubi.ihe.soap.SoapFault;
import org.musubi.ihe.xds.DocumentEntry;
import org.musubi.ihe.xds.ProvideAndRegister;
import org.musubi.ihe.xds.RegisterDocumentSet;
import org.musubi.ihe.xds.RegistryError;
import org.musubi.ihe.xds.RegistryResponse;
import org.musubi.ihe.xml.Element;
import org.musubi.services.records.content.Documents;
import org.musubi.services.records.content.Stored;
import org.musubi.services.records.registry.Deposit;
import org.musubi.services.records.registry.Problem;
import org.musubi.services.records.registry.Registered;
import org.musubi.services.records.registry.Registry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * ITI-41 and ITI-42. Success is answered only when content and metadata are durable; when the
 * database fails in between, the answer is a failure and the content stays until the next start
 * knows whether it was registered. The member's certificate is not enough: an assertion says who
 * stores.
 */
final class Submitting {
  private static final Logger LOG = LoggerFactory.getLogger(Submitting.class);

  private final Registry registry;
  private final Documents documents;
  private final Issuers issuers;

  Submitting(Registry registry, Documents documents, Issuers issuers) {
    this.registry = registry;
    this.documents = documents;
    this.issuers = issuers;
  }

  /** ITI-42. */
  Outgoing register(Incoming message) throws SoapFault, MalformedMessage {
    issuers.required(message);
    noDocuments(message);
    var set = RegisterDocumentSet.parse(message.body());
    return answer(Actions.ITI_42, registered(set, List.of()));
  }

  /** ITI-41. */
  Outgoing provide(Incoming message) throws SoapFault, MalformedMessage {
    issuers.required(message);
    var request = ProvideAndRegister.parse(message.body());
    if (request.documentIds().size() != message.documents().size()) {
      throw new MalformedMessage("a Document has no content");
    }
    return answer(Actions.ITI_41, provided(request, message.documents()));
  }

  static void noDocuments(Incoming message) throws MalformedMessage {
    if (!message.documents().isEmpty()) {
      throw new MalformedMessage("this transaction carries no documents");
    }
  }

  private RegistryResponse provided(ProvideAndRegister request, List<SpooledDocument> attached) {
    var problems = new ArrayList<>(request.problems());
    Map<String, SpooledDocument> contents = new HashMap<>();
    for (int i = 0; i < attached.size(); i++) {
      contents.put(request.documentIds().get(i), attached.get(i));
    }
    for (var entry : request.metadata().documentEntries()) {
      var content = contents.get(entry.entryUuid());
      if (content != null && !fits(entry, content)) {
        problems.add(Problem.CONTENT_DIFFERS.error());
      }
      if (entry.uniqueId().isEmpty()) {
        problems.add(Problem.ATTRIBUTE_MISSING.error("ENTRY [uniqueId]"));
      }
    }
    return problems.isEmpty()
        ? keep(request.metadata(), contents)
        : RegistryResponse.failure(problems);
  }

  /** Hash and size that the sender stated must be those of what arrived. */
  private static boolean fits(DocumentEntry entry, SpooledDocument content) {
    return entry.hash().map(content.sha1()::equals).orElse(true)
        && entry.size().orElse(content.size()) == content.size();
  }

  private RegistryResponse keep(
      RegisterDocumentSet metadata, Map<String, SpooledDocument> contents) {
    var kept = new ArrayList<Stored>();
    try {
      var deposits = new ArrayList<Deposit>();
      var objects = new ArrayList<Element>();
      for (var object : metadata.objects()) {
        var entry = DocumentEntry.of(object);
        var content = entry.map(e -> contents.get(e.entryUuid()));
        if (entry.isEmpty() || content.isEmpty()) {
          objects.add(object);
          continue;
        }
        var stored = store(content.get(), kept);
        deposits.add(
            new Deposit(entry.get().uniqueId().orElseThrow(), stored, entry.get().mimeType()));
        objects.add(
            entry
                .get()
                .stored(registry.community().repository(), stored.sha1(), stored.size())
                .element());
      }
      return registered(new RegisterDocumentSet(objects), deposits);
    } catch (IOException e) {
      LOG.error("a document could not be kept: {}", e.getClass().getSimpleName());
      return failure(Problem.STORAGE_FAILED.error());
    } finally {
      kept.forEach(this::discardUnlessRegistered);
    }
  }

  private Stored store(SpooledDocument content, List<Stored> kept) throws IOException {
    try (var in = content.open()) {
      var stored = documents.store(in);
      kept.add(stored);
      if (!stored.sha1().equals(content.sha1())) {
        throw new IOException("the spool gave other bytes than it took");
      }
      return stored;
    }
  }

  private void discardUnlessRegistered(Stored stored) {
    try {
      if (!registry.names(stored.file())) {
        documents.discard(stored);
      }
    } catch (IOException | DataAccessException e) {
      LOG.warn("left a file for the sweep at the next start: {}", e.getClass().getSimpleName());
    }
  }

  private RegistryResponse registered(RegisterDocumentSet set, List<Deposit> deposits) {
    try {
      return switch (registry.register(set, deposits)) {
        case Registered.Done done -> RegistryResponse.success();
        case Registered.Refused refused -> RegistryResponse.failure(refused.errors());
      };
    } catch (DataAccessException | TransactionException e) {
      LOG.error("the registry's database failed: {}", e.getClass().getSimpleName());
      return failure(Problem.REGISTRY_DOWN.error());
    }
  }

  private static RegistryResponse failure(RegistryError error) {
    return RegistryResponse.failure(List.of(error));
  }

  private Outgoing answer(String action, RegistryResponse response) {
    response.errors().forEach(error -> LOG.info("refused: {}", error.code()));
    return Outgoing.plain(Actions.answer(action), response.toElement());
  }
}
