package org.musubi.ihe.xds;

import static org.musubi.ihe.xds.Ebxml.LCM;
import static org.musubi.ihe.xds.Ebxml.XDSB;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.musubi.ihe.MalformedMessage;
import org.musubi.ihe.xml.Element;

/**
 * {@code ProvideAndRegisterDocumentSetRequest}: the body of ITI-41. The bytes of the documents
 * travel beside it, in the order of {@code documentIds}.
 *
 * @param metadata the submission
 * @param documentIds the {@code id} of each {@code Document}: the entryUUID (or symbolic id) of its
 *     document entry
 */
public record ProvideAndRegister(RegisterDocumentSet metadata, List<String> documentIds) {
  public ProvideAndRegister {
    documentIds = List.copyOf(documentIds);
  }

  /** A submission whose documents are in the order of its entries. */
  public static ProvideAndRegister of(RegisterDocumentSet metadata) {
    return new ProvideAndRegister(
        metadata, metadata.documentEntries().stream().map(DocumentEntry::entryUuid).toList());
  }

  /**
   * Reads the body; {@code Document} elements may be empty, their bytes being elsewhere.
   *
   * @throws MalformedMessage when it is another element, holds no metadata, or a document has no id
   */
  public static ProvideAndRegister parse(Element body) throws MalformedMessage {
    if (!body.is(XDSB, "ProvideAndRegisterDocumentSetRequest")) {
      throw new MalformedMessage("a ProvideAndRegisterDocumentSetRequest is expected");
    }
    Element submission = Ebxml.only(body, LCM, "SubmitObjectsRequest");
    List<String> ids = new ArrayList<>();
    for (Element document : body.all(XDSB, "Document")) {
      ids.add(
          document
              .attribute("id")
              .orElseThrow(() -> new MalformedMessage("a Document carries no id")));
    }
    return new ProvideAndRegister(RegisterDocumentSet.parse(submission), ids);
  }

  /**
   * Whether documents and entries belong together one to one (ITI TF-2 3.41.4.1.3): an entry
   * without a document is {@code XDSMissingDocument}, a document without an entry {@code
   * XDSMissingDocumentMetadata}, the same id twice a metadata error. On-demand entries have none.
   */
  public List<RegistryError> problems() {
    List<RegistryError> problems = new ArrayList<>();
    Set<String> documents = new HashSet<>(documentIds);
    if (documents.size() != documentIds.size()) {
      problems.add(
          RegistryError.of(
              ErrorCode.REPOSITORY_METADATA_ERROR, "two Document elements have the same id"));
    }
    Set<String> entries = new HashSet<>();
    for (DocumentEntry entry : metadata.documentEntries()) {
      entries.add(entry.entryUuid());
      if (!documents.contains(entry.entryUuid())
          && !entry.objectType().equals(DocumentEntry.ON_DEMAND)) {
        problems.add(
            RegistryError.of(
                ErrorCode.MISSING_DOCUMENT, "a document entry has no document attached"));
      }
    }
    if (!entries.containsAll(documents)) {
      problems.add(
          RegistryError.of(
              ErrorCode.MISSING_DOCUMENT_METADATA, "a document has no document entry"));
    }
    return problems;
  }

  /** The wire form, with empty {@code Document} elements for the wire layer to fill. */
  public Element toElement() {
    Element.Builder body =
        Element.of(XDSB, "xds:ProvideAndRegisterDocumentSetRequest").add(metadata.toElement());
    for (String id : documentIds) {
      body.add(Element.of(XDSB, "xds:Document").attribute("id", id).build());
    }
    return body.build();
  }
}
