package org.musubi.e2e.ipf;

import org.openehealth.ipf.commons.ihe.xds.core.ebxml.ebxml30.EbXMLFactory30;
import org.openehealth.ipf.commons.ihe.xds.core.transform.requests.QueryRegistryTransformer;
import org.openehealth.ipf.commons.ihe.xds.core.transform.requests.RetrieveDocumentSetRequestTransformer;
import org.openehealth.ipf.commons.ihe.xds.core.transform.responses.QueryResponseTransformer;
import org.openehealth.ipf.commons.ihe.xds.core.transform.responses.RetrieveDocumentSetResponseTransformer;

/** IPF's ways between its model and ebXML 3.0. */
final class Ebxml {
  private static final EbXMLFactory30 FACTORY = new EbXMLFactory30();

  static final QueryRegistryTransformer QUERY_REQUEST = new QueryRegistryTransformer(FACTORY);
  static final QueryResponseTransformer QUERY_RESPONSE = new QueryResponseTransformer(FACTORY);
  static final RetrieveDocumentSetRequestTransformer RETRIEVE_REQUEST =
      new RetrieveDocumentSetRequestTransformer(FACTORY);
  static final RetrieveDocumentSetResponseTransformer RETRIEVE_RESPONSE =
      new RetrieveDocumentSetResponseTransformer(FACTORY);

  private Ebxml() {}
}
