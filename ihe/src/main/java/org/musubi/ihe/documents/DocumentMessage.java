package org.musubi.ihe.documents;

import java.util.List;
import org.musubi.ihe.soap.Envelope;

/**
 * A message and its documents.
 *
 * @param envelope the envelope; its {@code Document} elements are empty
 * @param documents what belongs into them, in the order of the elements in the body
 */
public record DocumentMessage(Envelope envelope, List<SpooledDocument> documents)
    implements AutoCloseable {
  /** The namespace of the element that holds a document, {@code Document} (ITI-39, 41, 43). */
  public static final String NAMESPACE = "urn:ihe:iti:xds-b:2007";

  /** Its name. */
  public static final String DOCUMENT = "Document";

  /** Keeps the list as it is now. */
  public DocumentMessage {
    documents = List.copyOf(documents);
  }

  /** Gives up the documents; their room in the spool is free again. */
  @Override
  public void close() {
    documents.forEach(SpooledDocument::close);
  }
}
