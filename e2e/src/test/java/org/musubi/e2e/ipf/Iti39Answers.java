package org.musubi.e2e.ipf;

import jakarta.activation.DataHandler;
import jakarta.mail.util.ByteArrayDataSource;
import org.openehealth.ipf.commons.ihe.xds.XCA;
import org.openehealth.ipf.commons.ihe.xds.core.ebxml.ebxml30.EbXMLNonconstructiveDocumentSetRequest30;
import org.openehealth.ipf.commons.ihe.xds.core.ebxml.ebxml30.RetrieveDocumentSetRequestType;
import org.openehealth.ipf.commons.ihe.xds.core.ebxml.ebxml30.RetrieveDocumentSetResponseType;
import org.openehealth.ipf.commons.ihe.xds.core.requests.DocumentReference;
import org.openehealth.ipf.commons.ihe.xds.core.responses.RetrievedDocument;
import org.openehealth.ipf.commons.ihe.xds.core.responses.RetrievedDocumentSet;
import org.openehealth.ipf.commons.ihe.xds.core.responses.Status;
import org.openehealth.ipf.commons.ihe.xds.core.validate.requests.NonconstructiveDocumentSetRequestValidator;
import org.openehealth.ipf.commons.ihe.xds.iti39.Iti39PortType;

/** The IPF community's ITI-39: validates the request, sends its document by MTOM. */
final class Iti39Answers implements Iti39PortType {
  private final Asked asked;

  Iti39Answers(Asked asked) {
    this.asked = asked;
  }

  @Override
  public RetrieveDocumentSetResponseType documentRepositoryRetrieveDocumentSet(
      RetrieveDocumentSetRequestType body) {
    var request = new EbXMLNonconstructiveDocumentSetRequest30<>(body);
    asked.examine(() ->
        NonconstructiveDocumentSetRequestValidator.getInstance()
            .validate(request, XCA.Interactions.ITI_39));
    var retrieve = Ebxml.RETRIEVE_REQUEST.fromEbXML(request);
    asked.retrievals().add(retrieve);
    var response =
        new RetrievedDocumentSet(
            Status.SUCCESS, retrieve.getDocuments().stream().map(Iti39Answers::document).toList());
    return Ebxml.RETRIEVE_RESPONSE.toEbXML(response).getInternal();
  }

  private static RetrievedDocument document(DocumentReference wanted) {
    if (!wanted.getDocumentUniqueId().equals(Holding.UNIQUE_ID)) {
      throw new IllegalArgumentException("not here: " + wanted.getDocumentUniqueId());
    }
    return new RetrievedDocument(
        new DataHandler(new ByteArrayDataSource(Holding.CONTENT, "text/plain")),
        wanted,
        null,
        null,
        "text/plain");
  }
}
