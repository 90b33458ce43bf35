package org.musubi.e2e.ipf;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.openehealth.ipf.commons.ihe.xds.core.requests.QueryRegistry;
import org.openehealth.ipf.commons.ihe.xds.core.requests.RetrieveDocumentSet;
import org.w3c.dom.Document;

/**
 * What the platform asked the IPF community, and what IPF's validators found wrong with it.
 *
 * @param complaints of IPF's validators
 * @param assertions one of each request, each a document of its own
 */
record Asked(
    List<String> complaints,
    List<String> discoveries,
    List<QueryRegistry> queries,
    List<RetrieveDocumentSet> retrievals,
    List<Document> assertions,
    List<String> contentTypes) {
  static Asked nothing() {
    return new Asked(
        new CopyOnWriteArrayList<>(),
        new CopyOnWriteArrayList<>(),
        new CopyOnWriteArrayList<>(),
        new CopyOnWriteArrayList<>(),
        new CopyOnWriteArrayList<>(),
        new CopyOnWriteArrayList<>());
  }

  /** Keeps what a validator objects to; the request is refused as IPF would refuse it. */
  void examine(Runnable validation) {
    try {
      validation.run();
    } catch (RuntimeException objection) {
      complaints.add(objection.toString());
      throw objection;
    }
  }
}
