package org.musubi.e2e.ipf;

import java.util.List;
import org.openehealth.ipf.commons.ihe.xds.XCA;
import org.openehealth.ipf.commons.ihe.xds.core.ebxml.ebxml30.EbXMLAdhocQueryRequest30;
import org.openehealth.ipf.commons.ihe.xds.core.metadata.ObjectReference;
import org.openehealth.ipf.commons.ihe.xds.core.requests.query.QueryReturnType;
import org.openehealth.ipf.commons.ihe.xds.core.responses.QueryResponse;
import org.openehealth.ipf.commons.ihe.xds.core.responses.Status;
import org.openehealth.ipf.commons.ihe.xds.core.stub.ebrs30.query.AdhocQueryRequest;
import org.openehealth.ipf.commons.ihe.xds.core.stub.ebrs30.query.AdhocQueryResponse;
import org.openehealth.ipf.commons.ihe.xds.core.validate.requests.AdhocQueryRequestValidator;
import org.openehealth.ipf.commons.ihe.xds.iti38.Iti38PortType;

/** The IPF community's ITI-38: validates the question, answers with the one document it has. */
final class Iti38Answers implements Iti38PortType {
  private final Asked asked;

  Iti38Answers(Asked asked) {
    this.asked = asked;
  }

  @Override
  public AdhocQueryResponse documentRegistryRegistryStoredQuery(AdhocQueryRequest body) {
    var request = new EbXMLAdhocQueryRequest30(body);
    asked.examine(
        () -> AdhocQueryRequestValidator.getInstance().validate(request, XCA.Interactions.ITI_38));
    var query = Ebxml.QUERY_REQUEST.fromEbXML(request);
    asked.queries().add(query);
    var response = new QueryResponse(Status.SUCCESS);
    if (query.getReturnType() == QueryReturnType.OBJECT_REF) {
      response.setReferences(List.of(new ObjectReference(Holding.ENTRY_UUID, Holding.HOME)));
    } else {
      response.setDocumentEntries(List.of(Holding.entry()));
    }
    return Ebxml.QUERY_RESPONSE.toEbXML(response).getInternal();
  }
}
