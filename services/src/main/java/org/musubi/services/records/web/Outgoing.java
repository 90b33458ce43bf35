package org.musubi.services.records.web;

import java.util.List;
import org.musubi.ihe.documents.SpooledDocument;
import org.musubi.ihe.xml.Element;

/**
 * The answer to one message.
 *
 * @param action its WS-Addressing action
 * @param body its body
 * @param documents what goes with it, each proven whole; the endpoint closes them
 * @param multipart whether it is sent as MTOM even without a document
 */
record Outgoing(String action, Element body, List<SpooledDocument> documents, boolean multipart) {
  Outgoing {
    documents = List.copyOf(documents);
  }

  static Outgoing plain(String action, Element body) {
    return new Outgoing(action, body, List.of(), false);
  }
}
