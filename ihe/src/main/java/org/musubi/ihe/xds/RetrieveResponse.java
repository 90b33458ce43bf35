package org.musubi.ihe.xds;

import static org.musubi.ihe.xds.Ebxml.RS;
import static org.musubi.ihe.xds.Ebxml.XDSB;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.musubi.ihe.DocumentKey;
import org.musubi.ihe.MalformedMessage;
import org.musubi.ihe.Oid;
import org.musubi.ihe.xml.Element;

/**
 * {@code RetrieveDocumentSetResponse}: the body of the answer of ITI-39 and ITI-43. The bytes
 * travel beside it, in the order of {@code documents}.
 *
 * @param head status and errors
 * @param documents what is delivered, in order
 */
public record RetrieveResponse(RegistryResponse head, List<Retrieved> documents) {

  /**
   * One delivered document.
   *
   * @param key what was asked for
   * @param mimeType its media type
   * @param newRepository where a document made on demand was kept
   * @param newUniqueId the unique id of a document made on demand
   */
  public record Retrieved(
      DocumentKey key, String mimeType, @Nullable Oid newRepository, @Nullable String newUniqueId) {

    /** A stable document. */
    public static Retrieved of(DocumentKey key, String mimeType) {
      return new Retrieved(key, mimeType, null, null);
    }
  }

  public RetrieveResponse {
    documents = List.copyOf(documents);
  }

  /**
   * What was delivered and what was not; the status follows: with both it is PartialSuccess, with
   * errors alone Failure (ITI TF-2 3.39.4.1.3).
   */
  public static RetrieveResponse of(List<Retrieved> documents, List<RegistryError> errors) {
    Status status = Status.of(!documents.isEmpty(), errors);
    return new RetrieveResponse(new RegistryResponse(status, errors), documents);
  }

  /** Consolidates the answers of several communities, documents and errors in order. */
  public static RetrieveResponse merge(Collection<RetrieveResponse> answers) {
    List<Retrieved> documents = new ArrayList<>();
    List<RegistryError> errors = new ArrayList<>();
    boolean allWell = true;
    for (RetrieveResponse answer : answers) {
      documents.addAll(answer.documents);
      errors.addAll(answer.head.errors());
      allWell &= answer.head.status() == Status.SUCCESS;
    }
    Status status =
        allWell ? Status.of(!documents.isEmpty(), errors) : Status.of(!documents.isEmpty());
    return new RetrieveResponse(new RegistryResponse(status, errors), documents);
  }

  /**
   * Reads {@code RetrieveDocumentSetResponse}; {@code Document} elements may be empty.
   *
   * @throws MalformedMessage when it is another element, a part is missing, or an identifier wrong
   */
  public static RetrieveResponse parse(Element body) throws MalformedMessage {
    if (!body.is(XDSB, "RetrieveDocumentSetResponse")) {
      throw new MalformedMessage("a RetrieveDocumentSetResponse is expected");
    }
    Element head = Ebxml.only(body, RS, "RegistryResponse");
    List<Retrieved> documents = new ArrayList<>();
    for (Element document : body.all(XDSB, "DocumentResponse")) {
      documents.add(one(document));
    }
    return new RetrieveResponse(RegistryResponse.parse(head), documents);
  }

  private static Retrieved one(Element document) throws MalformedMessage {
    if (document.all(XDSB, "Document").size() != 1) {
      throw new MalformedMessage("a DocumentResponse has not exactly one Document");
    }
    String newRepository = RetrieveRequest.child(document, "NewRepositoryUniqueId").orElse(null);
    if (newRepository != null && !Oid.isValid(newRepository)) {
      throw new MalformedMessage("NewRepositoryUniqueId is not an OID");
    }
    return new Retrieved(
        RetrieveRequest.key(document),
        RetrieveRequest.required(document, "mimeType"),
        newRepository == null ? null : new Oid(newRepository),
        RetrieveRequest.child(document, "NewDocumentUniqueId").orElse(null));
  }

  /** The wire form, with empty {@code Document} elements for the wire layer to fill. */
  public Element toElement() {
    Element.Builder body =
        Element.of(XDSB, "xds:RetrieveDocumentSetResponse").add(head.toElement());
    for (Retrieved document : documents) {
      Element.Builder one =
          RetrieveRequest.write(Element.of(XDSB, "xds:DocumentResponse"), document.key);
      Oid newRepository = document.newRepository;
      if (newRepository != null) {
        one.add(Element.text(XDSB, "xds:NewRepositoryUniqueId", newRepository.value()));
      }
      String newUniqueId = document.newUniqueId;
      if (newUniqueId != null) {
        one.add(Element.text(XDSB, "xds:NewDocumentUniqueId", newUniqueId));
      }
      one.add(Element.text(XDSB, "xds:mimeType", document.mimeType));
      body.add(one.add(Element.of(XDSB, "xds:Document").build()).build());
    }
    return body.build();
  }
}
