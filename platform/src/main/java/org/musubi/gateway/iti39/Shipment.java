package org.musubi.gateway.iti39;

import java.util.List;
import java.util.stream.Stream;
import org.musubi.audit.Outcome;
import org.musubi.audit.Receipt;
import org.musubi.ihe.documents.DocumentMessage;
import org.musubi.ihe.documents.SpooledDocument;
import org.musubi.ihe.soap.Envelope;
import org.musubi.ihe.soap.WsAddressing;
import org.musubi.ihe.xds.RegistryError;
import org.musubi.ihe.xds.RetrieveResponse;

/**
 * The answer of ITI-39: what may leave, and an error for each document that may not.
 *
 * @param documents each with the receipt of its own release
 * @param errors by which the others are refused
 * @param questions the records under which communities were asked; empty when none was
 */
public record Shipment(List<Cleared> documents, List<RegistryError> errors, List<Receipt> questions)
    implements AutoCloseable {
  private static final String ACTION = "urn:ihe:iti:2007:CrossGatewayRetrieveResponse";

  public Shipment {
    documents = List.copyOf(documents);
    errors = List.copyOf(errors);
    questions = List.copyOf(questions);
  }

  /** Success only when every document asked for is in it. */
  public RetrieveResponse response() {
    return RetrieveResponse.of(documents.stream().map(Cleared::head).toList(), errors);
  }

  /** The acts that end with this answer. */
  public List<Receipt> receipts() {
    return Stream.concat(questions.stream(), documents.stream().map(Cleared::receipt))
        .distinct()
        .toList();
  }

  /** What the trail hears once it is sent. */
  public Outcome whenSent() {
    return documents.isEmpty() ? Outcome.failed("NOT_DISCLOSED") : Outcome.sent();
  }

  /** The message to send. */
  public DocumentMessage message(WsAddressing request) {
    List<SpooledDocument> contents = documents.stream().map(Cleared::content).toList();
    return new DocumentMessage(Envelope.reply(request, ACTION, response().toElement()), contents);
  }

  /** Gives up the documents, sent or not. */
  @Override
  public void close() {
    documents.forEach(document -> document.content().close());
  }
}
