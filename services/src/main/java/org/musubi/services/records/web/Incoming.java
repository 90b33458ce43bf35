package org.musubi.services.records.web;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.musubi.ihe.documents.SpooledDocument;
import org.musubi.ihe.soap.Deadline;
import org.musubi.ihe.soap.Envelope;
import org.musubi.ihe.xml.Element;

/**
 * One message whose sender was let in.
 *
 * @param envelope the message
 * @param documents what came with it; the endpoint closes them
 * @param caller the certificate it came with
 * @param deadline of the whole exchange
 */
record Incoming(
    Envelope envelope, List<SpooledDocument> documents, X509Certificate caller, Deadline deadline) {
  Element body() {
    return envelope.body();
  }

  Optional<Element> assertion() {
    return envelope.assertion();
  }
}
